import * as vscode from 'vscode';
import type { Backup } from '../../upload/backup.ts';
import { asMarkdown } from '../asMarkdown.ts';
import type { ViewServices } from '../services.ts';
import { smallPicture } from '../smallPicture.ts';
import { NO_PREVIEW, BACKUP_GONE } from '../words/backups.ts';

/** @param title what the row is: it's read from the file only for this */
export async function backupHover(
  services: ViewServices,
  backup: Backup,
  title: string,
): Promise<vscode.MarkdownString> {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`${asMarkdown(title)}\n\n`);
  const bytes = await services.backups.read(backup);
  const address = bytes && (await smallPicture(services, bytes));
  if (address === undefined) {
    text.appendMarkdown(asMarkdown(bytes === undefined ? BACKUP_GONE : NO_PREVIEW));
  } else {
    text.appendMarkdown(`![](${address})`);
  }
  return text;
}
