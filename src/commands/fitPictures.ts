import type { Inspected } from '../image/inspect.ts';
import type { Need } from '../image/need.ts';
import type { Offer } from '../ui/fitQuestion.ts';
import { askFit } from '../ui/fitQuestion.ts';
import type { InspectedFile } from '../ui/pictureFile.ts';
import { plain } from '../ui/plain.ts';
import { withProgress } from '../ui/progress.ts';
import type { UploadResult } from '../ui/uploadResult.ts';
import { savePhoto } from '../ui/savePhoto.ts';
import { resizingSeveralTitle, resizingTitle } from '../ui/words/fitQuestion.ts';
import type { Reason } from '../upload/outcome.ts';
import { wantsCmykConverted } from './cmyk.ts';
import type { FitResult } from './fitter.ts';
import { asAllowed, makeVersion, needIn, wishesOf } from './fitter.ts';
import type { Services } from './services.ts';

/** The pictures to upload, and results for the rest. */
export interface Ready {
  readonly pictures: readonly Inspected[];
  readonly refused: readonly UploadResult[];
}

/**
 * Resizes and converts pictures: those larger than the “Longest Side” setting, and, if the person or
 * a setting wants it, those that Zoho would refuse and those in CMYK.
 *
 * @returns undefined if the person cancels
 */
export async function fitPictures(
  services: Services,
  chosen: readonly InspectedFile[],
): Promise<Ready | undefined> {
  const files = chosen.map((file) => ({
    ...file,
    inspected: asAllowed(services, file.inspected),
  }));
  const withoutCmyk = await wantsCmykConverted(services, files);
  if (withoutCmyk === undefined) {
    return undefined;
  }
  const wishes = { ...wishesOf(services), withoutCmyk };
  const needs = new Map(
    files.flatMap((file): [InspectedFile, Need][] => {
      const need = needIn(services, file.inspected, wishes);
      return need === undefined ? [] : [[file, need]];
    }),
  );
  const rest = files.filter((file) => !needs.has(file));
  const pictures = rest.flatMap(({ inspected }) => ('refusal' in inspected ? [] : [inspected]));
  const refused = rest.flatMap(({ name, inspected }) =>
    'refusal' in inspected
      ? [failedResult(name, { kind: 'refusal', refusal: inspected.refusal })]
      : [],
  );
  if (needs.size === 0) {
    return { pictures, refused };
  }
  const made = await makeAll(services, [...needs.values()]);
  const decided =
    made === undefined ? undefined : await decide(services, made, pictures.length > 0);
  return decided === undefined
    ? undefined
    : {
        pictures: [...pictures, ...decided.pictures],
        refused: [...refused, ...decided.refused],
      };
}

/**
 * Resizes pictures that Zoho refused for their size.
 *
 * @returns for each, its resized version or why there is none; undefined if the person cancels
 */
export async function fitRefused(
  services: Services,
  pictures: readonly Inspected[],
): Promise<(Inspected | UploadResult)[] | undefined> {
  const needs = pictures.map((fittable): Need => ({ fittable, refusal: undefined }));
  const made = await makeAll(services, needs);
  return made?.map((one) =>
    'inspected' in one ? one.inspected : failedResult(nameOf(one.need), one.reason),
  );
}

/** Undefined if the person cancels. */
function makeAll(services: Services, needs: readonly Need[]): Promise<FitResult[] | undefined> {
  const [first, ...more] = needs;
  const title =
    first !== undefined && more.length === 0
      ? resizingTitle(plain(nameOf(first), 40))
      : resizingSeveralTitle(needs.length);
  return withProgress(title, async (signal) => {
    const all: FitResult[] = [];
    for (const need of needs) {
      all.push(await makeVersion(services, need, signal));
    }
    return all;
  });
}

/** Asks about pictures that Zoho would refuse, unless the settings decide. */
async function decide(
  services: Services,
  made: readonly FitResult[],
  others: boolean,
): Promise<Ready | undefined> {
  const offers = made.flatMap((one): Offer[] =>
    'fitted' in one && one.need.refusal !== undefined
      ? [{ name: nameOf(one.need), refusal: one.need.refusal, fitted: one.fitted }]
      : [],
  );
  const asked = offers.length > 0 && services.settings.fitPictures() === 'ask';
  const choice = asked ? await ask(services, offers, others) : 'upload';
  if (choice === undefined) {
    return undefined;
  }
  const isWanted = ({ need }: FitResult): boolean =>
    choice === 'upload' || need.refusal === undefined;
  return {
    pictures: made.flatMap((one) => ('inspected' in one && isWanted(one) ? [one.inspected] : [])),
    refused: made.flatMap((one) => {
      if ('reason' in one) {
        return [failedResult(nameOf(one.need), one.reason)];
      }
      const { refusal } = one.need;
      return refusal === undefined || isWanted(one)
        ? []
        : [failedResult(nameOf(one.need), { kind: 'refusal', refusal })];
    }),
  };
}

async function ask(
  services: Services,
  offers: readonly Offer[],
  others: boolean,
): Promise<'upload' | 'skip' | undefined> {
  const [only] = offers;
  if (only !== undefined && offers.length === 1) {
    await show(services, only);
  }
  for (;;) {
    const choice = await askFit(offers, others);
    switch (choice?.kind) {
      case undefined:
        return undefined;
      case 'upload':
      case 'skip':
        return choice.kind;
      case 'show':
        await show(services, choice.offer);
        break;
      case 'save': {
        const { picture } = choice.offer.fitted;
        await savePhoto(await picture.read(), picture.name.replace(/\.[^.]*$/, ''));
      }
    }
  }
}

async function show({ shownPhotos }: Services, { fitted: { picture } }: Offer): Promise<void> {
  await shownPhotos.show(await picture.read(), picture.name, { preserveFocus: true });
}

function nameOf({ fittable }: Need): string {
  return fittable.picture.name;
}

function failedResult(picture: string, reason: Reason): UploadResult {
  return { picture, key: undefined, outcome: { kind: 'failed', reason } };
}
