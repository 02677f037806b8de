import type { Step, StepAnswer } from '../../ui/step.ts';
import { mapAnswer, type } from '../../ui/step.ts';
import type { CharacterReplacement } from '../match/fileKey.ts';
import { replacementProblem, replacementPrompt } from './words/pattern.ts';

/** Asks which characters in names stand for characters that file names can't have. */
export async function askCharacterReplacement(
  counted: Step,
  now: readonly CharacterReplacement[],
): Promise<StepAnswer<readonly CharacterReplacement[]>> {
  const typed = await type({
    ...counted,
    prompt: replacementPrompt(),
    placeholder: '_=/',
    value: now.map(({ from, to }) => `${from}=${to}`).join(' '),
    problem: (text) => (replacementsIn(text) === undefined ? replacementProblem() : undefined),
  });
  return mapAnswer(typed, (text) => replacementsIn(text) ?? []);
}

/** Parses `_=/ ~=:`; undefined if it can't be parsed. */
function replacementsIn(text: string): CharacterReplacement[] | undefined {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const read = parts.map((part) => /^([^=]+)=(.*)$/u.exec(part));
  return read.some((one) => one === null)
    ? undefined
    : read.map((one) => ({ from: one?.[1] ?? '', to: one?.[2] ?? '' }));
}
