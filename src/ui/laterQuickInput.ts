import * as vscode from 'vscode';
import { editor } from './editor.ts';
import { inFull } from './words/words.ts';

/**
 * What quick inputs can do only in a newer VS Code than the oldest supported one, whose types these
 * aren't in. Until they are part of the API, setting them fails, even if they are there.
 */
interface Later {
  /** Since 1.109. Only a button in the input box can be a toggle. */
  readonly QuickInputButtonLocation?: { readonly Input?: number };
}

/** The button that VS Code shows as a toggle, and whose state it changes when it is pressed. */
interface ToggleButton extends vscode.QuickInputButton {
  readonly location: number;
  readonly toggle: { checked: boolean };
}

/** Something to switch on and off while a question is open. */
export interface QuickSwitch {
  readonly isOn: boolean;
  /** What is on or off. */
  readonly label: string;
  /** The ID of a product icon. */
  readonly icon: string;
  /** Shown where VS Code has no toggles; undefined if something else is there. */
  readonly button: vscode.QuickInputButton | undefined;
  readonly press: () => void;
}

export function hasToggles(): boolean {
  return inputLocation() !== undefined;
}

export function switchButton(one: QuickSwitch): vscode.QuickInputButton | ToggleButton | undefined {
  const location = inputLocation();
  return location === undefined
    ? one.button
    : {
        iconPath: new vscode.ThemeIcon(one.icon),
        tooltip: one.label,
        location,
        toggle: { checked: one.isOn },
      };
}

/** What a list asks, and explains. Links in it can be selected, as in notifications. */
export interface ExplainedQuestion {
  readonly placeholder: string;
  /** What to know about it. */
  readonly explanation?: string;
  /** Both in one text; by default one after the other. */
  readonly inOne?: string;
}

/**
 * Asks, and explains in a line above the list, which stays while somebody types. An older VS Code
 * (before 1.108) has both in place of the typed text.
 */
export function setQuestion(
  input: vscode.QuickPick<vscode.QuickPickItem>,
  { placeholder, explanation, inOne }: ExplainedQuestion,
): void {
  if (explanation === undefined) {
    input.placeholder = placeholder;
  } else if ('prompt' in input && isSince(108)) {
    input.placeholder = placeholder;
    input.prompt = explanation;
  } else {
    input.placeholder = inOne ?? inFull({ what: placeholder, remedy: explanation });
  }
}

function inputLocation(): number | undefined {
  const { QuickInputButtonLocation: locations } = editor as Later;
  return isSince(109) ? locations?.Input : undefined;
}

/** @param minor of VS Code 1 */
function isSince(minor: number): boolean {
  const [, own] = /^1\.(\d+)\./.exec(editor.version ?? '') ?? [];
  return Number(own) >= minor;
}
