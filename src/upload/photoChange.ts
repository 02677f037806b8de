import type { Crm } from '../zoho/crm.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Failure } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Before } from './change.ts';
import type { Changed, ChangePolicy, IsFresh, PhotoChangeOptions } from './changePolicy.ts';
import { ChangeRequest } from './changeRequest.ts';
import { Outdated } from './freshness.ts';
import type { Alone, Keeping, Present } from './keeping.ts';
import { fetchPresent, oneAtATime } from './keeping.ts';
import { PresentBackup } from './presentBackup.ts';
import { readableRecord } from './readableRecord.ts';
import type { BegunChange } from './reconcile.ts';
import type { Persistence } from './retry.ts';

/** How long to look, after a cancel, whether a request without an answer was carried out. */
const LOOK_MS = 5000;

/**
 * Changes the photo of a record. Nothing else in this project does. Finds the record, backs up its
 * photo, sends the request only while that photo is still there, finds out whether a request
 * without an answer was carried out, and deletes a backup that nobody needs. If anything comes
 * between backup and request (a question, a wait, a sleeping machine, another window), record and
 * photo are checked again.
 *
 * @returns how it ended; a cancel is a way to end
 * @throws what the policy throws; then only what `begun` wrote is known
 */
export function changePhoto<R, I>(
  crm: Crm,
  key: RecordKey,
  options: PhotoChangeOptions<R, I>,
): Promise<Changed<I>> {
  return new PhotoChange(crm, key, options).run();
}

class PhotoChange<R, I> {
  readonly #crm: Crm;
  readonly #key: RecordKey;
  readonly #policy: ChangePolicy<R, I>;
  readonly #keeping: Keeping;
  readonly #version: ApiVersion;
  readonly #persistence: Persistence;
  readonly #backup: PresentBackup;
  readonly #request: ChangeRequest<R, I>;
  #looks = 0;

  constructor(crm: Crm, key: RecordKey, options: PhotoChangeOptions<R, I>) {
    const { policy, keeping, version, persistence } = options;
    this.#crm = crm;
    this.#key = key;
    this.#policy = policy;
    this.#keeping = keeping;
    this.#version = version;
    this.#persistence = persistence;
    this.#backup = new PresentBackup(keeping, persistence);
    this.#request = new ChangeRequest(crm, this.#backup, options);
  }

  async run(): Promise<Changed<I>> {
    const { signal } = this.#persistence;
    try {
      const ended = await oneAtATime(this.#keeping, this.#key, signal, (alone) =>
        this.#whileAlone(alone),
      );
      if (ended.kind !== 'changed') {
        await this.#tidy();
      }
      return ended;
    } catch (error) {
      await this.#tidy();
      if (signal.aborted && error === signal.reason) {
        return { kind: 'canceled', open: this.#request.isOpen };
      }
      throw error;
    }
  }

  /** @returns undefined if another window may have had the record meanwhile */
  async #whileAlone(alone: Alone): Promise<Changed<I> | undefined> {
    const { signal } = this.#persistence;
    for (;;) {
      try {
        return await this.#lookAndChange(alone);
      } catch (error) {
        if (error instanceof Outdated) {
          continue;
        }
        const isCanceled = signal.aborted && error === signal.reason;
        const changed = isCanceled && this.#request.isOpen ? await this.#found() : undefined;
        if (changed === undefined) {
          throw error;
        }
        return changed;
      }
    }
  }

  /** What a canceled request without an answer has done, if that can be seen soon. */
  async #found(): Promise<Changed<I> | undefined> {
    const { begun } = this.#request;
    if (begun === undefined) {
      return undefined;
    }
    const signal = AbortSignal.timeout(LOOK_MS);
    try {
      const found = await readableRecord(this.#crm, this.#key, signal);
      const record = found.ok ? found.value : undefined;
      return record !== undefined && (await this.#request.wasCarriedOut(record, signal))
        ? { kind: 'changed', record: { ...record, photoMark: begun.mark }, begun }
        : undefined;
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    }
  }

  async #lookAndChange(alone: Alone): Promise<Changed<I> | undefined> {
    const policy = this.#policy;
    const request = this.#request;
    const isLater = this.#looks > 0;
    // On a very slow network, no look is ever recent enough. So each may be twice as old as the last.
    const allowed = policy.sentWithin * 2 ** this.#looks;
    this.#looks += 1;
    const found = await policy.find(alone, isLater);
    if (!found.ok) {
      return this.#failed(found.failure);
    }
    const { record, isFresh } = found.value;
    if (record === undefined) {
      return { kind: 'refused', reason: { kind: 'no-such-record' } };
    }
    const settled = await request.settle(record, isLater);
    if (settled !== undefined) {
      return settled;
    }
    const refused = request.begun === undefined ? await policy.refuse(record) : undefined;
    const prepared = refused ?? (await policy.prepare(record));
    if ('instead' in prepared) {
      return { kind: 'instead', ...prepared };
    }
    const { ready } = prepared;
    const kept =
      request.begun === undefined || (await this.#hasLostBackup(request.begun, record))
        ? await this.#keep(record, ready, isFresh, allowed)
        : { before: request.begun.before, isFresh };
    if ('kind' in kept) {
      return kept;
    }
    if (!(await alone.isStill())) {
      return undefined;
    }
    const { mark } = request.begun ?? { mark: record.photoMark };
    const begun: BegunChange = { mark, before: kept.before };
    const sent = await request.send(begun, ready, () => kept.isFresh(allowed));
    if (!sent.ok) {
      return this.#failed(sent.failure);
    }
    await this.#backup.deleteOwn(this.#crm, record.key, this.#version);
    return { kind: 'changed', record, begun };
  }

  /** Somebody who deleted the backup still doesn’t want to lose the photo that is there now. */
  async #hasLostBackup({ before }: BegunChange, { photoMark }: CrmRecord): Promise<boolean> {
    const { photos, owner } = this.#keeping;
    return (
      before.kind === 'kept' &&
      photoMark !== null &&
      (await photos.get(owner.account, before.id)) === undefined
    );
  }

  /** @throws {Outdated} */
  async #keep(
    record: CrmRecord,
    ready: R,
    recordIsFresh: IsFresh,
    allowed: number,
  ): Promise<{ readonly before: Before; readonly isFresh: IsFresh } | Changed<I>> {
    const policy = this.#policy;
    const present = await fetchPresent(
      this.#crm,
      record,
      policy.wantsPresent(),
      this.#version,
      this.#persistence,
    );
    const isFresh = freshnessOf(record, present, recordIsFresh, () => policy.look());
    const throwIfOutdated = (): void => {
      if (!isFresh(allowed)) {
        throw new Outdated();
      }
    };
    const refused = await policy.agree(record, present, ready);
    if (refused !== undefined) {
      return { kind: 'instead', ...refused };
    }
    throwIfOutdated();
    const before = await this.#backup.keep(record, present);
    if (before.kind === 'refused') {
      return before;
    }
    throwIfOutdated();
    return { before, isFresh };
  }

  #failed(failure: Failure): Changed<I> {
    return { kind: 'failed', failure, open: this.#request.isOpen };
  }

  /** If the change certainly wasn’t carried out, nobody needs its backup. */
  async #tidy(): Promise<void> {
    if (!this.#request.isOpen) {
      await this.#request.withdraw();
      await this.#backup.delete();
    }
  }
}

/** How long the photo counts as seen: since it was fetched, or since its record was read. */
function freshnessOf(
  { photoMark }: CrmRecord,
  { kind }: Present,
  recordIsFresh: IsFresh,
  look: () => IsFresh,
): IsFresh {
  switch (kind) {
    case 'fetched':
    // While you are asked whether to continue without a backup, a photo that can be fetched may come.
    case 'not-fetched':
      return look();
    case 'none':
      return photoMark === null ? recordIsFresh : look();
    case 'not-wanted':
      return recordIsFresh;
  }
}
