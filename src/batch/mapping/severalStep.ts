import type { Several } from '../match/mapping.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick, type } from '../../ui/step.ts';
import { grouped } from '../../ui/words/numbers.ts';

/** Pictures that say the same record. */
export interface Crowd {
  readonly value: string;
  readonly names: readonly string[];
}

/** Asks which picture a record gets where several are for it. */
export async function askSeveral(
  title: string,
  crowds: readonly Crowd[],
  inTable = false,
): Promise<StepAnswer<Several>> {
  const [first] = crowds;
  const example = first === undefined ? '' : `${plain(first.value, 30)}: ${namesIn(first)}`;
  for (;;) {
    const answer = await pick({
      title,
      step: 3,
      steps: 3,
      placeholder: `Which picture? ${crowds.length === 1 ? 'One record has' : `${grouped(crowds.length)} records have`} several (${example})`,
      items: [
        ...(inTable
          ? [{ label: 'The first in the table', description: '', is: 'first-in-table' as const }]
          : []),
        { label: 'The one whose name ends in…', description: '_front, -1', is: 'ends-in' as const },
        { label: 'The first by name', description: '', is: 'first' as const },
        { label: 'The largest', description: 'by its pixels', is: 'largest' as const },
        { label: 'None of them', description: 'they are listed as left over', is: 'none' as const },
      ],
    });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    if (answer.value.is !== 'ends-in') {
      return { value: { kind: answer.value.is } };
    }
    const ending = await type({
      title,
      step: 3,
      steps: 3,
      prompt: 'How does the name of the right one end, before the dot?',
      placeholder: '_front',
      problem: (text) => (text === '' ? 'Type the end of the name.' : undefined),
    });
    if (ending !== 'back') {
      return ending && { value: { kind: 'ends-in', ending: ending.value } };
    }
  }
}

function namesIn({ names }: Crowd): string {
  const shown = names.slice(0, 2).map((name) => plain(name, 30));
  return names.length > 2 ? `${shown.join(', ')}, …` : shown.join(', ');
}
