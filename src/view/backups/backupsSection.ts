import * as vscode from 'vscode';
import type { Section } from '../section.ts';
import type { ViewNode } from '../viewNode.ts';

/** The account's photo backups. */
export class BackupsSection implements Section {
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
