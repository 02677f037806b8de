import type { Account } from '../../auth/account.ts';
import type { BatchButton, BatchFacts } from '../page/messages.ts';
import { whose } from '../panel/whose.ts';
import type { Estimate } from '../run/estimate.ts';
import { plain } from '../../ui/plain.ts';
import { counted } from '../../ui/words/numbers.ts';
import { wordsOfJunk } from '../words.ts';
import type { BeforeRun } from './estimateWords.ts';
import { wordsOfEstimate } from './estimateWords.ts';

export interface ReviewFacts {
  readonly account: Account;
  readonly module: string;
  readonly before: BeforeRun;
  readonly estimate: Estimate;
  /** Pictures that do not go up. */
  readonly staying: number;
  /** Whether a record still has what it was given last: then only what has changed may be wanted. */
  readonly mayBeSame: boolean;
  readonly onlyChanged: boolean;
  /** Rows of the table that name files which are not there. */
  readonly withoutFile: number;
  /** Hidden or system files and folders that were left out. */
  readonly junk: number;
  readonly canRestrict: boolean;
}

/** What stands above the pictures before the run. */
export function reviewFacts(facts: ReviewFacts): BatchFacts {
  const { account, module, before, estimate, staying, withoutFile, junk } = facts;
  const { length } = before.sizes;
  const { lines, warnings } = wordsOfEstimate(before, estimate);
  const none = length === 0 ? 'No picture has a record that it could go to.' : undefined;
  return {
    ...whose(account),
    title:
      length === 0
        ? `No picture for ${plain(module)} yet`
        : `Upload ${counted(length, 'photo')} to ${plain(module)}?`,
    tab: `Upload to ${plain(module)}`,
    lines: [
      ...lines,
      ...(staying === 0
        ? []
        : [
            `${counted(staying, 'picture')} ${staying === 1 ? 'stays' : 'stay'} here: see why below.`,
          ]),
      ...(withoutFile === 0
        ? []
        : [
            `The table names ${counted(withoutFile, 'file')} that ${withoutFile === 1 ? 'is' : 'are'} not in the folder.`,
          ]),
      ...(junk === 0 ? [] : [wordsOfJunk(junk)]),
    ],
    warnings,
    actions: [
      {
        action: 'start',
        label: length === 0 ? 'Upload' : `Upload ${counted(length, 'Photo')}`,
        ...(none === undefined ? {} : { disabled: none }),
      },
      { action: 'cancel', label: 'Cancel' },
      ...reviewSwitches(facts),
    ],
    isReview: true,
  };
}

function reviewSwitches(facts: ReviewFacts): BatchButton[] {
  const { before, staying, mayBeSame, onlyChanged, canRestrict, withoutFile } = facts;
  return [
    ...(mayBeSame
      ? [{ action: 'only-changed', label: 'Only What Changed', pressed: onlyChanged } as const]
      : []),
    ...(canRestrict ? [{ action: 'automation', label: 'Automation in the CRM…' } as const] : []),
    ...(before.unknownPhotos === 0
      ? []
      : [
          {
            action: 'look-at-photos',
            label: `Look Which Have Photos (${counted(before.unknownPhotos, 'Credit')})`,
          } as const,
        ]),
    ...(staying + withoutFile === 0
      ? []
      : [{ action: 'save-unmatched', label: 'Save Unmatched as CSV…' } as const]),
    { action: 'save-mapping', label: 'Save This Mapping…' },
  ];
}
