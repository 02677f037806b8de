import type { Account } from '../auth/account.ts';
import type { Picture } from '../image/picture.ts';
import type { Inspected } from '../image/inspect.ts';
import { askAboutAnswers } from '../ui/answersQuestion.ts';
import { Automation } from '../ui/automation.ts';
import { recordName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { showPicture } from '../ui/showPicture.ts';
import type { AnswerForPicture, Suggesting } from '../ui/targetQuestion.ts';
import { pictureToRecord } from '../ui/words/answers.ts';
import { nameInFile } from '../upload/nameInFile.ts';
import type { Job } from '../upload/run.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import { serversOf } from '../zoho/dataCenter.ts';
import { accountOfLink } from './accountOfLink.ts';
import { askAllowedTarget } from './askKey.ts';
import { switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';
import { usableAccounts } from './usableAccounts.ts';

/** How the questions ended. */
type Asked =
  | {
      readonly kind: 'answered';
      /** Another one than before, if a URL of its organization was pasted. */
      readonly account: Account;
      readonly jobs: readonly Job[];
      /** How many pictures have no record. */
      readonly skipped: number;
    }
  /** With this account instead: each picture needs one of its records. */
  | { readonly kind: 'switched'; readonly account: Account };

/** What was chosen for a picture. */
interface Answer {
  readonly chosen: AnswerForPicture;
  readonly restrictTriggers: readonly RestrictTrigger[];
}

type Answers = ReadonlyMap<Inspected, Answer>;

/**
 * Asks for the record of each picture, one after another. Each of several can be skipped, and there is
 * a way back. Answers are thrown away only if the person says so.
 *
 * @param restricted the automations to skip, unless others are chosen; by default the setting's
 * @returns undefined if the person cancels
 */
export async function askJobs(
  services: Services,
  chosenAccount: Account,
  pictures: readonly Inspected[],
  restricted: readonly RestrictTrigger[] = services.settings.restrictTriggers(),
): Promise<Asked | undefined> {
  let account = chosenAccount;
  let automation = automationFor(services, account, restricted);
  const answers = new Map<Inspected, Answer>();
  const of = pictures.length;
  for (let index = 0; ;) {
    const picture = pictures[index];
    if (picture === undefined) {
      return answered(account, pictures, answers);
    }
    if (of > 1) {
      await showPicture(picture.picture, services.shownPhotos);
    }
    const earlier = answers.get(picture)?.chosen;
    const hasRecords = [...answers.values()].some(({ chosen }) => chosen.kind === 'record');
    const target = await askAllowedTarget(services, account, {
      // Pictures that are uploaded together go to one organization.
      others: hasRecords ? undefined : await usableAccounts(services),
      picture: picture.picture.name,
      position: of === 1 ? undefined : { number: index + 1, of, earlier },
      changing: true,
      automation,
      suggest: await suggestingFor(services, account, picture.picture),
    });
    switch (target?.kind) {
      case 'record':
      case 'skip':
        answers.set(picture, {
          chosen: named(target, services, account),
          restrictTriggers: automation.restricted,
        });
        index += 1;
        break;
      case 'back':
        index -= 1;
        break;
      case 'use-account':
      case 'sign-in': {
        const other = await accountOfLink(services, target);
        if (other !== undefined) {
          ({ account } = other);
          automation = automationFor(services, account, automation.restricted);
          answers.set(picture, {
            chosen: named({ kind: 'record', key: other.key }, services, account),
            restrictTriggers: automation.restricted,
          });
          index += 1;
        }
        break;
      }
      case 'switch-account':
      case undefined: {
        const by = target === undefined ? 'cancel' : 'switch';
        const left = await leave(services, account, { pictures, answers, by });
        if (left?.kind !== 'stayed') {
          return left;
        }
        ({ account } = left);
      }
    }
  }
}

/** Knows what the last upload skipped if its record is the latest of this account. */
function automationFor(
  { lastUpload, recent, settings }: Services,
  { id, place }: Account,
  restricted: readonly RestrictTrigger[],
): Automation {
  const last = lastUpload.restrictedFor(serversOf(place), recent.of(id)[0]);
  return new Automation(settings.apiVersion(), restricted, last);
}

/** What suggests a record for a picture, unless the person wants no suggestions. */
async function suggestingFor(
  { settings, uploadedFiles }: Services,
  { id }: Account,
  { name, place }: Picture,
): Promise<Suggesting | undefined> {
  if (!settings.suggestRecords()) {
    return undefined;
  }
  const last = place === undefined ? undefined : await (await uploadedFiles()).of(id, place);
  return { last, name: nameInFile(name) };
}

/** A recent record's name is known, too. */
function named(chosen: AnswerForPicture, { recent }: Services, { id }: Account): AnswerForPicture {
  return chosen.kind === 'skip' ? chosen : { name: recent.nameOf(id, chosen.key), ...chosen };
}

function answered(account: Account, pictures: readonly Inspected[], answers: Answers): Asked {
  const jobs = pictures.flatMap((picture): Job[] => {
    const { chosen, restrictTriggers = [] } = answers.get(picture) ?? {};
    return chosen?.kind === 'record'
      ? [{ picture, key: chosen.key, restrictTriggers, suggestion: chosen.suggestion }]
      : [];
  });
  return { kind: 'answered', account, jobs, skipped: pictures.length - jobs.length };
}

/**
 * Leaves the questions, unless the person would rather keep the answers.
 *
 * @returns `stayed` to continue with the questions
 */
async function leave(
  services: Services,
  account: Account,
  {
    pictures,
    answers,
    by,
  }: {
    readonly pictures: readonly Inspected[];
    readonly answers: Answers;
    readonly by: 'cancel' | 'switch';
  },
): Promise<Asked | { readonly kind: 'stayed'; readonly account: Account } | undefined> {
  const records = pictures.flatMap((picture) => {
    const chosen = answers.get(picture)?.chosen;
    return chosen?.kind === 'record'
      ? [pictureToRecord(plain(picture.picture.name, 40), recordName(chosen))]
      : [];
  });
  const question = { account, answers: records, of: pictures.length, by };
  const choice = records.length === 0 ? 'discard' : await askAboutAnswers(question);
  if (choice === 'upload') {
    return answered(account, pictures, answers);
  }
  if (choice === 'continue') {
    return { kind: 'stayed', account };
  }
  if (by === 'cancel') {
    return undefined;
  }
  const other = await switchedAccount(services);
  if (other === undefined) {
    return records.length === 0 ? undefined : { kind: 'stayed', account };
  }
  return { kind: other.id === account.id ? 'stayed' : 'switched', account: other };
}
