import type { QuickPickItem } from 'vscode';
import type { Fitted } from '../image/fitting.ts';
import type { Refusal } from '../image/refusal.ts';
import type { ExplainedQuestion } from './laterQuickInput.ts';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import { wordsOfFacts, wordsOfNeed, wordsOfWarning } from './words/fit.ts';
import * as words from './words/fitQuestion.ts';

/** A resized version of a picture. */
export interface Offer {
  readonly name: string;
  /** Why Zoho wouldn't accept the original; undefined if it's only larger than “Longest Side”. */
  readonly refusal: Refusal | undefined;
  readonly fitted: Fitted;
}

/** What to do with all versions, or with one of them. */
type FitChoice =
  | { readonly kind: 'upload' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'show' | 'save'; readonly offer: Offer };

/**
 * Asks whether to upload resized versions.
 *
 * @param others whether there are other pictures to upload
 * @returns undefined if the person cancels
 */
export async function askFit(
  offers: readonly Offer[],
  others: boolean,
): Promise<FitChoice | undefined> {
  const [only, ...more] = offers;
  if (only === undefined) {
    return undefined;
  }
  const skip = {
    label: words.skipPictures(offers.length),
    choice: { kind: 'skip' } as const,
  };
  const asked = more.length === 0 ? aboutOne(only) : aboutSeveral(offers);
  const items = [...asked.items, ...(others ? [skip] : [])];
  const answer = await pick({ ...asked, step: 1, steps: 1, items, active: items[0] });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}

interface Asked extends ExplainedQuestion {
  readonly title: string;
  readonly items: readonly (QuickPickItem & { readonly choice: FitChoice })[];
}

function aboutOne(offer: Offer): Asked {
  return {
    title: words.fitTitle(plain(offer.name, 60), wordsOfNeed(offer.refusal)),
    ...words.FIT_QUESTION,
    items: [
      { label: words.UPLOAD_RESIZED, detail: changeWords(offer), choice: { kind: 'upload' } },
      { ...words.SAVE_RESIZED, choice: { kind: 'save', offer } },
    ],
  };
}

function aboutSeveral(offers: readonly Offer[]): Asked {
  return {
    title: words.FIT_TITLE,
    ...words.fitSeveralQuestion(offers.length),
    items: [
      { ...words.uploadAllResized(offers.length), choice: { kind: 'upload' } },
      ...offers.map((offer) => ({
        label: plain(offer.name, 60),
        detail: changeWords(offer),
        choice: { kind: 'show', offer } as const,
      })),
    ],
  };
}

function changeWords({ fitted: { before, after, warnings } }: Offer): string {
  return words.resizedFacts(
    wordsOfFacts(before),
    wordsOfFacts(after),
    warnings.map(wordsOfWarning).join(' '),
  );
}
