import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** Opens a record in the browser, by the only kind of URL that works without an organization's ID. */
export async function openRecord({ place }: Account, key: RecordKey): Promise<void> {
  const query = new URLSearchParams({ module: key.module, id: key.id }).toString();
  const address = `${serversOf(place).web}/crm/EntityInfo.do?${query}`;
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
