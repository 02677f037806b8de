import type { Format } from '../../image/format.ts';
import type { Refused } from '../../image/inspect.ts';
import { inspect } from '../../image/inspect.ts';
import { pictureInMemory } from '../../image/picture.ts';
import type { Picture } from '../../image/picture.ts';
import { sha256Of } from '../../storage/sha256.ts';

/** What is sent. */
export interface PictureRead {
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** Of the bytes, as hex. */
  readonly sha256: string;
}

/** Reads a picture once, however often it is asked for. Its methods throw what reading throws. */
export class Prefetch {
  readonly #picture: Picture;
  #origin: Promise<string | undefined> | undefined;
  #file: Promise<PictureRead | Refused> | undefined;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** Starts what is cheap: a version is only made once it is asked for. */
  begin(): void {
    this.origin()
      .then((origin) => (origin === undefined ? this.file() : undefined))
      // The next call throws it again.
      .catch(() => undefined);
  }

  /** The origin of its picture (image/preparedPicture.ts). */
  origin(): Promise<string | undefined> {
    return (this.#origin ??= this.#picture.origin?.() ?? Promise.resolve(undefined));
  }

  file(): Promise<PictureRead | Refused> {
    return (this.#file ??= read(this.#picture));
  }
}

async function read(picture: Picture): Promise<PictureRead | Refused> {
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
