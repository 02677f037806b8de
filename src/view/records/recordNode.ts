import * as vscode from 'vscode';
import type { GivenRecord } from '../../commands/askTargetRecord.ts';
import { plain } from '../../ui/plain.ts';
import type { RecentRecord } from '../../upload/recent.ts';
import type { ViewServices } from '../services.ts';
import type { ViewNode } from '../viewNode.ts';
import { doesOnSelect } from '../viewNode.ts';
import * as words from '../words/records.ts';

const ICONS: Readonly<Record<string, string>> = {
  Accounts: 'organization',
  Contacts: 'person',
  Leads: 'person',
  Products: 'package',
  Vendors: 'organization',
};

/** @param changed tells that the row has another hover now */
export function recordNode(
  services: ViewServices,
  account: string,
  { module, id, name }: RecentRecord,
  changed: (node: ViewNode) => void,
): ViewNode {
  const record: GivenRecord = { account, key: { module, id }, name };
  const item = new vscode.TreeItem(name === undefined ? id : plain(name));
  // Another account's record may have the same ID.
  item.id = `record ${account} ${module} ${id}`;
  item.contextValue = 'record';
  item.description = plain(module);
  item.iconPath = new vscode.ThemeIcon(ICONS[module] ?? 'file-media');
  const node: ViewNode = {
    item,
    actions: {
      openRecord: async () =>
        (await import('../../commands/openTargetRecord.ts')).openTargetRecord(services, record),
      viewPhoto: async () =>
        (await import('../../commands/fetchPhoto.ts')).viewPhoto(services, record),
      replacePhoto: async () => (await import('./replacePhoto.ts')).replacePhoto(services, record),
      downloadPhoto: async () =>
        (await import('../../commands/fetchPhoto.ts')).saveRecordPhoto(services, record),
      removePhoto: async () =>
        (await import('../../commands/removePhoto.ts')).removePhoto(services, record),
      removeRecent: () => services.recent.delete(account, record.key),
    },
    drop: async (dropped) =>
      (await import('./dropOnRecord.ts')).dropOnRecord(services, record, dropped),
    resolve: async (token) => {
      const { photoHover } = await import('./photoHover.ts');
      const hover = await photoHover(services, record, token);
      if (hover !== undefined) {
        item.tooltip = hover.text;
        setTimeout(() => {
          item.tooltip = undefined;
          changed(node);
        }, hover.freshFor).unref();
      }
    },
  };
  doesOnSelect(node, 'viewPhoto', words.VIEW_PHOTO_ACTION);
  return node;
}
