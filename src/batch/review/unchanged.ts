import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { FileStamp } from '../../image/picture.ts';
import { preparedPicture } from '../../image/preparedPicture.ts';
import { isInCloud, Unreadable } from '../../image/unreadable.ts';
import { systemClock } from '../../async/clock.ts';
import { READ_AT_ONCE, severalAtOnce } from '../../async/severalAtOnce.ts';
import { sha256Of } from '../../storage/sha256.ts';
import { pictureAt } from '../../ui/pictureFile.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import type { LastUploads } from '../../upload/lastUploads.ts';
import type { FileUpload } from '../../upload/uploadedFiles.ts';
import type { Reviewed, Since } from './reviewed.ts';
import type { MatchedRecord } from '../match/match.ts';
import { identityOf } from '../match/match.ts';
import { isCmyk } from '../../commands/cmyk.ts';
import { fitterOf, isFittingOn, wishesOf } from '../../commands/fitter.ts';
import { ownerOf } from '../../commands/rememberRecords.ts';
import { promptsOf } from '../../commands/renewAccess.ts';
import type { Services } from '../../commands/services.ts';
import { doneOf } from '../../ui/words/numbers.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { runsOf } from '../store.ts';
import { comparingWithLast } from '../words/review.ts';
import type { LastPhoto, RecordSince } from './lastPhotos.ts';
import { lastPhotosOf } from './lastPhotos.ts';
import { inUnfinishedRuns } from './unfinishedPhotos.ts';

/**
 * Compares pictures and their records with the last upload from here, and marks what has changed on
 * either side. A photo that only the CRM has changed would be replaced by an earlier one, perhaps
 * without anybody's notice: so its picture is excluded. It isn't if the picture has changed, too, nor
 * if the photo was removed: then nothing is replaced, and people look for records without a photo. All
 * are warned of.
 *
 * A cancel leaves the rest as not compared.
 */
export async function compareWithLast(
  services: Services,
  account: Account,
  all: readonly Reviewed[],
  lastUploads: LastUploads,
): Promise<readonly Reviewed[]> {
  const known = all.filter(({ found }) => uploadedTo(found, lastUploads) !== undefined);
  if (known.length === 0) {
    return all;
  }
  const compared = new Map<Reviewed, Reviewed>();
  const found: FileUpload[] = [];
  await withCountedProgress(comparingWithLast(), async (signal, show) => {
    const records = known.flatMap(({ found }) => uploadedTo(found, lastUploads) ?? []);
    const photos = await photosSince(services, account, records, lastUploads, signal);
    const compare = async (one: Reviewed): Promise<void> => {
      const record = uploadedTo(one.found, lastUploads);
      const since = record && photos.get(identityOf(record.key));
      if (since !== undefined) {
        const picture = await lastPicture(services, one, since.record.key, lastUploads);
        const result = withLast(
          one,
          since,
          picture === undefined ? undefined : picture.kind === 'last',
        );
        compared.set(one, result);
        if (result.isUnchanged && picture?.kind === 'last') {
          found.push(foundUpload(one.place, since.record, picture.stamp));
        }
      }
    };
    await severalAtOnce(known, READ_AT_ONCE, compare, signal, (done) => {
      show(done / known.length, doneOf(done, known.length));
    });
  });
  if (found.length > 0) {
    await (await services.uploadedFiles()).add(ownerOf(account), found);
  }
  const open = new Set(known);
  return all.map((one) => compared.get(one) ?? (open.has(one) ? { ...one, since: 'unsure' } : one));
}

/** The same for one picture that is given a record: the person has just chosen it. */
export async function comparedWith(
  services: Services,
  account: Account,
  picture: Reviewed,
  record: MatchedRecord,
  lastUploads: LastUploads,
): Promise<Pick<Reviewed, 'isUnchanged' | 'since'>> {
  const found = { kind: 'record', record, value: '' } as const;
  const [compared] = await compareWithLast(
    services,
    account,
    [{ ...picture, found, isUnchanged: false }],
    lastUploads,
  );
  const { isUnchanged = false, since } = compared ?? {};
  return { isUnchanged, ...(since === undefined ? {} : { since }) };
}

function uploadedTo(
  found: Reviewed['found'],
  lastUploads: Pick<LastUploads, 'markOf'>,
): MatchedRecord | undefined {
  return found.kind === 'record' && lastUploads.markOf(found.record.key) !== undefined
    ? found.record
    : undefined;
}

async function photosSince(
  services: Services,
  account: Account,
  records: readonly MatchedRecord[],
  lastUploads: LastUploads,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RecordSince>> {
  const photos = await lastPhotosOf(services.sessions.crmOf(account), records, lastUploads, {
    clock: systemClock,
    // Without an answer, the rest of the comparison still holds.
    prompts: {
      ...promptsOf(services, account, 'matching'),
      renewAccess: () => Promise.resolve(false),
    },
    signal,
    onWait: () => undefined,
  });
  const isOther = ({ lastPhoto }: RecordSince): boolean =>
    lastPhoto === 'changed' || lastPhoto === 'removed';
  if (![...photos.values()].some(isOther)) {
    return photos;
  }
  const open = inUnfinishedRuns(await runsOf(services).unfinished(), account.id);
  return new Map(
    [...photos].map(([id, one]) => [id, isOther(one) ? (open.get(id)?.(one) ?? one) : one]),
  );
}

function withLast(
  one: Reviewed,
  { record, lastPhoto }: RecordSince,
  isLast: boolean | undefined,
): Reviewed {
  const { found } = one;
  if (found.kind !== 'record' || isLast === undefined) {
    return one;
  }
  const since = sinceOf(lastPhoto, isLast);
  return {
    ...one,
    found: { ...found, record },
    isUnchanged: since === undefined,
    isExcluded: one.isExcluded || since === 'in-crm',
    ...(since === undefined ? {} : { since }),
  };
}

/** Undefined if neither has changed. */
function sinceOf(lastPhoto: LastPhoto, isLast: boolean): Since | undefined {
  switch (lastPhoto) {
    case 'same':
      return isLast ? undefined : 'here';
    case 'changed':
      return isLast ? 'in-crm' : 'both';
    case 'removed':
      return isLast ? 'removed' : 'both';
    case 'unsure':
      return isLast ? 'unsure' : 'here';
  }
}

/** A picture that its record still has: its badge needs no new upload, whenever the file was saved. */
function foundUpload(
  place: string,
  { key, name }: MatchedRecord,
  stamp: FileStamp | undefined,
): FileUpload {
  const photo = { kind: 'unknown' } as const;
  return { place, ...key, name, photo, stamp, at: Date.now(), isFound: true };
}

/**
 * Whether uploading a picture would give its record the photo that it was last given (`last`, with its
 * file as it was read); undefined if it can't be read here.
 */
async function lastPicture(
  services: Services,
  { place, size, inspected }: Reviewed,
  key: RecordKey,
  lastUploads: Pick<LastUploads, 'isLast'>,
): Promise<{ kind: 'last'; stamp: FileStamp | undefined } | { kind: 'other' } | undefined> {
  // Reading a picture that is only in the cloud would download it.
  if (isInCloud(inspected)) {
    return undefined;
  }
  const mode = services.settings.removePersonalData();
  // If the person will be asked, the upload may turn out either way.
  const ways = { never: [false], always: [true], whenLocation: [false, true] }[mode];
  const isCmykAsked = isCmyk(inspected) && services.settings.convertCmyk() === 'ask';
  const colors = isCmykAsked ? [{}, { withoutCmyk: true }] : [{}];
  for (const [withoutPersonalData, color] of ways.flatMap((way) =>
    colors.map((one) => [way, one] as const),
  )) {
    const picture = preparedPicture(pictureAt(vscode.Uri.parse(place, true), size), {
      fitter: () => fitterOf(services),
      fits: isFittingOn(services),
      wishes: { ...wishesOf(services), ...color },
      withoutPersonalData,
      signal: new AbortController().signal,
    });
    const hash = await hashOf(picture);
    if (hash !== undefined && lastUploads.isLast(key, hash)) {
      return { kind: 'last', stamp: picture.stamp?.() };
    }
  }
  return { kind: 'other' };
}

/** Undefined if it can't be read anymore: the upload will tell. */
async function hashOf(picture: ReturnType<typeof preparedPicture>): Promise<string | undefined> {
  try {
    return (await picture.origin()) ?? sha256Of(await picture.read());
  } catch (error) {
    if (error instanceof Unreadable) {
      return undefined;
    }
    throw error;
  }
}
