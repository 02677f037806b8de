import * as vscode from 'vscode';
import {
  askAndDeleteBackups,
  nameOfBackup,
  openBackup,
  restoreBackup,
  saveBackup,
} from '../../commands/backupActions.ts';
import { withAccount } from '../../commands/askTargetRecord.ts';
import { openTargetRecord } from '../../commands/openTargetRecord.ts';
import { recordName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { momentWords } from '../../ui/words/dates.ts';
import { wordsOfBackup } from '../../ui/words/picture.ts';
import type { Backup } from '../../upload/backup.ts';
import { moreNode } from '../moreNode.ts';
import type { ViewServices } from '../services.ts';
import type { ViewNode } from '../viewNode.ts';
import { contextOf, doesOnSelect } from '../viewNode.ts';
import * as words from '../words/backups.ts';
import type { RecordBackups } from './recordBackups.ts';

/** Backups below a record. All others are in *Photo Backups…*. */
const MOST = 20;

/** A record, with its backups below it. */
export function recordBackupsNode(
  services: ViewServices,
  account: string,
  { key, name, backups }: RecordBackups,
): ViewNode {
  const { Collapsed } = vscode.TreeItemCollapsibleState;
  const record = { account, key, name: name ?? services.recent.nameOf(account, key) };
  const label = record.name === undefined ? key.id : plain(record.name);
  const item = new vscode.TreeItem(label, Collapsed);
  const id = `backups ${account} ${key.module} ${key.id}`;
  item.id = id;
  item.description = words.backupsIn(plain(key.module), backups.length);
  const actions = {
    openRecord: () => openTargetRecord(services, record),
    deleteBackups: () => askAndDeleteBackups(services, recordName(record), backups),
  };
  item.contextValue = contextOf('backups', actions);
  const more = backups.length - MOST;
  return {
    item,
    children: () =>
      Promise.resolve([
        ...backups.slice(0, MOST).map((backup) => backupNode(services, backup)),
        ...(more > 0 ? [moreNode(`more ${id}`, more, 'keptPhotos')] : []),
      ]),
    actions,
  };
}

function backupNode(services: ViewServices, backup: Backup): ViewNode {
  const { account, key, name, at, id } = backup;
  const item = new vscode.TreeItem(momentWords(at));
  const facts = wordsOfBackup(backup);
  const record = nameOfBackup(backup);
  const title = words.backupFrom(record, at, facts);
  item.id = `backup ${account} ${id}`;
  item.description = facts;
  item.iconPath = new vscode.ThemeIcon('file-media');
  item.accessibilityInformation = { label: title };
  const actions = {
    viewBackup: () => openBackup(services, backup),
    restoreBackup: async () => {
      const target = await withAccount(services, { account, key, name: name ?? undefined });
      if (target !== undefined) {
        await restoreBackup(services, target.account, backup);
      }
    },
    saveBackup: () => saveBackup(services, backup),
    deleteBackup: () => askAndDeleteBackups(services, record, [backup]),
  };
  item.contextValue = contextOf('backup', actions);
  const node: ViewNode = {
    item,
    resolve: async () => {
      const { backupHover } = await import('./backupHover.ts');
      item.tooltip = await backupHover(services, backup, title);
    },
    actions,
  };
  doesOnSelect(node, 'viewBackup', words.VIEW_BACKUP);
  return node;
}
