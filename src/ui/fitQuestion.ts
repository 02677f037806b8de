import type { Fitted } from '../image/fitting.ts';
import type { Refusal } from '../image/refusal.ts';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import { wordsOfFacts, wordsOfNeed, wordsOfWarning } from './words/fit.ts';

/** A version of a picture that Zoho takes, and why it is needed: for a longest side, undefined. */
export interface Offer {
  readonly name: string;
  readonly refusal: Refusal | undefined;
  readonly fitted: Fitted;
}

/** What to do with the versions: all of them, or look at or save one. */
export type FitChoice =
  | { readonly kind: 'upload' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'show' | 'save'; readonly offer: Offer };

/**
 * Asks whether to upload versions that fit.
 *
 * @param others whether there are pictures beside these, to go on with alone
 * @returns undefined when the person cancels
 */
export async function askFit(
  offers: readonly Offer[],
  others: boolean,
): Promise<FitChoice | undefined> {
  const [only] = offers;
  if (only === undefined) {
    return undefined;
  }
  const one = offers.length === 1;
  const items = [
    {
      label: one ? 'Upload resized' : `Upload all ${offers.length} resized`,
      detail: one ? changeWords(only) : 'The files themselves stay as they are.',
      choice: { kind: 'upload' } as const,
    },
    ...(one
      ? [
          {
            label: 'Save a copy…',
            detail: 'the version for Zoho, as a file',
            choice: { kind: 'save', offer: only } as const,
          },
        ]
      : offers.map((offer) => ({
          label: plain(offer.name, 60),
          detail: changeWords(offer),
          choice: { kind: 'show', offer } as const,
        }))),
    ...(others
      ? [
          {
            label: one ? 'Leave this one out' : 'Leave these out',
            detail: '',
            choice: { kind: 'skip' } as const,
          },
        ]
      : []),
  ];
  const answer = await pick({
    title: one
      ? `${plain(only.name, 60)}: ${wordsOfNeed(only.refusal)}`
      : 'Pictures That Zoho Would Refuse',
    step: 1,
    steps: 1,
    placeholder: one
      ? 'Upload a version that fits? The file itself stays as it is.'
      : `Upload versions of ${offers.length} pictures that fit? Choose one to look at it.`,
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}

function changeWords({ fitted: { before, after, warnings } }: Offer): string {
  return [
    `${wordsOfFacts(before)}  →  ${wordsOfFacts(after)}`,
    ...warnings.map(wordsOfWarning),
  ].join('. ');
}
