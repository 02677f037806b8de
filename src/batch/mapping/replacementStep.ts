import type { Step, StepAnswer } from '../../ui/step.ts';
import { mapAnswer, type } from '../../ui/step.ts';
import type { CharacterReplacement } from '../match/fileKey.ts';
import { replacementProblem, replacementPrompt } from './words/pattern.ts';

/** Asks what stands in names for what no file name may have. */
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

/** `_=/ ~=:`; undefined where it is not understood. */
function replacementsIn(text: string): CharacterReplacement[] | undefined {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const read = parts.map((part) => /^([^=]+)=(.*)$/u.exec(part));
  return read.some((one) => one === null)
    ? undefined
    : read.map((one) => ({ from: one?.[1] ?? '', to: one?.[2] ?? '' }));
}
