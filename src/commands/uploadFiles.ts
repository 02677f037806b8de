import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { InspectedFile } from '../ui/pictureFile.ts';
import type { Choice } from '../ui/report.ts';
import { settingsButton } from '../ui/offer.ts';
import { report } from '../ui/report.ts';
import type { UploadResult } from '../ui/uploadResult.ts';
import { allSkipped } from '../ui/words/answers.ts';
import { reportLine } from '../ui/words/logLines.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import { failureOfOutcome } from '../upload/outcome.ts';
import type { Finished, Job } from '../upload/run.ts';
import { askJobs } from './askJobs.ts';
import { chooseAccount } from './chooseAccount.ts';
import { fitPictures, fitRefused } from './fitPictures.ts';
import { askForHeicSetting } from './heicSetting.ts';
import type { Chosen, Next } from './nextStep.ts';
import { openRecord } from './openRecord.ts';
import { withoutPersonalDataOf } from './personalData.ts';
import { signInAfter } from './renewAccess.ts';
import { runJobs } from './runJobs.ts';
import type { Services } from './services.ts';
import { undoChanges } from './undo.ts';

/** A record that was chosen before its picture. */
export interface ChosenRecord extends Pick<Job, 'key' | 'suggestion'> {
  readonly account: Account;
}

/**
 * Uploads files to records, from their inspection to what the person does after the report.
 *
 * @param inspect gets the files to upload, again if the person retries
 * @param chosen the record of them; asked for by default
 * @param onReport called before each report: until then, questions are asked
 */
export async function uploadFiles(
  services: Services,
  inspect: () => Promise<readonly InspectedFile[]>,
  chosen?: ChosenRecord,
  onReport?: (results: readonly UploadResult[]) => void,
): Promise<void> {
  let next: Next = { step: 'inspect' };
  while (next !== undefined) {
    if (next.step === 'report') {
      onReport?.(next.results);
    }
    next = await run(services, next, inspect, chosen);
  }
}

async function run(
  services: Services,
  next: Exclude<Next, undefined>,
  inspect: () => Promise<readonly InspectedFile[]>,
  chosen: ChosenRecord | undefined,
): Promise<Next> {
  switch (next.step) {
    case 'inspect':
      return prepare(services, await inspect(), chosen);
    case 'choose-records':
      return chooseRecords(services, next);
    case 'upload':
      return upload(services, next);
    case 'report':
      return next.next(await showResults(services, next.results, next.account, next.skipped));
    case 'sign-in':
      return signInAgain(services, next.account, next.all);
    case 'resize':
      return resize(services, next.account, next.tooLarge);
    case 'undo':
      await undoChanges(services, next.account, next.changes);
      return undefined;
    case 'open-record':
      await openRecord(next.account, next.key);
      return undefined;
    case 'heic-setting':
      return (await askForHeicSetting()) ? { step: 'inspect' } : undefined;
    case 'open-settings':
      await settingsButton(next.setting).act();
      return undefined;
  }
}

/** Prepares pictures: resizes them, removes personal data, and chooses the account. */
async function prepare(
  services: Services,
  files: readonly InspectedFile[],
  chosen: ChosenRecord | undefined,
): Promise<Next> {
  const ready = await fitPictures(services, files);
  if (ready === undefined) {
    return undefined;
  }
  const { refused } = ready;
  if (ready.pictures.length === 0) {
    return reportRefused(refused);
  }
  const pictures = await withoutPersonalDataOf(services, ready.pictures);
  if (pictures === undefined || pictures.length === 0) {
    return undefined;
  }
  if (chosen !== undefined) {
    const { account, key, suggestion } = chosen;
    const jobs = pictures.map((picture): Job => ({ picture, key, suggestion }));
    return { step: 'upload', account, jobs, refused };
  }
  const account = await chooseAccount(services);
  return account && { step: 'choose-records', account, pictures, refused };
}

/** No picture was sent. */
function reportRefused(results: readonly UploadResult[], skipped = 0): Next {
  const next = (choice: Choice): Next =>
    choice === 'heic-setting'
      ? { step: choice }
      : choice === 'retry'
        ? { step: 'inspect' }
        : undefined;
  return { step: 'report', results, skipped, next };
}

async function chooseRecords(services: Services, chosen: Chosen): Promise<Next> {
  const { account, pictures, refused, restricted } = chosen;
  const asked = await askJobs(services, account, pictures, restricted);
  switch (asked?.kind) {
    case undefined:
      return undefined;
    case 'switched':
      return { ...chosen, step: 'choose-records', account: asked.account };
    case 'answered': {
      const { jobs, skipped } = asked;
      return { step: 'upload', account: asked.account, jobs, refused, skipped };
    }
  }
}

async function upload(
  services: Services,
  { account, jobs, refused, skipped = 0 }: Extract<Next, { step: 'upload' }>,
): Promise<Next> {
  if (jobs.length === 0 && refused.length > 0) {
    return reportRefused(refused, skipped);
  }
  if (jobs.length === 0) {
    vscode.window.setStatusBarMessage(allSkipped(skipped), 5000);
    return undefined;
  }
  const all = await runJobs(services, account, jobs);
  const results = all.map(({ job: { picture, key }, outcome }) => ({
    picture: picture.picture.name,
    place: picture.picture.place,
    key,
    outcome,
    ...(picture.madeFrom !== undefined && { made: { before: picture.madeFrom, after: picture } }),
  }));
  return {
    step: 'report',
    results: [...results, ...refused],
    account,
    skipped,
    next: (choice) => nextBy(choice, account, all),
  };
}

function nextBy(choice: Choice, account: Account, all: readonly Finished[]): Next {
  switch (choice) {
    case 'retry':
      return { step: 'upload', account, jobs: failedOf(all), refused: [] };
    case 'sign-in':
      return { step: 'sign-in', account, all };
    case 'resize':
      return { step: 'resize', account, tooLarge: all.filter(isTooLarge).map(({ job }) => job) };
    case 'another-record':
      return chooseAgain(account, failedOf(all));
    case 'undo':
      return {
        step: 'undo',
        account,
        changes: all.flatMap(({ outcome }) => ('change' in outcome ? [outcome.change] : [])),
      };
    case 'open-record': {
      const [first] = all;
      return first && { step: 'open-record', account, key: first.job.key };
    }
    case 'heic-setting':
      return { step: 'open-settings', setting: 'convertHeic' };
    case 'open-settings':
      return { step: choice };
    case 'show-log':
    case undefined:
      return undefined;
  }
}

function chooseAgain(account: Account, failed: readonly Job[]): Next {
  const pictures = failed.map(({ picture }) => picture);
  const restricted = failed[0]?.restrictTriggers;
  return { step: 'choose-records', account, pictures, refused: [], restricted };
}

async function signInAgain(
  services: Services,
  account: Account,
  all: readonly Finished[],
): Promise<Next> {
  const failures = all.flatMap(({ outcome }) =>
    outcome.kind === 'failed' ? (failureOfOutcome(outcome.reason) ?? []) : [],
  );
  const signedIn = (await signInAfter(services, account, failures))?.account;
  if (signedIn === undefined) {
    return undefined;
  }
  const failed = failedOf(all);
  // Another organization has other records, even with the same IDs.
  return signedIn.id === account.id
    ? { step: 'upload', account: signedIn, jobs: failed, refused: [] }
    : chooseAgain(signedIn, failed);
}

async function resize(
  services: Services,
  account: Account,
  tooLarge: readonly Job[],
): Promise<Next> {
  const made = await fitRefused(
    services,
    tooLarge.map(({ picture }) => picture),
  );
  if (made === undefined) {
    return undefined;
  }
  const jobs = made.flatMap((one, index) => {
    const job = tooLarge[index];
    return 'outcome' in one || job === undefined ? [] : [{ ...job, picture: one }];
  });
  const refused = made.flatMap((one) => ('outcome' in one ? [one] : []));
  if (jobs.length > 0) {
    return { step: 'upload', account, jobs, refused };
  }
  const again: Next = { step: 'resize', account, tooLarge };
  const next = (choice: Choice): Next => (choice === 'retry' ? again : undefined);
  return { step: 'report', results: refused, account, skipped: 0, next };
}

function failedOf(all: readonly Finished[]): Job[] {
  return all.filter(({ outcome }) => outcome.kind === 'failed').map(({ job }) => job);
}

function isTooLarge({ outcome }: Finished): boolean {
  return outcome.kind === 'failed' && wordsOfReason(outcome.reason).actions.includes('resize');
}

async function showResults(
  { log }: Services,
  results: readonly UploadResult[],
  account: Account | undefined,
  skipped: number,
): Promise<Choice> {
  for (const result of results) {
    log.info(reportLine(result));
  }
  const choice = await report(results, account, skipped);
  if (choice === 'show-log') {
    log.show();
  }
  return choice;
}
