import type { CharacterReplacement } from '../match/fileKey.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { type } from '../../ui/step.ts';

/** Asks what stands in names for what no file name may have. */
export async function askCharacterReplacement(
  title: string,
  now: readonly CharacterReplacement[],
): Promise<StepAnswer<readonly CharacterReplacement[]>> {
  const typed = await type({
    title,
    step: 3,
    steps: 3,
    prompt:
      'What stands for what: _=/ reads MUG_22 as MUG/22. Several with spaces between; empty for none.',
    placeholder: '_=/',
    value: now.map(({ from, to }) => `${from}=${to}`).join(' '),
    problem: (text) =>
      replacementsIn(text) === undefined
        ? 'Write what the file name has, =, and what it stands for: _=/'
        : undefined,
  });
  return typed === undefined || typed === 'back'
    ? typed
    : { value: replacementsIn(typed.value) ?? [] };
}

/** `_=/ ~=:`; undefined where it is not understood. */
function replacementsIn(text: string): CharacterReplacement[] | undefined {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const read = parts.map((part) => /^([^=]+)=(.*)$/u.exec(part));
  return read.some((one) => one === null)
    ? undefined
    : read.map((one) => ({ from: one?.[1] ?? '', to: one?.[2] ?? '' }));
}
