import type { Inspected, Refused } from '../image/inspect.ts';
import { askCmyk } from '../ui/cmykQuestion.ts';
import { needsFitting } from './fitter.ts';
import type { Services } from './services.ts';

interface Looked {
  readonly name: string;
  readonly inspected: Inspected | Refused;
}

/** Whether a picture can be sent, and its colors are those of inks. */
export function isCmyk(inspected: Inspected | Refused): boolean {
  return 'cmyk' in inspected;
}

/**
 * Whether versions in RGB are made of pictures in CMYK, as the setting or the person wants, who is
 * asked once for all. Those of which a version is made anyway are not asked about.
 *
 * @returns undefined when the person cancels
 */
export async function wantsCmykConverted(
  services: Services,
  pictures: readonly Looked[],
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
