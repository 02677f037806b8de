import type { Inspected, Refused } from '../image/inspect.ts';
import { askCmyk } from '../ui/cmykQuestion.ts';
import type { InspectedFile } from '../ui/pictureFile.ts';
import { needsFitting } from './fitter.ts';
import type { Services } from './services.ts';

/** Whether a picture could be sent, and is in CMYK. */
export function isCmyk(inspected: Inspected | Refused): boolean {
  return 'cmyk' in inspected;
}

/**
 * Whether to convert pictures in CMYK to RGB, by the setting or by one question for all. Pictures that
 * are resized or converted anyway don't need a question.
 *
 * @returns undefined if the person cancels
 */
export async function wantsCmykConverted(
  services: Services,
  pictures: readonly Pick<InspectedFile, 'name' | 'inspected'>[],
): Promise<boolean | undefined> {
  const mode = services.settings.convertCmyk();
  if (mode !== 'ask' || services.settings.fitPictures() === 'never') {
    return mode === 'always';
  }
  const names = pictures.flatMap(({ name, inspected }) =>
    isCmyk(inspected) && !needsFitting(services, inspected) ? [name] : [],
  );
  const choice = names.length === 0 ? 'keep' : await askCmyk([...new Set(names)]);
  return choice && choice === 'convert';
}
