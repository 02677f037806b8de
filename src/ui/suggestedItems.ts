import { moduleProblem } from '../upload/target.ts';
import type { CrmModule } from '../zoho/modules.ts';
import type { GuessedRecord } from './guessedRecord.ts';
import type { ModuleChoice } from './moduleChoice.ts';
import { organizationName } from './names.ts';
import { plain } from './plain.ts';
import { separator } from './separator.ts';
import type { LiveItem } from './step.ts';
import type { TargetQuestion } from './targetQuestion.ts';
import * as words from './words/suggestions.ts';
import { wordsOfTriggers } from './words/triggers.ts';

/** The items before all others: where this file went last time, or what its name may mean. */
export function suggestedItems(
  question: TargetQuestion,
  guess: GuessedRecord | undefined,
  known: readonly CrmModule[],
): LiveItem<ModuleChoice>[] {
  const labelOf = (module: string): string =>
    plain(known.find(({ apiName }) => apiName === module)?.label ?? module);
  const all = [
    ...lastItems(question, labelOf),
    ...(guess === undefined ? [] : [guess.item(labelOf)]),
  ];
  return all.length === 0 ? [] : [separator(words.SUGGESTED), ...all];
}

/**
 * It names the organization, module, and record: whoever chooses it confirms the upload, as long as
 * the record still has the photo that this file became. See `confirmationsOf`.
 */
function lastItems(
  { account, automation, changing, modules, recent, suggest, version }: TargetQuestion,
  labelOf: (module: string) => string,
): LiveItem<ModuleChoice>[] {
  const last = suggest?.last;
  if (
    last === undefined ||
    moduleProblem(last.module, version) !== undefined ||
    (changing && modules.photoObstacle(account.id, last.module) !== undefined)
  ) {
    return [];
  }
  const { module, id, name, photo } = last;
  const [latest] = recent;
  const isSame = latest?.module === module && latest.id === id && latest.inBulk !== true;
  const skipped = isSame ? (automation?.lastRestricted ?? []) : [];
  return [
    {
      label: name === undefined ? `${labelOf(module)} ${id}` : plain(name),
      description: `${labelOf(module)} · ${organizationName(account)}`,
      detail:
        skipped.length === 0
          ? words.UPLOADED_HERE
          : words.uploadedHereSkipping(wordsOfTriggers(skipped)),
      choice: {
        kind: isSame ? 'same-record' : 'record',
        key: { module, id },
        suggestion: { kind: 'same-file', expected: { name, photo } },
      },
    },
  ];
}
