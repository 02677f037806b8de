import type { PreparedPicture } from '../../image/preparedPicture.ts';
import type { Item } from './runState.ts';

/** What was read of a file, as long as the items that follow are of the same one. */
interface Shared {
  readonly place: string;
  read?: Promise<Uint8Array>;
  origin?: Promise<string | undefined>;
}

/**
 * One picture for several records is read, and made to fit, once for those that follow one another
 * in the plan. One picture at most is held, beside those that are being sent.
 */
export class SharedPictures {
  #shared: Shared | undefined;

  /** @param items of the run, in their order */
  of(item: Item, items: readonly Item[], picture: PreparedPicture): PreparedPicture {
    const { n, place } = item;
    if (place === '' || (items[n - 1]?.place !== place && items[n + 1]?.place !== place)) {
      this.forget();
      return picture;
    }
    const shared = this.#shared?.place === place ? this.#shared : { place };
    this.#shared = shared;
    const read = (): Promise<Uint8Array> =>
      (shared.read ??= this.#unlessFails(shared, picture.read()));
    const { origin } = picture;
    return {
      ...picture,
      read,
      head: async (count) => (await read()).subarray(0, count),
      ...(origin === undefined
        ? {}
        : { origin: () => (shared.origin ??= this.#unlessFails(shared, origin())) }),
    };
  }

  /** What is there may have become another file: it is read anew. */
  forget(): void {
    this.#shared = undefined;
  }

  /** What has failed for one is tried again for the next. */
  #unlessFails<T>(shared: Shared, reading: Promise<T>): Promise<T> {
    reading.catch(() => {
      delete shared.read;
      delete shared.origin;
    });
    return reading;
  }
}
