import type { Picture } from '../../image/picture.ts';
import type { Item } from './runState.ts';

/** What was read of a file, while the next items are of the same file. */
interface Shared {
  readonly place: string;
  read?: Promise<Uint8Array>;
  origin?: Promise<string | undefined>;
  stamp?: Picture['stamp'];
}

/**
 * Reads and converts a picture for several records only once, if these follow one another in the plan.
 * Holds at most one picture, besides those being sent.
 */
export class SharedPictures {
  #shared: Shared | undefined;

  /** @param items all items of the run, in order */
  of(item: Item, items: readonly Item[], picture: Picture): Picture {
    const { n, place } = item;
    if (place === '' || (items[n - 1]?.place !== place && items[n + 1]?.place !== place)) {
      this.forget();
      return picture;
    }
    const shared = this.#shared?.place === place ? this.#shared : { place };
    this.#shared = shared;
    const read = (): Promise<Uint8Array> => {
      if (shared.read === undefined) {
        shared.stamp = picture.stamp;
        shared.read = this.#unlessFailed(shared, picture.read());
      }
      return shared.read;
    };
    const { origin } = picture;
    return {
      ...picture,
      read,
      stamp: () => shared.stamp?.(),
      head: async (count) => (await read()).subarray(0, count),
      ...(origin === undefined
        ? {}
        : { origin: () => (shared.origin ??= this.#unlessFailed(shared, origin())) }),
    };
  }

  /** Reads the file again next time: it may have been replaced. */
  forget(): void {
    this.#shared = undefined;
  }

  /** What failed for one item is tried again for the next. */
  #unlessFailed<T>(shared: Shared, reading: Promise<T>): Promise<T> {
    reading.catch(() => {
      delete shared.read;
      delete shared.origin;
    });
    return reading;
  }
}
