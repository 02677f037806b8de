import type { Format } from '../../image/format.ts';
import type { Refused } from '../../image/inspect.ts';
import { inspect } from '../../image/inspect.ts';
import { pictureInMemory } from '../../image/picture.ts';
import type { PreparedPicture } from '../../image/preparedPicture.ts';
import { sha256Of } from '../../storage/sha256.ts';

/** What goes up. */
export interface PictureRead {
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** Of the bytes, as hex. */
  readonly sha256: string;
}

/**
 * A picture of a run as it is read: once, however often it is asked for. Both questions throw what
 * reading throws.
 */
export class Prefetch {
  readonly #picture: PreparedPicture;
  #origin: Promise<string | undefined> | undefined;
  #file: Promise<PictureRead | Refused> | undefined;

  constructor(picture: PreparedPicture) {
    this.#picture = picture;
  }

  /** Reads what takes little: making a version waits until it is asked for. */
  begin(): void {
    this.origin()
      .then((origin) => (origin === undefined ? this.file() : undefined))
      // Whoever asks is told.
      .catch(() => undefined);
  }

  /** As its picture's (image/preparedPicture.ts). */
  origin(): Promise<string | undefined> {
    return (this.#origin ??= this.#picture.origin?.() ?? Promise.resolve(undefined));
  }

  file(): Promise<PictureRead | Refused> {
    return (this.#file ??= read(this.#picture));
  }
}

async function read(picture: PreparedPicture): Promise<PictureRead | Refused> {
  const bytes = await picture.read();
  const found = await inspect(pictureInMemory(picture.name, bytes));
  return 'refusal' in found
    ? found
    : {
        bytes,
        format: found.format,
        sha256: sha256Of(bytes),
      };
}
