import type { Account } from '../auth/account.ts';
import { reach } from '../ui/milestones.ts';
import { organizationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { stageFraction, withUploadProgress } from '../ui/uploadProgress.ts';
import {
  stageOfOne,
  stageWords,
  uploadingSeveralTitle,
  uploadingTitle,
} from '../ui/words/upload.ts';
import type { Change } from '../upload/change.ts';
import type { Finished, Job } from '../upload/run.ts';
import { run } from '../upload/run.ts';
import { CONTENT_TYPES } from '../upload/upload.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { confirmationsOf } from './confirmations.ts';
import { deleteRemembered, rememberRecords } from './rememberRecords.ts';
import type { Services } from './services.ts';

/** Uploads pictures to their records, one after another, and shows the progress. */
export function runJobs(
  services: Services,
  account: Account,
  jobs: readonly Job[],
): Thenable<Finished[]> {
  const { sessions, settings, log } = services;
  const version = settings.apiVersion();
  const [only, ...more] = jobs;
  const name = (job: Job): string => plain(job.picture.picture.name, 40);
  const organization = organizationName(account);
  const total = jobs.reduce((sum, { picture }) => sum + picture.size, 0);
  const title =
    only !== undefined && more.length === 0
      ? uploadingTitle(name(only), organization)
      : uploadingSeveralTitle(jobs.length, organization);
  const ending = new AbortController();
  const changes: Change[] = [];
  return withUploadProgress(title, (signal, show, hiddenWhile) =>
    run(sessions.crmOf(account), jobs, {
      ...changeOptionsOf(services, account, 'upload', AbortSignal.any([signal, ending.signal])),
      confirmationOf: confirmationsOf(services, account, jobs, ending, hiddenWhile),
      onPosition: ({ number, job, stage, bytesBefore }) => {
        const of = jobs.length;
        const text = stageWords(stage);
        show(
          (bytesBefore + stageFraction(stage) * job.picture.size) / total,
          of === 1 ? text : stageOfOne(number, of, name(job), text),
        );
      },
      onFinished: (finished) => remember(services, account, finished, { version, changes }),
      onBug: (error) => {
        log.bug(error);
      },
    }),
  );
}

/**
 * Remembers an upload for undo and for *Copy Upload as Code…*, its record as a recent one, and where
 * the file went.
 */
async function remember(
  services: Services,
  account: Account,
  { job: { picture, key, restrictTriggers = [] }, outcome }: Finished,
  { version, changes }: { readonly version: ApiVersion; readonly changes: Change[] },
): Promise<void> {
  if (outcome.kind === 'failed' && outcome.reason.kind === 'no-such-record') {
    await deleteRemembered(services, account, key);
  }
  if (outcome.kind !== 'done' && outcome.kind !== 'awaiting-approval') {
    return;
  }
  const { lastUpload, lastChanges, memory } = services;
  // After each picture: VS Code may be closed before the run ends.
  changes.push(outcome.change);
  await lastChanges.set(changes);
  await reach(memory, 'hasUploaded');
  lastUpload.set({
    servers: serversOf(account.place),
    version,
    record: key,
    fileName: picture.picture.name,
    contentType: CONTENT_TYPES[picture.format],
    restrictTriggers,
  });
  const photo = { of: picture.picture, after: outcome.change.after };
  await rememberRecords(services, account, [{ ...key, name: outcome.record.name, photo }]);
}
