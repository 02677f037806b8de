import * as vscode from 'vscode';
import { preparedPicture } from '../../image/preparedPicture.ts';
import { isInCloud, Unreadable } from '../../image/unreadable.ts';
import { READ_AT_ONCE, severalAtOnce } from '../../async/severalAtOnce.ts';
import { sha256Of } from '../../storage/sha256.ts';
import { pictureAt } from '../../ui/pictureFile.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import type { LastUploads } from '../run/lastUploads.ts';
import type { Reviewed } from './reviewed.ts';
import type { MatchedRecord } from '../match/match.ts';
import { isCmyk } from '../../commands/cmyk.ts';
import { fitterOf, isFittingOn, wishesOf } from '../../commands/fitter.ts';
import type { Services } from '../../commands/services.ts';
import { doneOf } from '../../ui/words/numbers.ts';
import { comparingWithLast } from '../words/review.ts';

/**
 * Marks pictures that their records still have. Reads only those whose record has its last upload.
 */
export async function markUnchanged(
  services: Services,
  all: readonly Reviewed[],
  lastUploads: LastUploads,
): Promise<readonly Reviewed[]> {
  const known = all.filter(
    ({ found }) => found.kind === 'record' && lastUploads.knows(found.record),
  );
  if (known.length === 0) {
    return all;
  }
  const same = new Set<Reviewed>();
  await withCountedProgress(comparingWithLast(), async (signal, show) => {
    const compare = async (one: Reviewed): Promise<void> => {
      const { found } = one;
      if (
        found.kind === 'record' &&
        (await isUnchanged(services, one, found.record, lastUploads))
      ) {
        same.add(one);
      }
    };
    await severalAtOnce(known, READ_AT_ONCE, compare, signal, (done) => {
      show(done / known.length, doneOf(done, known.length));
    });
  });
  return all.map((one) => (same.has(one) ? { ...one, isUnchanged: true } : one));
}

/** Whether a record still has the photo that uploading a picture would give it. */
export async function isUnchanged(
  services: Services,
  { place, size, inspected }: Reviewed,
  record: MatchedRecord,
  lastUploads: LastUploads,
): Promise<boolean> {
  // Reading a picture that is only in the cloud would download it.
  if (!lastUploads.knows(record) || isInCloud(inspected)) {
    return false;
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
    if (hash !== undefined && lastUploads.has(record, hash)) {
      return true;
    }
  }
  return false;
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
