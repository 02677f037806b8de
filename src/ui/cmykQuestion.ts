import { plain } from './plain.ts';
import { pick } from './step.ts';
import { cmykQuestion, cmykTitle, CONVERT, UPLOAD_AS_IS } from './words/cmyk.ts';

/**
 * Asks whether to convert pictures in CMYK. Undefined if the person cancels.
 *
 * @param names of the pictures, at least one
 */
export async function askCmyk(names: readonly string[]): Promise<'convert' | 'keep' | undefined> {
  const [name = ''] = names;
  const items = [
    { ...CONVERT, choice: 'convert' as const },
    { ...UPLOAD_AS_IS, choice: 'keep' as const },
  ];
  const answer = await pick({
    title: cmykTitle(plain(name, 40), names.length),
    step: 1,
    steps: 1,
    ...cmykQuestion(names.length),
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}
