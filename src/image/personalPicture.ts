import { examine, personalDataIn, withoutPersonalData } from './personalData.ts';
import type { Picture } from './picture.ts';
import { Unreadable } from './unreadable.ts';

/** What a picture says about where and with what it was made, and whether that can be removed. */
export interface FoundPersonalData {
  readonly location: boolean;
  readonly other: boolean;
  /** The picture without it, not read yet; undefined if it can’t be removed. */
  readonly without: Picture | undefined;
}

/**
 * Checks whether a picture says where, when, or with what it was made.
 *
 * @throws what `picture.read()` throws
 */
export async function findPersonalData(picture: Picture): Promise<FoundPersonalData> {
  const bytes = await picture.read();
  const seen = examine(bytes);
  const { location, other } = personalDataIn(bytes, seen);
  const cleaned = other ? withoutPersonalData(bytes, seen) : undefined;
  return {
    location,
    other,
    without: cleaned?.kind === 'clean' ? cleanPicture(picture, cleaned.bytes.length) : undefined,
  };
}

/** Read again when its turn comes, so that many take little memory. */
function cleanPicture(picture: Picture, size: number): Picture {
  const read = async (): Promise<Uint8Array> => {
    const cleaned = withoutPersonalData(await picture.read());
    if (cleaned.kind !== 'clean') {
      // It has changed since it was checked, and what is in it now is unknown.
      throw new Unreadable('other', 'changed');
    }
    return cleaned.bytes;
  };
  return { ...picture, size, read, head: async (n) => (await read()).subarray(0, n) };
}
