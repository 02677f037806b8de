import type { ApiVersion } from '../../zoho/apiVersion.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { downloadPhoto, hasPhoto } from '../../zoho/photo.ts';
import { MOST_IDS } from '../../zoho/recordRows.ts';
import { readRecords } from '../../zoho/records.ts';
import { isTransient } from '../../zoho/transience.ts';
import { isPending } from '../../upload/after.ts';
import type { After } from '../../upload/change.ts';
import { sha256Of } from '../../storage/sha256.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import type { BegunUpload, Item, Looked } from './runState.ts';

/** Of each module, the first photos are checked, and every fiftieth after them. */
const FIRST = 3;
const EVERY = 50;

/** How many photos of a module are checked as long as none awaits approval. */
export function photosChecked(photos: number): number {
  return Math.min(photos, FIRST) + Math.max(0, Math.floor((photos - 1) / EVERY));
}

/** How many times a check is tried that fails for a reason that passes by itself. */
const TRIES = 3;

interface VerifyOptions {
  readonly version: ApiVersion;
  readonly persistence: Persistence;
  /** Called with what is known about a stored photo, and again when more is known. */
  readonly onLooked: (item: Item, looked: Looked) => Promise<void>;
}

interface Stored {
  readonly item: Item;
  readonly begun: BegunUpload;
  /** Whether the photo itself has been requested. */
  seen: boolean;
  looked?: Looked;
}

/**
 * Checks what a run has stored: how to recognize each photo later, a hundred records per request, and
 * whether photos await approval. The latter takes a request each, so only the first photos and some
 * later ones are checked; as soon as one awaits approval, all of the run are.
 *
 * While pictures are sent, it runs one check at a time, afterwards several. A failed check doesn't undo
 * an upload; checks without credits are left to the next attempt.
 */
export class Verifier {
  readonly #crm: Crm;
  readonly #options: VerifyOptions;
  /** Since a photo awaits approval, every photo is checked. */
  #checksAll = false;
  readonly #all: Stored[] = [];
  /** To be requested one by one. */
  #single: Stored[] = [];
  /** Whose marks are still to be read. */
  #marks: Stored[] = [];
  readonly #counts = new Map<string, number>();
  #finishing = false;
  #underWay = 0;
  #idle: (() => void) | undefined;
  #error: { readonly error: unknown } | undefined;
  readonly #most: number;

  /** @param most checks at once, after the pictures */
  constructor(crm: Crm, most: number, options: VerifyOptions) {
    this.#crm = crm;
    this.#most = most;
    this.#options = options;
  }

  /** @param begun what its record had before */
  add(item: Item, begun: BegunUpload): void {
    const stored: Stored = { item, begun, seen: false };
    const count = this.#counts.get(item.key.module) ?? 0;
    this.#counts.set(item.key.module, count + 1);
    this.#all.push(stored);
    this.#marks.push(stored);
    if (this.#checksAll || count < FIRST || count % EVERY === 0) {
      this.#single.push(stored);
    }
    this.#go();
  }

  /** Checks what is left. @throws what `onLooked` throws */
  async finish(): Promise<void> {
    this.#finishing = true;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#idle = () => {
      resolve(undefined);
    };
    this.#go();
    await promise;
    if (this.#error !== undefined) {
      throw this.#error.error;
    }
  }

  #go(): void {
    const { signal } = this.#options.persistence;
    const width = this.#finishing ? this.#most : 1;
    while (this.#underWay < width && !signal.aborted && this.#error === undefined) {
      const work = this.#next();
      if (work === undefined) {
        break;
      }
      this.#underWay += 1;
      work()
        .catch((error: unknown) => {
          if (!signal.aborted) {
            this.#error ??= { error };
          }
        })
        .finally(() => {
          this.#underWay -= 1;
          this.#go();
        });
    }
    if (this.#underWay === 0) {
      this.#idle?.();
    }
  }

  #next(): (() => Promise<void>) | undefined {
    if (this.#marks.length >= MOST_IDS || (this.#finishing && this.#marks.length > 0)) {
      const module = this.#marks[0]?.item.key.module;
      const bunch = this.#marks.filter(({ item }) => item.key.module === module).slice(0, MOST_IDS);
      this.#marks = this.#marks.filter((stored) => !bunch.includes(stored));
      return () => this.#checkMarks(module ?? '', bunch);
    }
    const stored = this.#single.shift();
    return stored && (() => this.#checkPhoto(stored));
  }

  async #checkMarks(module: string, bunch: readonly Stored[]): Promise<void> {
    const first = await this.#marksOf(module, bunch);
    if (first === undefined) {
      return;
    }
    const markOf = ({ item }: Stored): string | undefined => first.get(item.key.id);
    const hasOther = ({ item, begun }: Stored): boolean =>
      typeof begun.mark === 'string' && ![undefined, begun.mark].includes(first.get(item.key.id));
    // A changed mark counts only if two reads agree.
    const second = bunch.some(hasOther) ? await this.#marksOf(module, bunch) : first;
    if (second === undefined) {
      return;
    }
    const isTold = (stored: Stored): boolean =>
      hasOther(stored)
        ? second.get(stored.item.key.id) === markOf(stored)
        : markOf(stored) === undefined || markOf(stored) !== stored.begun.mark;
    // Together, so that they are written to disk at once.
    await Promise.all(bunch.filter(isTold).map((stored) => this.#told(stored, markOf(stored))));
    for (const stored of bunch.filter((one) => !isTold(one))) {
      // The mark doesn't change with the photo, so the photo that Zoho returns has to identify it.
      await this.#fetch(stored, markOf(stored) ?? '');
    }
  }

  /** The known marks, by ID; undefined if the check is left to another attempt. */
  async #marksOf(
    module: string,
    bunch: readonly Stored[],
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const { signal } = this.#options.persistence;
    const ids = bunch.map(({ item }) => item.key.id);
    const found = await this.#tried(() => readRecords(this.#crm, module, ids, signal));
    if (isForLater(found)) {
      return undefined;
    }
    const records = found.ok ? found.value : [];
    return new Map(
      records.flatMap(({ key, photoMark }) =>
        typeof photoMark === 'string' ? [[key.id, photoMark]] : [],
      ),
    );
  }

  async #told(stored: Stored, mark: string | undefined): Promise<void> {
    const { begun, looked } = stored;
    const after: After =
      typeof begun.mark === 'string' && mark !== undefined
        ? { kind: 'mark', mark }
        : { kind: 'sent', mark: mark ?? null, sha256: begun.sha256 };
    await this.#tell(stored, { after, pending: looked?.pending ?? false });
  }

  async #fetch(stored: Stored, mark: string): Promise<void> {
    const { version, persistence } = this.#options;
    const { key } = stored.item;
    const photo = await this.#tried(() =>
      downloadPhoto(this.#crm, key, version, persistence.signal),
    );
    if (isForLater(photo)) {
      return;
    }
    const after: After =
      photo.ok && photo.value !== undefined
        ? { kind: 'bytes', mark, sha256: sha256Of(photo.value) }
        : { kind: 'sent', mark, sha256: stored.begun.sha256 };
    await this.#tell(stored, { after, pending: isPending(photo) });
    this.#saw(stored, isPending(photo));
  }

  async #checkPhoto(stored: Stored): Promise<void> {
    if (stored.seen) {
      return;
    }
    stored.seen = true;
    const { version, persistence } = this.#options;
    const { key } = stored.item;
    const shown = await this.#tried(() => hasPhoto(this.#crm, key, version, persistence.signal));
    const pending = isPending(shown);
    if (pending) {
      const { sha256 } = stored.begun;
      const after = stored.looked?.after ?? { kind: 'sent', mark: null, sha256 };
      await this.#tell(stored, { after, pending });
    }
    this.#saw(stored, pending);
  }

  /** If one awaits approval, others may. */
  #saw(stored: Stored, pending: boolean): void {
    stored.seen = true;
    if (pending && !this.#checksAll) {
      this.#checksAll = true;
      this.#single = this.#all.filter(({ seen }) => !seen);
      this.#go();
    }
  }

  async #tell(stored: Stored, looked: Looked): Promise<void> {
    stored.looked = looked;
    await this.#options.onLooked(stored.item, looked);
  }

  async #tried<T>(look: () => Promise<Result<T>>): Promise<Result<T>> {
    for (let tries = 1; ; tries += 1) {
      const result = await withRetries(look, this.#options.persistence);
      if (result.ok || !isTransient(result.failure) || tries === TRIES) {
        return result;
      }
    }
  }
}

/** Without credits nothing was checked. */
function isForLater(result: Result<unknown>): boolean {
  return !result.ok && result.failure.kind === 'credits-used-up';
}
