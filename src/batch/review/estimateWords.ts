import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { counted, grouped } from '../../ui/words/numbers.ts';
import { sizeWords } from '../../ui/words/picture.ts';
import { triggerItem, wordsOfTriggers } from '../../ui/words/triggers.ts';
import type { Estimate } from '../run/estimate.ts';
import { timeWords } from '../words.ts';

/** What is known of a run before it begins. */
export interface BeforeRun {
  /** Bytes of each picture that goes up. */
  readonly sizes: readonly number[];
  /** Records of these that have a photo, as far as is known. */
  readonly withPhoto: number;
  /** Records of which nobody knows whether they have one. */
  readonly unknownPhotos: number;
  /** Undefined where nothing tells how long it takes. */
  readonly seconds: number | undefined;
  /** Bytes that kept photos may take in all, as the setting has it; 0: none is kept. */
  readonly mostBytes: number;
  /** What does not run in the CRM because of it. */
  readonly restricted: readonly RestrictTrigger[];
}

/** What a run takes, sentence by sentence, and what must not be overlooked. */
export function wordsOfEstimate(
  before: BeforeRun,
  estimate: Estimate,
): { readonly lines: string[]; readonly warnings: string[] } {
  const { sizes } = before;
  if (sizes.length === 0) {
    return { lines: ['No picture goes up.'], warnings: [] };
  }
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const time = before.seconds === undefined ? '' : `, in about ${timeWords(before.seconds)}`;
  const goes = sizes.length === 1 ? 'goes' : 'go';
  return {
    lines: [
      `${counted(sizes.length, 'picture')} ${goes} up, ${sizeWords(bytes)}${time}.`,
      replacedWords(before, estimate),
      creditWords(before, estimate),
      automationWords(before.restricted),
    ],
    warnings: estimate.fits
      ? []
      : [
          `The replaced photos take ${before.unknownPhotos > 0 ? 'up to' : 'about'} ${sizeWords(estimate.keptBytes)}, and the setting “Keep Photos Megabytes” allows ${sizeWords(before.mostBytes)}. Once that is full, you are asked whether to go on without copies: what is replaced then cannot be undone.`,
        ],
  };
}

function replacedWords(
  { withPhoto, unknownPhotos, mostBytes, sizes }: BeforeRun,
  { keptBytes }: Estimate,
): string {
  const copies =
    mostBytes > 0
      ? `Copies are kept on this machine${keptBytes === 0 ? '' : `, ${unknownPhotos > 0 ? 'up to' : 'about'} ${sizeWords(keptBytes)}`}: Undo brings them back.`
      : 'No copies are kept: this cannot be undone.';
  if (unknownPhotos > 0) {
    const known =
      withPhoto === 0 ? '' : `${counted(withPhoto, 'record')} ${has(withPhoto)} a photo already. `;
    return `${known}Of ${counted(unknownPhotos, 'record')} it is not known yet whether there is a photo to replace. ${copies}`;
  }
  if (withPhoto === 0) {
    return sizes.length === 1
      ? 'The record has no photo yet.'
      : 'None of the records has a photo yet.';
  }
  return `${counted(withPhoto, 'record')} ${has(withPhoto)} a photo, which is replaced. ${copies}`;
}

function creditWords(
  { withPhoto }: BeforeRun,
  { credits, creditsAtLeast, creditsWithoutKeeping }: Estimate,
): string {
  const besides =
    credits > creditsWithoutKeeping && withPhoto > 0
      ? `, ${grouped(creditsWithoutKeeping)} without keeping replaced photos`
      : '';
  const least = creditsAtLeast < credits ? `${grouped(creditsAtLeast)} to ` : '';
  return `About ${least}${counted(credits, 'API credit')}${besides}.`;
}

function automationWords(restricted: readonly RestrictTrigger[]): string {
  const [first, ...others] = restricted;
  if (first === undefined) {
    return 'Workflow rules and all other automation of the CRM run for each picture.';
  }
  const names = [triggerItem(first), ...(others.length === 0 ? [] : [wordsOfTriggers(others)])];
  return `${names.join(', ')} do not run because of it.`;
}

function has(records: number): string {
  return records === 1 ? 'has' : 'have';
}
