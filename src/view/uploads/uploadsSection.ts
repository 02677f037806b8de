import * as vscode from 'vscode';
import type { Section } from '../section.ts';
import type { ViewNode } from '../viewNode.ts';

/** The account's bulk uploads. */
export class UploadsSection implements Section {
  readonly onDidChange: vscode.Event<ViewNode | undefined>;
  readonly #changed = new vscode.EventEmitter<ViewNode | undefined>();

  constructor() {
    this.onDidChange = this.#changed.event;
  }

  nodes(): Promise<readonly ViewNode[]> {
    return Promise.resolve([]);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
