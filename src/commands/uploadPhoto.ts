import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Inspected } from '../image/inspect.ts';
import { Automation } from '../ui/automation.ts';
import { organizationName } from '../ui/names.ts';
import type { LookedAt } from '../ui/pictures.ts';
import { lookAtAll, pointedAt, showPicture } from '../ui/pictures.ts';
import { plain } from '../ui/plain.ts';
import type { Choice, Reported } from '../ui/report.ts';
import { report, reportLine } from '../ui/report.ts';
import { stageWords, withUploadProgress } from '../ui/uploadProgress.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import type { Change } from '../upload/change.ts';
import { failureOfOutcome } from '../upload/outcome.ts';
import type { Finished, Job } from '../upload/run.ts';
import { run } from '../upload/run.ts';
import { CONTENT_TYPES } from '../upload/upload.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { Failure } from '../zoho/failure.ts';
import { askKey } from './askKey.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import { confirmationsOf } from './confirmations.ts';
import { fitPictures, fitRefused } from './fitPictures.ts';
import { openRecord } from './openRecord.ts';
import type { Services } from './services.ts';
import { withoutPersonalDataOf } from './personalData.ts';
import { signInAfter } from './renewAccess.ts';
import { undoChanges } from './undo.ts';

/** *Upload Photo to Zoho CRM…*: from the explorer, an editor's title, or the palette. */
export async function uploadPhoto(
  services: Services,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const uris = await pointedAt(clicked, selected);
  if (uris !== undefined) {
    await uploadLookedAt(services, () => lookAtAll(uris));
  }
}

/** @param look finds out what there is to upload, anew where the person tries again */
export async function uploadLookedAt(
  services: Services,
  look: () => Promise<readonly LookedAt[]>,
): Promise<void> {
  const ready = await fitPictures(services, await look());
  if (ready === undefined) {
    return;
  }
  const { pictures, refused } = ready;
  if (pictures.length === 0) {
    if ((await tell(services, refused, undefined)) === 'retry') {
      await uploadLookedAt(services, look);
    }
    return;
  }
  await uploadInspected(services, pictures, refused);
}

/** The way of pictures that Zoho should take: what they tell, account, records, upload, report. */
async function uploadInspected(
  services: Services,
  pictures: readonly Inspected[],
  refused: readonly Reported[],
): Promise<void> {
  const discreet = await withoutPersonalDataOf(services, pictures);
  if (discreet === undefined || discreet.length === 0) {
    return;
  }
  const account = await chooseAccount(services);
  if (account !== undefined) {
    await uploadPictures(services, account, discreet, refused);
  }
}

/** Asks for the records, in the account or in another one, and uploads. */
async function uploadPictures(
  services: Services,
  account: Account,
  pictures: readonly Inspected[],
  refused: readonly Reported[],
  restricted = services.settings.restrictTriggers(),
): Promise<void> {
  const jobs = await askJobs(services, account, pictures, restricted);
  if (jobs === 'switch-account') {
    const other = await switchedAccount(services);
    if (other !== undefined) {
      await uploadPictures(services, other, pictures, refused, restricted);
    }
  } else if (jobs !== undefined) {
    await runAndReport(services, account, jobs, refused);
  }
}

/** A record for each picture, asked in turn; undefined when the person cancels at one of them. */
async function askJobs(
  services: Services,
  account: Account,
  pictures: readonly Inspected[],
  restricted: readonly RestrictTrigger[],
): Promise<Job[] | 'switch-account' | undefined> {
  const { lastUpload, recent, settings } = services;
  const again = lastUpload.restrictedFor(serversOf(account.place), recent.of(account.id)[0]);
  const automation = new Automation(settings.apiVersion(), restricted, again);
  const jobs: Job[] = [];
  for (const [index, picture] of pictures.entries()) {
    if (pictures.length > 1) {
      await showPicture(picture.picture);
    }
    const position = pictures.length === 1 ? undefined : { number: index + 1, of: pictures.length };
    const key = await askKey(services, account, {
      picture: picture.picture.name,
      position,
      changing: true,
      automation,
    });
    if (key === undefined || key === 'switch-account') {
      return key;
    }
    jobs.push({ picture, key, restrictTriggers: automation.restricted });
  }
  return jobs;
}

/** Runs the jobs, tells what became of them, and does what the person chooses to do about it. */
async function runAndReport(
  services: Services,
  account: Account,
  jobs: readonly Job[],
  refused: readonly Reported[],
): Promise<void> {
  const all = await runWithProgress(services, account, jobs);
  const results = all.map(({ job: { picture, key }, outcome }) => ({
    picture: picture.picture.name,
    key,
    outcome,
  }));
  const choice = await tell(services, [...results, ...refused], account);
  const failed = all.filter(({ outcome }) => outcome.kind === 'failed').map(({ job }) => job);
  const restricted = failed[0]?.restrictTriggers;
  switch (choice) {
    case 'retry':
      await runAndReport(services, account, failed, []);
      return;
    case 'sign-in': {
      const again = (await signInAfter(services, account, all.flatMap(failuresOf)))?.account;
      if (again?.id === account.id) {
        await runAndReport(services, again, failed, []);
      } else if (again !== undefined) {
        // Another organization: its records are others, whatever their IDs.
        await uploadPictures(services, again, picturesOf(failed), [], restricted);
      }
      return;
    }
    case 'resize':
      await uploadResized(services, account, all.filter(isTooLarge));
      return;
    case 'another-record':
      await uploadPictures(services, account, picturesOf(failed), [], restricted);
      return;
    case 'undo':
      await undoChanges(services, account, all.flatMap(changesOf));
      return;
    case 'open-record':
      if (results[0] !== undefined) {
        await openRecord(account, results[0].key);
      }
      return;
    case 'open-settings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'zohoCrmPhotos');
      return;
    case 'show-log':
    case undefined:
      return;
  }
}

/** What Zoho has refused for its size, once more and smaller. */
async function uploadResized(
  services: Services,
  account: Account,
  tooLarge: readonly Finished[],
): Promise<void> {
  const made = await fitRefused(
    services,
    tooLarge.map(({ job }) => job.picture),
  );
  if (made === undefined) {
    return;
  }
  const jobs = made.flatMap((one, index) => {
    const job = tooLarge[index]?.job;
    return 'outcome' in one || job === undefined ? [] : [{ ...job, picture: one }];
  });
  const refused = made.flatMap((one) => ('outcome' in one ? [one] : []));
  await (jobs.length === 0
    ? tell(services, refused, account)
    : runAndReport(services, account, jobs, refused));
}

function isTooLarge({ outcome }: Finished): boolean {
  return outcome.kind === 'failed' && wordsOfReason(outcome.reason).actions.includes('resize');
}

function changesOf({ outcome }: Finished): Change[] {
  return 'change' in outcome ? [outcome.change] : [];
}

function failuresOf({ outcome }: Finished): Failure[] {
  const failure = outcome.kind === 'failed' ? failureOfOutcome(outcome.reason) : undefined;
  return failure === undefined ? [] : [failure];
}

function picturesOf(jobs: readonly Job[]): Inspected[] {
  return jobs.map(({ picture }) => picture);
}

async function tell(
  { log }: Services,
  results: readonly Reported[],
  account: Account | undefined,
): Promise<Choice> {
  for (const result of results) {
    log.info(reportLine(result));
  }
  const choice = await report(results, account);
  if (choice === 'show-log') {
    log.show();
  }
  return choice;
}

function runWithProgress(
  services: Services,
  account: Account,
  jobs: readonly Job[],
): Thenable<Finished[]> {
  const { accounts, sessions, settings, recent, lastUpload, lastChanges, log } = services;
  const version = settings.apiVersion();
  const changes: Change[] = [];
  const [first] = jobs;
  const name = (job: Job): string => plain(job.picture.picture.name, 40);
  const what = jobs.length === 1 && first !== undefined ? name(first) : `${jobs.length} pictures`;
  const total = jobs.reduce((sum, { picture }) => sum + picture.size, 0);
  const title = `Uploading ${what} to ${organizationName(account)}`;
  const ending = new AbortController();
  return withUploadProgress(title, (signal, show) =>
    run(sessions.crmOf(account), jobs, {
      ...changeOptionsOf(services, account, AbortSignal.any([signal, ending.signal])),
      confirmationOf: confirmationsOf(services, account, jobs.length, ending),
      onPosition: ({ number, job, stage, bytesBefore }) => {
        const { fraction, text } = stageWords(stage);
        const one = jobs.length === 1 ? '' : `${number} of ${jobs.length}, ${name(job)}: `;
        show((bytesBefore + fraction * job.picture.size) / total, one + text);
      },
      onFinished: async ({ job: { picture, key, restrictTriggers = [] }, outcome }) => {
        const stored = outcome.kind === 'done' || outcome.kind === 'awaiting-approval';
        if (stored) {
          // At once: VS Code may be closed before the run is over.
          changes.push(outcome.change);
          await lastChanges.set(changes);
          await vscode.commands.executeCommand('setContext', 'zohoCrmPhotos.uploaded', true);
          lastUpload.set({
            servers: serversOf(account.place),
            version,
            record: key,
            fileName: picture.picture.name,
            contentType: CONTENT_TYPES[picture.format],
            restrictTriggers,
          });
        }
        // Who has signed out meanwhile wants nothing remembered.
        if (stored && (await accounts.known()).some(({ id }) => id === account.id)) {
          await recent.add(account.id, { ...key, name: outcome.record.name });
        }
      },
      onBug: (error) => {
        log.bug(error);
      },
    }),
  );
}
