import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { changeOptionsOf } from '../commands/changeOptions.ts';
import { usableAccounts } from '../commands/usableAccounts.ts';
import type { Parts } from '../commands/parts.ts';
import { signalOf } from '../ui/cancellation.ts';
import { organisationName } from '../ui/names.ts';
import { lookAt } from '../ui/pictures.ts';
import { plain } from '../ui/plain.ts';
import { reportLine } from '../ui/report.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { wordsOfRefusal } from '../ui/words/refusal.ts';
import type { ToolRefusal } from '../ui/words/uploadTool.ts';
import {
  wordsOfToolFailure,
  wordsOfToolOutcome,
  wordsOfToolRefusal,
} from '../ui/words/uploadTool.ts';
import { uploadOne } from '../upload/run.ts';
import { moduleProblem, recordIdProblem } from '../upload/target.ts';
import { workspaceFile } from '../upload/workspaceFile.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { hasPhoto } from '../zoho/photo.ts';

/** What package.json promises of the tool's input; a model may send anything. */
const Input = v.object({
  file: v.string(),
  module: v.string(),
  recordId: v.string(),
  replacePhoto: v.optional(v.boolean(), false),
});
type Input = v.InferOutput<typeof Input>;

/**
 * `upload_photo_to_zoho_crm`: what a language model may do. A person can have tools approved
 * unseen, so that the tool itself refuses what must not be: files outside the workspace, and the
 * replacement of a photo that its input does not ask for.
 */
export function uploadPhotoTool(parts: Parts): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }) => {
      const parsed = v.safeParse(Input, input);
      const account = await accountOf(parts);
      if (!parsed.success || account === undefined) {
        return {};
      }
      const { file, module, recordId, replacePhoto } = parsed.output;
      const record = `${plain(module)} ${plain(recordId)}`;
      const organisation = organisationName(account);
      return {
        invocationMessage: `Uploading ${plain(file)} to ${record}, ${organisation}`,
        confirmationMessages: {
          title: 'Upload a photo to Zoho CRM?',
          message: `${plain(file)} becomes the photo of ${record} in ${organisation}. ${replacePhoto ? 'A photo that the record has is replaced.' : 'A photo that the record has stays: then nothing is uploaded.'}`,
        },
      };
    },
    invoke: async ({ input }, token) => {
      const said = await upload(parts, input, signalOf(token));
      parts.log.info(`Tool upload_photo_to_zoho_crm: ${said}`);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(said)]);
    },
  };
}

/** The account of this workspace, or the only one there is; nobody is asked. */
export async function accountOf(parts: Parts): Promise<Account | undefined> {
  const accounts = await usableAccounts(parts);
  const bound = parts.workspaceAccount.get();
  const [only] = accounts;
  return bound === undefined && accounts.length === 1
    ? only
    : accounts.find(({ id }) => id === bound?.id);
}

/** Does it, or says why not, in words for the model and whoever reads along. */
async function upload(parts: Parts, input: unknown, signal: AbortSignal): Promise<string> {
  const { settings, sessions, log } = parts;
  const version = settings.apiVersion();
  const given = v.safeParse(Input, input);
  const wrong = given.success ? wrongIn(given.output, version) : ({ kind: 'input' } as const);
  if (!given.success || wrong !== undefined) {
    return wordsOfToolRefusal(wrong ?? { kind: 'input' });
  }
  const { file: wanted, module, recordId: id, replacePhoto } = given.output;
  const account = await accountOf(parts);
  if (account === undefined) {
    return wordsOfToolRefusal({ kind: 'no-account' });
  }
  const file = await workspaceFile(folders(), wanted);
  if (file.kind !== 'inside') {
    return wordsOfToolRefusal(file);
  }
  const { name, inspected } = await lookAt(vscode.Uri.file(file.file));
  if ('refusal' in inspected) {
    return wordsOfToolFailure(wordsOfRefusal(inspected.refusal));
  }
  const crm = sessions.crmOf(account);
  const key = { module, id };
  if (!replacePhoto) {
    const present = await hasPhoto(crm, key, version, signal);
    if (!present.ok) {
      return wordsOfToolFailure(wordsOfFailure(present.failure));
    }
    if (present.value) {
      return wordsOfToolRefusal({ kind: 'has-photo' });
    }
  }
  const outcome = await uploadOne(
    crm,
    { picture: inspected, key },
    {
      ...changeOptionsOf(parts, account, signal),
      // Nobody is asked for anything behind a model's back, and no photo is lost there.
      asks: { renewAccess: no, goOnWithoutCopy: no, undoAnyway: no },
      onStage: () => undefined,
    },
  );
  if ('change' in outcome) {
    await parts.lastChanges.set([outcome.change]);
  }
  log.info(reportLine({ picture: name, key, outcome }));
  return wordsOfToolOutcome(name, outcome, account);
}

function no(): Promise<false> {
  return Promise.resolve(false);
}

function wrongIn({ module, recordId }: Input, version: ApiVersion): ToolRefusal | undefined {
  const ofModule = moduleProblem(module, version);
  if (ofModule !== undefined) {
    return { kind: 'module', problem: ofModule };
  }
  const ofId = recordIdProblem(recordId);
  return ofId === undefined ? undefined : { kind: 'record-id', problem: ofId };
}

function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
