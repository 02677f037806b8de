import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { LANGUAGE_TRAITS } from './languages.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { TOKEN_VARIABLE } from './uploadRequest.ts';
import type { Inspected } from '../image/inspect.ts';
import { askLanguage } from './languageQuestion.ts';
import { inspectFiles } from '../ui/pictureFile.ts';
import { chosenFiles } from '../ui/chosenFiles.ts';
import { report } from '../ui/report.ts';
import { copiedAsCode, OPEN_IN_EDITOR } from './words.ts';
import { CONTENT_TYPES } from '../upload/upload.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import { askKey } from '../commands/askKey.ts';
import { chooseAccount, switchedAccount } from '../commands/chooseAccount.ts';
import type { Services } from '../commands/services.ts';

/**
 * *Copy Upload as Code…*: copies the last upload of this window. If there is none, asks for a
 * picture and a record. Nothing is sent.
 */
export async function copyUploadAsCode(services: Services): Promise<void> {
  const request = services.lastUpload.get() ?? (await askRequest(services));
  const language = request === undefined ? undefined : await askLanguage(request);
  if (request === undefined || language === undefined) {
    return;
  }
  const { write, editor } = LANGUAGE_TRAITS[language];
  const text = write(request);
  await vscode.env.clipboard.writeText(text);
  const message = copiedAsCode(language, TOKEN_VARIABLE);
  const chosen = await vscode.window.showInformationMessage(message, OPEN_IN_EDITOR);
  if (chosen === OPEN_IN_EDITOR) {
    await openText(text, editor);
  }
}

/** Plain text if no extension knows the language, because naming an unknown one is an error. */
async function openText(content: string, editor: string): Promise<void> {
  const known = (await vscode.languages.getLanguages()).includes(editor);
  const language = known ? editor : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}

/** One picture and its record; undefined when the person cancels or the file isn't a picture. */
async function askRequest(services: Services): Promise<UploadRequest | undefined> {
  const uris = await chosenFiles(undefined, undefined);
  const [looked] = await inspectFiles(uris?.slice(0, 1) ?? []);
  if (looked === undefined) {
    return undefined;
  }
  const { name, inspected } = looked;
  if ('refusal' in inspected) {
    const reason = { kind: 'refusal', refusal: inspected.refusal } as const;
    const outcome = { kind: 'failed', reason } as const;
    if ((await report([{ picture: name, key: undefined, outcome }], undefined)) === 'show-log') {
      services.log.show();
    }
    return undefined;
  }
  const account = await chooseAccount(services);
  return account === undefined ? undefined : askRecord(services, account, inspected);
}

async function askRecord(
  services: Services,
  account: Account,
  { picture, format }: Pick<Inspected, 'picture' | 'format'>,
): Promise<UploadRequest | undefined> {
  const { settings } = services;
  const record = await askKey(services, account, { picture: picture.name, changing: true });
  if (record === 'switch-account') {
    const other = await switchedAccount(services);
    return other === undefined ? undefined : askRecord(services, other, { picture, format });
  }
  return record === undefined
    ? undefined
    : {
        servers: serversOf(account.place),
        version: settings.apiVersion(),
        record,
        fileName: picture.name,
        contentType: CONTENT_TYPES[format],
        restrictTriggers: settings.restrictTriggers(),
      };
}
