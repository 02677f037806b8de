import { plain } from './plain.ts';
import { pick } from './step.ts';

/**
 * Asks whether pictures in CMYK are converted. Undefined when the person cancels.
 *
 * @param names of the pictures, at least one
 */
export async function askCmyk(names: readonly string[]): Promise<'convert' | 'keep' | undefined> {
  const [name = ''] = names;
  const items = [
    {
      label: 'Convert to RGB',
      detail: 'Shows everywhere. Some colors may change a little. The file itself stays as it is.',
      choice: 'convert' as const,
    },
    {
      label: 'Upload as is',
      detail: 'Some apps can’t show CMYK, or show wrong colors.',
      choice: 'keep' as const,
    },
  ];
  const answer = await pick({
    title: names.length === 1 ? `${plain(name, 40)} has CMYK colors` : 'Pictures with CMYK Colors',
    step: 1,
    steps: 1,
    placeholder:
      names.length === 1
        ? 'CMYK is for print. Convert it to RGB?'
        : `${names.length} pictures have CMYK colors, which are for print. Convert them to RGB?`,
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}
