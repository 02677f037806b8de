import path from 'node:path';
import type { InspectedFile } from '../ui/pictureFile.ts';
import type { UploadResult } from '../ui/uploadResult.ts';

/** A picture that the page shows. */
export interface HeldPicture {
  readonly id: number;
  readonly file: InspectedFile;
}

let latest = 0;

export function held(files: readonly InspectedFile[]): HeldPicture[] {
  return files.map((file) => ({ id: ++latest, file }));
}

/**
 * Names of which no two are the same without their endings: an ending changes if the picture is
 * converted.
 */
export function distinctNames(names: readonly string[]): string[] {
  const stems = new Set<string>();
  return names.map((name) => {
    const { name: stem, ext } = path.parse(name);
    let own = stem;
    for (let number = 2; stems.has(own); number += 1) {
      own = `${stem} (${number})`;
    }
    stems.add(own);
    return `${own}${ext}`;
  });
}

/** Those that are photos now, perhaps in another format. */
export function uploadedAmong(
  pictures: readonly HeldPicture[],
  results: readonly UploadResult[],
): readonly HeldPicture[] {
  const done = results.filter(
    ({ outcome: { kind } }) => kind === 'done' || kind === 'awaiting-approval',
  );
  return pictures.filter(({ file }) => done.some((result) => isOf(file, result)));
}

/** Files of several folders may have one name; those without a place have distinct ones. */
function isOf({ name, inspected }: InspectedFile, { picture, place }: UploadResult): boolean {
  const from = 'refusal' in inspected ? inspected.fittable?.picture : inspected.picture;
  return from?.place === place && path.parse(name).name === path.parse(picture).name;
}
