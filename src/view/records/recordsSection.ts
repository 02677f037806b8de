import * as vscode from 'vscode';
import type { BoundAccount } from '../../auth/workspaceAccount.ts';
import type { Section } from '../section.ts';
import type { ViewServices } from '../services.ts';
import type { ViewNode } from '../viewNode.ts';
import * as words from '../words/records.ts';
import { recordNode } from './recordNode.ts';

/** The records that got a photo from here, latest first. */
export class RecordsSection implements Section {
  readonly onDidChange: vscode.Event<ViewNode | undefined>;
  readonly #changed = new vscode.EventEmitter<ViewNode | undefined>();
  readonly #services: ViewServices;

  constructor(services: ViewServices) {
    this.#services = services;
    this.onDidChange = this.#changed.event;
  }

  nodes({ id }: BoundAccount): Promise<readonly ViewNode[]> {
    const item = new vscode.TreeItem(
      words.RECORDS_SECTION,
      vscode.TreeItemCollapsibleState.Expanded,
    );
    item.id = 'records';
    const children = (): Promise<readonly ViewNode[]> => {
      const records = this.#services.recent.all(id);
      const nodes = records.map((record) =>
        recordNode(this.#services, id, record, (node) => {
          this.#changed.fire(node);
        }),
      );
      return Promise.resolve(nodes.length === 0 ? [noRecordsNode()] : nodes);
    };
    return Promise.resolve([{ item, children }]);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Says how a record gets here. */
function noRecordsNode(): ViewNode {
  const item = new vscode.TreeItem(words.NO_RECORDS);
  item.id = 'no-records';
  item.iconPath = new vscode.ThemeIcon('cloud-upload');
  item.tooltip = words.NO_RECORDS_TOOLTIP;
  item.command = { command: 'zohoCrmPhotos.uploadPhoto', title: words.NO_RECORDS };
  return { item };
}
