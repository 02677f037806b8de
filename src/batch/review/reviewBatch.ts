import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { BatchServices } from '../services.ts';
import { onHeicSetting, openHeicSetting } from '../../commands/heicSetting.ts';
import { Automation } from '../../ui/automation.ts';
import { organizationName } from '../../ui/names.ts';
import { picturelessRecords } from '../compare/compared.ts';
import { compareWithModule } from '../compare/compareWithModule.ts';
import { photolessTable } from '../compare/photolessTable.ts';
import { usePicture } from '../compare/usePicture.ts';
import { withChosenPictures } from '../compare/withPicture.ts';
import { saveMapping } from '../mapping/saveMapping.ts';
import type { MatchedRecord } from '../match/match.ts';
import { amongIn } from '../match/match.ts';
import { openRecords } from '../panel/openMany.ts';
import type { FollowedRun } from '../panel/followedRun.ts';
import { followRun } from '../panel/followRun.ts';
import { saveTable } from '../panel/saveTable.ts';
import * as compareWords from '../words/compare.ts';
import * as words from '../words/review.ts';
import { checkPhotos } from './checkPhotos.ts';
import type { Rematched, Review, ReviewMaterial } from './openReview.ts';
import { openReview } from './openReview.ts';
import type { Reviewed } from './reviewed.ts';
import { nearOf } from './reviewed.ts';
import { reviewedAgain } from './reviewedPictures.ts';
import type { ReviewState } from './reviewState.ts';
import {
  chosenAmong,
  losingTo,
  matchedCount,
  withCheckedPhotos,
  withExclusions,
  withRecord,
  withUnknownPhoto,
} from './reviewState.ts';
import { startRun } from './startRun.ts';
import { comparedWith } from './unchanged.ts';
import { unmatchedTable } from './unmatchedTable.ts';

/**
 * Shows every picture with its record, does what the person asks for on the page, and follows the run
 * that they start. Nothing is uploaded before that.
 */
export async function reviewBatch(
  services: BatchServices,
  account: Account,
  material: ReviewMaterial,
): Promise<void> {
  let review = await openReview(services, account, material);
  let run: FollowedRun | undefined;
  const settings = onHeicSetting(() => {
    review.page.change((now) => ({ ...now, pictures: reviewedAgain(services, now.pictures) }));
  });
  try {
    while (run === undefined) {
      const { page } = review;
      const request = await page.nextRequest();
      switch (request?.kind) {
        case undefined:
        case 'cancel':
          return;
        case 'start':
          run = await start(review);
          break;
        case 'skip-unchanged':
          page.change((now) => ({ ...now, skipsUnchanged: !now.skipsUnchanged }));
          break;
        case 'only-without-photo':
          page.change((now) => ({ ...now, onlyWithoutPhoto: now.onlyWithoutPhoto !== true }));
          break;
        case 'skip-automations':
          await chooseAutomations(review);
          break;
        case 'check-for-photos': {
          const unknown = withUnknownPhoto(page.state);
          const checked = await checkPhotos(services, review.account, unknown);
          page.change((now) => withCheckedPhotos(now, checked));
          break;
        }
        case 'find-without-photo':
          await findWithoutPhoto(review);
          break;
        case 'save-without-photo':
          await saveWithoutPhoto(review);
          break;
        case 'choose-picture':
        case 'drop-picture':
          await usePicture(review, request);
          break;
        case 'change-record':
          await changeRecord(review, request.picture);
          break;
        case 'use-near':
          await useSimilarRecord(review, request.picture);
          break;
        case 'open-record':
          await openRecordsOf(review, request.pictures, request.records);
          break;
        case 'show-picture':
          await review.view.showPictures(request.pictures.map(({ place }) => place));
          break;
        case 'heic-setting':
          await openHeicSetting();
          break;
        case 'save-unmatched':
          await saveUnmatched(review);
          break;
        case 'save-mapping':
          await saveMapping(services, review.material);
          break;
        case 'match-differently':
          review = (await matchDifferently(review)) ?? review;
          break;
        default:
          break;
      }
    }
  } finally {
    settings.dispose();
    if (run === undefined) {
      review.view.close();
    }
  }
  await followRun(services, review.account, review.view, run, { begins: 'upload' });
}

/** Undefined when the person cancels or closes the page: then the review stays as it is. */
async function matchDifferently({
  services,
  account,
  material,
  page,
  view,
}: Review): Promise<Review | undefined> {
  const other = await material.matchDifferently(chosenAmong(page.state.pictures), page.closed);
  if (other === undefined || page.isClosed) {
    return undefined;
  }
  const { skipsUnchanged, onlyWithoutPhoto, restricted } = page.state;
  const next: ReviewMaterial = {
    ...sameModule(other, { account, material }, page.state),
    choices: {
      skipsUnchanged,
      restricted,
      ...(onlyWithoutPhoto === undefined ? {} : { onlyWithoutPhoto }),
    },
  };
  if (next.folders.length === material.folders.length) {
    const again = await openReview(services, other.account, next, view);
    // The review that starts on a page that was closed meanwhile would never hear of it.
    return page.closed.aborted ? undefined : again;
  }
  // A page can't show pictures that were downloaded into another folder since it opened.
  const review = await openReview(services, other.account, next);
  view.close();
  return review;
}

/** What was matched again, with what the person did before as far as it still holds. */
function sameModule(
  { account, material }: Rematched,
  before: Rematched,
  { pictures, compared }: ReviewState,
): ReviewMaterial {
  const matched = { ...material, pictures: withExclusions(material.pictures, pictures) };
  return account.id !== before.account.id ||
    material.mapping.module !== before.material.mapping.module
    ? matched
    : {
        ...matched,
        pictures: withChosenPictures(matched.pictures, pictures),
        ...(compared === undefined ? {} : { compared }),
      };
}

/** Undefined when the person cancels or closes the page, or nothing can be uploaded. */
async function start({
  services,
  account,
  material: { mapping, folders, pictures },
  page,
}: Review): Promise<FollowedRun | undefined> {
  const current = (): ReviewState | undefined => (page.isClosed ? undefined : page.state);
  const remembered = matchedCount(pictures) === 0 ? undefined : mapping;
  const id = await startRun(services, account, remembered, current);
  return id === undefined || page.isClosed ? undefined : { id, folder: folders[0] };
}

async function findWithoutPhoto({ services, account, material, page }: Review): Promise<void> {
  const { module } = material.mapping;
  const compared = await compareWithModule(services, account, module, page.closed);
  if (compared !== undefined && !page.isClosed) {
    page.change((now) => ({ ...now, compared }));
  }
}

async function saveWithoutPhoto({ material, page }: Review): Promise<void> {
  const { compared, pictures } = page.state;
  const rows = photolessTable(picturelessRecords(compared, pictures));
  const { photolessColumns, photolessFileName } = compareWords;
  await saveTable(photolessColumns(), rows, photolessFileName(), material.folders[0]);
}

async function chooseAutomations({ services, account, page }: Review): Promise<void> {
  const version = services.settings.apiVersion();
  const automation = new Automation(version, page.state.restricted, undefined);
  await automation.ask(words.automationTitle(organizationName(account)));
  page.change((now) => ({ ...now, restricted: automation.restricted }));
}

async function changeRecord(review: Review, picture: Reviewed): Promise<void> {
  await chooseFrom(review, picture, amongIn(picture.found));
}

async function useSimilarRecord(review: Review, picture: Reviewed): Promise<void> {
  const near = nearOf(picture);
  const [only] = near;
  if (only !== undefined && near.length === 1) {
    await assignRecord(review, picture, only);
  } else {
    await chooseFrom(review, picture, near);
  }
}

/** Assigns one of these records, or any other, to a picture. */
async function chooseFrom(
  review: Review,
  picture: Reviewed,
  among: readonly MatchedRecord[],
): Promise<void> {
  const { questions } = review;
  const chosen = among.length === 0 ? 'another' : await questions.among(picture.path, among);
  const record = chosen === 'another' ? await questions.any(picture.path) : chosen;
  if (record !== undefined) {
    const isOne = picture.found.kind !== 'no-record' && among.includes(record);
    await assignRecord(review, picture, isOne ? { ...record, among } : record);
  }
}

async function assignRecord(
  { services, account, lastUploads, page }: Review,
  picture: Reviewed,
  record: MatchedRecord,
): Promise<void> {
  const compared = await comparedWith(services, account, picture, record, lastUploads);
  const [losing] = losingTo(page.state, picture.n, record);
  page.change((now) => withRecord(now, picture.n, record, compared));
  if (losing !== undefined && losing.path !== picture.path) {
    // The row that lost its record may be out of view.
    void vscode.window.showInformationMessage(words.lostRecord(losing.path, picture.path));
  }
}

async function openRecordsOf(
  { account }: Review,
  pictures: readonly Reviewed[],
  others: readonly MatchedRecord[],
): Promise<void> {
  const records = pictures.flatMap(({ found }) => ('record' in found ? [found.record] : []));
  await openRecords(
    account,
    [...records, ...others].map(({ key }) => key),
  );
}

async function saveUnmatched({ material, page }: Review): Promise<void> {
  const { mapping, withoutFile, folders } = material;
  const rows = unmatchedTable(page.state, mapping, withoutFile);
  await saveTable(words.unmatchedColumns(), rows, words.unmatchedFileName(), folders[0]);
}
