import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { changeOptionsOf } from '../commands/changeOptions.ts';
import { rememberFile } from '../commands/rememberRecords.ts';
import type { Services } from '../commands/services.ts';
import { signalOf } from '../ui/cancellation.ts';
import { reach } from '../ui/milestones.ts';
import { plain } from '../ui/plain.ts';
import { reportLine } from '../ui/words/logLines.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import type { Outcome } from '../upload/outcome.ts';
import { readableRecord } from '../upload/readableRecord.ts';
import type { Job } from '../upload/run.ts';
import { catchingBugs, uploadOne } from '../upload/run.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { hasPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { intended } from './sendable.ts';
import { confirmCall, toolCall } from './toolCall.ts';
import { ToolProblem } from './toolProblem.ts';
import { toolUpload, uploadInput } from './toolUpload.ts';
import type { ToolRefusal } from './uploadWords.ts';
import {
  uploading,
  uploadQuestion,
  uploadToolLine,
  wordsOfToolFailure,
  wordsOfToolOutcome,
  wordsOfToolRefusal,
} from './uploadWords.ts';

/**
 * `upload_photo_to_zoho_crm`, for language models. It asks the person itself, in each call, and
 * refuses files outside the workspace, a replacement that its input doesn't ask for, and anything
 * that has changed since the question.
 */
export function uploadPhotoTool(services: Services): vscode.LanguageModelTool<unknown> {
  return {
    // Reads and asks nothing: a call needn't follow.
    prepareInvocation: ({ input }) => {
      const { file, module, recordId } = uploadInput(input);
      return { invocationMessage: uploading(plain(file), `${plain(module)} ${plain(recordId)}`) };
    },
    invoke: ({ input }, token) => {
      const signal = signalOf(token);
      const words = { line: uploadToolLine, problem: wordsOfToolFailure };
      return toolCall(services, words, signal, () => uploadAsked(services, input, signal));
    },
  };
}

/** Uploads what the person agrees to. @returns words for the model */
async function uploadAsked(
  services: Services,
  given: unknown,
  signal: AbortSignal,
): Promise<string> {
  const input = uploadInput(given);
  const { account, key, file, inspected, settings, print } = await toolUpload(services, input);
  const intent = await intended(services, inspected);
  if ('reason' in intent) {
    throw new ToolProblem(wordsOfToolFailure(wordsOfReason(intent.reason)));
  }
  const crm = services.sessions.crmOf(account);
  const record = await recordAt(crm, key, signal);
  const replaces = await isPhotoAt(crm, key, settings.version, signal);
  if (replaces && !input.replacePhoto) {
    throw refused({ kind: 'has-photo' });
  }
  const keeps = services.backups.on;
  const question = uploadQuestion({
    file: plain(file, 200),
    record,
    account,
    replaces,
    keeps,
    changes: intent.changes,
    skipped: settings.restrictTriggers,
  });
  await confirmCall(services, question, signal);
  // Whatever has changed while the question was open is not what the person agreed to.
  const now = await toolUpload(services, input);
  if (now.print !== print || (replaces && services.backups.on !== keeps)) {
    throw refused({ kind: 'changed' });
  }
  const made = await intent.make(signal);
  if ('reason' in made) {
    throw new ToolProblem(wordsOfToolFailure(wordsOfReason(made.reason)));
  }
  if (!replaces && (await isPhotoAt(crm, key, settings.version, signal))) {
    throw refused({ kind: input.replacePhoto ? 'changed' : 'has-photo' });
  }
  const job = { picture: made.picture, key };
  const options = { ...changeOptionsOf(services, account, 'upload', signal), ...settings };
  const outcome = await outcomeOf(services, { crm, account, job, record }, options);
  if (outcome.kind === 'canceled') {
    throw new vscode.CancellationError();
  }
  const said = wordsOfToolOutcome(job.picture.picture.name, outcome, account, made.changes);
  if (!('change' in outcome)) {
    throw new ToolProblem(said, null);
  }
  return said;
}

interface Agreed {
  readonly crm: Crm;
  readonly account: Account;
  readonly job: Job;
  /** As the person saw it. */
  readonly record: CrmRecord;
}

async function outcomeOf(
  services: Services,
  { crm, account, job, record: asked }: Agreed,
  options: ChangeOptions,
): Promise<Outcome> {
  const { log } = services;
  const seen = { renamed: false };
  const upload = (): Promise<Outcome> =>
    uploadOne(crm, job, {
      ...options,
      // A model's call asks the person nothing more, and never replaces a photo without a backup.
      prompts: { renewAccess: no, continueWithoutBackup: no, undoAnyway: no },
      refuse: ({ name }) => {
        seen.renamed = name !== asked.name;
        return Promise.resolve(
          seen.renamed ? { kind: 'canceled', photo: 'not-stored' } : undefined,
        );
      },
      onStage: () => undefined,
    });
  const outcome = await catchingBugs(upload, (error) => {
    log.bug(error);
  });
  if (seen.renamed) {
    throw refused({ kind: 'changed' });
  }
  if ('change' in outcome) {
    await services.lastChanges.set([outcome.change]);
    await reach(services.memory, 'hasUploaded');
    const photo = { of: job.picture.picture, after: outcome.change.after };
    // Not as a recent record: the person hasn't chosen it.
    await rememberFile(services, account, { ...job.key, name: outcome.record.name }, photo);
  }
  // Records' names don't belong in the log.
  const { name } = job.picture.picture;
  log.info(uploadToolLine(reportLine({ picture: name, key: job.key, outcome })));
  return outcome;
}

async function recordAt(crm: Crm, key: RecordKey, signal: AbortSignal): Promise<CrmRecord> {
  const found = await readableRecord(crm, key, signal);
  if (!found.ok) {
    throw new ToolProblem(wordsOfToolFailure(wordsOfFailure(found.failure)));
  }
  if (found.value === undefined) {
    throw new ToolProblem(wordsOfToolFailure(wordsOfReason({ kind: 'no-such-record' })));
  }
  return found.value;
}

async function isPhotoAt(
  crm: Crm,
  key: RecordKey,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<boolean> {
  const present = await hasPhoto(crm, key, version, signal);
  if (!present.ok) {
    throw new ToolProblem(wordsOfToolFailure(wordsOfFailure(present.failure)));
  }
  return present.value;
}

function refused(refusal: ToolRefusal): ToolProblem {
  return new ToolProblem(wordsOfToolRefusal(refusal));
}

function no(): Promise<false> {
  return Promise.resolve(false);
}
