import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { ifAvailable } from '../auth/secrets.ts';
import { changeOptionsOf } from '../commands/changeOptions.ts';
import { rememberFile } from '../commands/rememberRecords.ts';
import { usableAccounts } from '../commands/usableAccounts.ts';
import type { Services } from '../commands/services.ts';
import { signalOf } from '../ui/cancellation.ts';
import { reach } from '../ui/milestones.ts';
import { organizationName } from '../ui/names.ts';
import { inspectFile } from '../ui/pictureFile.ts';
import { plain } from '../ui/plain.ts';
import { reportLine } from '../ui/words/logLines.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import type { ToolChange, ToolRefusal } from './uploadWords.ts';
import {
  UPLOAD_QUESTION,
  uploading,
  uploadPlan,
  uploadToolLine,
  wordsOfToolFailure,
  wordsOfToolOutcome,
  wordsOfToolRefusal,
} from './uploadWords.ts';
import type { Outcome } from '../upload/outcome.ts';
import type { Job } from '../upload/run.ts';
import { catchingBugs, uploadOne } from '../upload/run.ts';
import { moduleProblem } from '../upload/target.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { workspaceFile } from '../upload/workspaceFile.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { hasPhoto } from '../zoho/photo.ts';
import { readRecordId } from '../zoho/recordId.ts';
import { Confirmations } from './confirmations.ts';
import { sendable } from './sendable.ts';
import { assertToolsAllowed } from './toolPolicy.ts';
import { sha256Of } from '../storage/sha256.ts';

/** The input that package.json declares; a model may send anything. */
const Input = v.object({
  file: v.string(),
  module: v.string(),
  recordId: v.string(),
  replacePhoto: v.optional(v.boolean(), false),
});
type Input = v.InferOutput<typeof Input>;

const confirmations = new Confirmations();

/**
 * `upload_photo_to_zoho_crm`, for language models. People can approve tools in advance, so the tool
 * itself refuses files outside the workspace, a replacement that its input doesn't ask for, and
 * anything that has changed since the person was asked.
 */
export function uploadPhotoTool(services: Services): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }, token) => {
      await assertToolsAllowed(services);
      const parsed = v.safeParse(Input, input);
      const account = await ifAvailable(accountOf(services), undefined);
      if (!parsed.success || account === undefined) {
        return {};
      }
      const plan = await planOf(services, parsed.output, account, signalOf(token));
      if (!('refused' in plan)) {
        confirmations.ask(JSON.stringify(parsed.output), plan.print);
      }
      const { file, module, recordId, replacePhoto } = parsed.output;
      const key = keyIn({ module, recordId }, services.settings.apiVersion());
      const record = `${plain(module)} ${'id' in key ? key.id : plain(recordId)}`;
      const organization = organizationName(account);
      const changes = 'refused' in plan ? [] : plan.changes;
      return {
        invocationMessage: uploading(plain(file), record, organization),
        confirmationMessages: {
          title: UPLOAD_QUESTION,
          message: uploadPlan(plain(file), record, organization, replacePhoto, changes),
        },
      };
    },
    invoke: async ({ input }, token) => {
      await assertToolsAllowed(services);
      const said = await ifAvailable(
        answer(services, input, signalOf(token)),
        wordsOfToolFailure(wordsOfFailure({ kind: 'secrets-unavailable' })),
      );
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(said)]);
    },
  };
}

/** The account of this workspace, or the only one, without asking. */
export async function accountOf(services: Services): Promise<Account | undefined> {
  const accounts = await usableAccounts(services);
  const bound = services.workspaceAccount.get();
  const [only] = accounts;
  return bound === undefined && accounts.length === 1
    ? only
    : accounts.find(({ id }) => id === bound?.id);
}

/** What an input would do now. */
interface Plan {
  readonly job: Job;
  readonly settings: Pick<ChangeOptions, 'version' | 'restrictTriggers'>;
  readonly changes: readonly ToolChange[];
  /** Equal for equal bytes, record, account, and settings. */
  readonly print: string;
}

/** Prepares the upload, down to its bytes, or says why it is refused. */
async function planOf(
  services: Services,
  { file: wanted, module, recordId, replacePhoto }: Input,
  account: Account,
  signal: AbortSignal,
): Promise<Plan | { readonly refused: string }> {
  const { settings } = services;
  const version = settings.apiVersion();
  const key = keyIn({ module, recordId }, version);
  if ('kind' in key) {
    return { refused: wordsOfToolRefusal(key) };
  }
  const file = await workspaceFile(folders(), wanted);
  if (file.kind !== 'inside') {
    return { refused: wordsOfToolRefusal(file) };
  }
  const { inspected } = await inspectFile(vscode.Uri.file(file.file));
  const toSend = await sendable(services, inspected, signal);
  if ('reason' in toSend) {
    return { refused: wordsOfToolFailure(wordsOfReason(toSend.reason)) };
  }
  const { picture, changes } = toSend;
  const bytes = await picture.picture.read();
  const sha256 = sha256Of(bytes);
  const set = { version, restrictTriggers: settings.restrictTriggers() };
  const print = [file.file, sha256, key, replacePhoto, account.id, set];
  const job = { picture, key };
  return { job, settings: set, changes, print: JSON.stringify(print) };
}

/** Uploads, or says why not, in words for the model and the person who reads along. */
async function answer(services: Services, input: unknown, signal: AbortSignal): Promise<string> {
  const refuse = (said: string): string => {
    services.log.info(uploadToolLine(said));
    return said;
  };
  const given = v.safeParse(Input, input);
  if (!given.success) {
    return refuse(wordsOfToolRefusal({ kind: 'input' }));
  }
  const account = await accountOf(services);
  if (account === undefined) {
    return refuse(wordsOfToolRefusal({ kind: 'no-account' }));
  }
  const plan = await planOf(services, given.output, account, signal).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) {
      return { refused: wordsOfToolRefusal({ kind: 'canceled' }) };
    }
    throw error;
  });
  const print = 'refused' in plan ? '' : plan.print;
  const allowed = confirmations.allow(JSON.stringify(given.output), print);
  if ('refused' in plan) {
    return refuse(plan.refused);
  }
  if (!allowed) {
    return refuse(wordsOfToolRefusal({ kind: 'changed' }));
  }
  return carryOut(services, account, plan, given.output.replacePhoto, { signal, refuse });
}

async function carryOut(
  services: Services,
  account: Account,
  { job, settings, changes }: Plan,
  replacePhoto: boolean,
  { signal, refuse }: { signal: AbortSignal; refuse: (said: string) => string },
): Promise<string> {
  const { sessions, log } = services;
  const crm = sessions.crmOf(account);
  const options = { ...changeOptionsOf(services, account, 'upload', signal), ...settings };
  if (!replacePhoto) {
    const present = await hasPhoto(crm, job.key, options.version, signal);
    if (!present.ok) {
      return refuse(wordsOfToolFailure(wordsOfFailure(present.failure)));
    }
    if (present.value) {
      return refuse(wordsOfToolRefusal({ kind: 'has-photo' }));
    }
  }
  const upload = (): Promise<Outcome> =>
    uploadOne(crm, job, {
      ...options,
      // A model's call asks the person nothing, and never replaces a photo without a backup.
      prompts: { renewAccess: no, continueWithoutBackup: no, undoAnyway: no },
      onStage: () => undefined,
    });
  const outcome = await catchingBugs(upload, (error) => {
    log.bug(error);
  });
  if ('change' in outcome) {
    await services.lastChanges.set([outcome.change]);
    await reach(services.memory, 'hasUploaded');
    const photo = { of: job.picture.picture, after: outcome.change.after };
    // Not as a recent record: the person hasn't chosen it.
    await rememberFile(services, account, { ...job.key, name: outcome.record.name }, photo);
  }
  const { name } = job.picture.picture;
  // Records' names don't belong in the log.
  log.info(uploadToolLine(reportLine({ picture: name, key: job.key, outcome })));
  return wordsOfToolOutcome(name, outcome, account, changes);
}

function no(): Promise<false> {
  return Promise.resolve(false);
}

/** The record that the input names, or why there is none. */
function keyIn(
  { module, recordId }: Pick<Input, 'module' | 'recordId'>,
  version: ApiVersion,
): RecordKey | ToolRefusal {
  const problem = moduleProblem(module, version);
  if (problem !== undefined) {
    return { kind: 'module', problem };
  }
  const read = readRecordId(recordId);
  return read.kind === 'id'
    ? { module, id: read.id }
    : { kind: 'record-id', problem: read.problem };
}

function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
