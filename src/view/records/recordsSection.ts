import * as vscode from 'vscode';
import type { BoundAccount } from '../../auth/workspaceAccount.ts';
import { plain } from '../../ui/plain.ts';
import type { RecentRecord } from '../../upload/recent.ts';
import type { Section } from '../section.ts';
import type { ViewServices } from '../services.ts';
import type { ViewNode } from '../viewNode.ts';
import { RECORDS_SECTION } from '../words/records.ts';

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
    const item = new vscode.TreeItem(RECORDS_SECTION, vscode.TreeItemCollapsibleState.Expanded);
    item.id = 'records';
    const records = this.#services.recent.of(id);
    const children = (): Promise<readonly ViewNode[]> => Promise.resolve(records.map(recordNode));
    return Promise.resolve(records.length === 0 ? [] : [{ item, children }]);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function recordNode({ module, id, name }: RecentRecord): ViewNode {
  const item = new vscode.TreeItem(name === undefined ? id : plain(name));
  item.id = `record ${module} ${id}`;
  item.contextValue = 'record';
  item.description = plain(module);
  item.iconPath = new vscode.ThemeIcon('person');
  return { item };
}
