import type * as vscode from 'vscode';
import { editor } from './editor.ts';

/** The file in the active tab; undefined if there is none, or if the editor doesn't tell. */
export function activeFile(): vscode.Uri | undefined {
  const input = activeTab()?.input;
  return customUri(input) ?? textUri(input);
}

/** The files in custom editors, such as the image preview; undefined if the editor doesn't tell. */
export function openCustomFiles(): vscode.Uri[] | undefined {
  return editor.window.tabGroups?.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => customUri(input) ?? []);
}

/** Closes the active tab if it is a webview of this type. */
export async function closeActivePage(viewType: string): Promise<void> {
  const tab = activeTab();
  const { TabInputWebview: Page } = editor;
  if (
    tab !== undefined &&
    Page !== undefined &&
    tab.input instanceof Page &&
    tab.input.viewType.endsWith(viewType)
  ) {
    await editor.window.tabGroups?.close(tab);
  }
}

function activeTab(): vscode.Tab | undefined {
  return editor.window.tabGroups?.activeTabGroup.activeTab;
}

function customUri(input: unknown): vscode.Uri | undefined {
  const { TabInputCustom: Custom } = editor;
  return Custom !== undefined && input instanceof Custom ? input.uri : undefined;
}

function textUri(input: unknown): vscode.Uri | undefined {
  const { TabInputText: Text } = editor;
  return Text !== undefined && input instanceof Text ? input.uri : undefined;
}
