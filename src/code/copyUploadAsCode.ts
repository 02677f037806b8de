import * as vscode from 'vscode';
import { LANGUAGE_TRAITS } from './languages.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { TOKEN_VARIABLE } from './uploadRequest.ts';
import { askLanguage } from './languageQuestion.ts';
import { inspectFiles } from '../ui/pictureFile.ts';
import { chosenFiles } from '../ui/chosenFiles.ts';
import { report } from '../ui/report.ts';
import { copiedAsCode, OPEN_IN_EDITOR } from './words.ts';
import { CONTENT_TYPES } from '../upload/upload.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import { askTargetRecord } from '../commands/askTargetRecord.ts';
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
  const { picture, format } = inspected;
  const asked = await askTargetRecord(services, picture.name, true);
  return (
    asked && {
      servers: serversOf(asked.account.place),
      version: services.settings.apiVersion(),
      record: asked.key,
      fileName: picture.name,
      contentType: CONTENT_TYPES[format],
      restrictTriggers: services.settings.restrictTriggers(),
    }
  );
}
