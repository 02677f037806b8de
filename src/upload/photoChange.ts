import type { Crm } from '../zoho/crm.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { leavesInDoubt } from '../zoho/doubt.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Before } from './change.ts';
import type { Changed, ChangePolicy, IsFresh } from './changePolicy.ts';
import type { Alone, Keeping, Present } from './keeping.ts';
import { fetchPresent, oneAtATime } from './keeping.ts';
import { PresentCopy } from './presentCopy.ts';
import type { Persistence } from './retry.ts';
import { Tries } from './retry.ts';
import type { BegunChange } from './reconcile.ts';
import { reconcile } from './reconcile.ts';

export interface PhotoChangeOptions<R, I> {
  readonly policy: ChangePolicy<R, I>;
  readonly keeping: Keeping;
  readonly version: ApiVersion;
  readonly persistence: Persistence;
  /** What an earlier go set down, whose answer was lost, and of which photo. */
  readonly earlier?: (BegunChange & { readonly sha256: string }) | undefined;
}

/**
 * Changes the photo of a record, which nothing else in this project does: finds the record, keeps
 * the photo that it has, sends the request only while that is the photo there, finds out whether a
 * request without an answer was carried out, and drops a copy that nobody needs. Whatever lies
 * between the copy and the request (a question, a wait, a sleeping machine, another window), both
 * the record and its photo are looked at again behind it.
 *
 * @returns how it ended; a cancel is an end as well
 * @throws what the policy throws; then nobody knows more than `begun` says
 */
export function changePhoto<R, I>(
  crm: Crm,
  key: RecordKey,
  options: PhotoChangeOptions<R, I>,
): Promise<Changed<I>> {
  return new PhotoChange(crm, key, options).run();
}

/** The request would rest on what was seen too long ago. */
class Outdated extends Error {}

/** From when on the photo there may be another one: it was fetched, or is known by its record. */
function freshnessOf(
  { photoMark }: CrmRecord,
  { kind }: Present,
  recordIsFresh: IsFresh,
  look: () => IsFresh,
): IsFresh {
  switch (kind) {
    case 'fetched':
    // While it is asked whether to go on without seeing it, it may be another one that can be seen.
    case 'not-fetched':
      return look();
    case 'none':
      return photoMark === null ? recordIsFresh : look();
    case 'not-wanted':
      return recordIsFresh;
  }
}

class PhotoChange<R, I> {
  readonly #crm: Crm;
  readonly #key: RecordKey;
  readonly #policy: ChangePolicy<R, I>;
  readonly #keeping: Keeping;
  readonly #version: ApiVersion;
  readonly #persistence: Persistence;
  /** Over all looks: otherwise a Zoho that is too busy would be asked for ever. */
  readonly #sending: Tries;
  #looks = 0;
  readonly #earlier: BegunChange | undefined;
  #begun: BegunChange | undefined;
  /** Of the photo that was sent last. */
  #sentHash: () => string | undefined;
  readonly #copy: PresentCopy;
  /** Whether the record may have been changed: all of a request has left, and it was not refused. */
  #open: boolean;

  constructor(
    crm: Crm,
    key: RecordKey,
    { policy, keeping, version, persistence, earlier }: PhotoChangeOptions<R, I>,
  ) {
    this.#crm = crm;
    this.#key = key;
    this.#policy = policy;
    this.#keeping = keeping;
    this.#version = version;
    this.#persistence = persistence;
    this.#sending = new Tries(persistence);
    this.#copy = new PresentCopy(keeping, persistence);
    this.#earlier = earlier;
    this.#begun = earlier;
    this.#sentHash = () => earlier?.sha256;
    this.#open = earlier !== undefined;
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
        return { kind: 'canceled', open: this.#open };
      }
      throw error;
    }
  }

  /** @returns undefined where somebody else may have had the record meanwhile */
  async #whileAlone(alone: Alone): Promise<Changed<I> | undefined> {
    for (;;) {
      try {
        return await this.#lookAndChange(alone);
      } catch (error) {
        if (!(error instanceof Outdated)) {
          throw error;
        }
      }
    }
  }

  async #lookAndChange(alone: Alone): Promise<Changed<I> | undefined> {
    const policy = this.#policy;
    const isLater = this.#looks > 0;
    // A network may be so slow that a look is never young enough: it may be twice as old each time.
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
    const settled = await this.#settled(record, isLater);
    if (settled !== undefined) {
      return settled;
    }
    const refused = this.#begun === undefined ? await policy.refuse(record) : undefined;
    const prepared = refused ?? (await policy.prepare(record));
    if ('instead' in prepared) {
      return { kind: 'instead', ...prepared };
    }
    const { ready } = prepared;
    const kept =
      this.#begun === undefined || (await this.#hasLostCopy(this.#begun, record))
        ? await this.#kept(record, ready, isFresh, allowed)
        : { before: this.#begun.before, isFresh };
    if ('kind' in kept) {
      return kept;
    }
    if (!(await alone.isStill())) {
      return undefined;
    }
    const { mark } = this.#begun ?? { mark: record.photoMark };
    const begun: BegunChange = { mark, before: kept.before };
    const sent = await this.#sent(begun, ready, () => kept.isFresh(allowed));
    if (!sent.ok) {
      return this.#failed(sent.failure);
    }
    await this.#copy.deleteOwn(this.#crm, record.key, this.#version);
    return { kind: 'changed', record, begun };
  }

  /** What is known by now of an earlier request whose answer was lost; undefined to go on. */
  async #settled(record: CrmRecord, isLater: boolean): Promise<Changed<I> | undefined> {
    const begun = this.#begun;
    if (begun === undefined) {
      return undefined;
    }
    const { aim } = this.#policy;
    const settled = await reconcile(this.#crm, record, begun, {
      aim: aim === 'none' ? { kind: aim } : { kind: aim, sha256: this.#sentHash() },
      keeping: this.#keeping,
      version: this.#version,
      persistence: this.#persistence,
      believesOther: begun === this.#earlier,
    });
    if (!settled.ok) {
      return this.#failed(settled.failure);
    }
    if (settled.value.kind === 'carried-out') {
      return { kind: 'changed', record: { ...record, photoMark: begun.mark }, begun };
    }
    // A server that was given up on a moment ago may still be at it.
    this.#open = isLater || settled.value.kind === 'unsure';
    if (settled.value.kind === 'unsure' && settled.value.present !== undefined) {
      // It may be somebody else's.
      return this.#copy.keepAside(record, settled.value.present);
    }
    return undefined;
  }

  /** Whether what was kept is gone: who has cleared up does not want what is there to be lost. */
  async #hasLostCopy({ before }: BegunChange, { photoMark }: CrmRecord): Promise<boolean> {
    const { photos, owner } = this.#keeping;
    return (
      before.kind === 'kept' &&
      photoMark !== null &&
      (await photos.get(owner.account, before.id)) === undefined
    );
  }

  /** @throws {Outdated} */
  async #kept(
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
    const unlessOutdated = (): void => {
      if (!isFresh(allowed)) {
        throw new Outdated();
      }
    };
    const refused = await policy.agree(record, present, ready);
    if (refused !== undefined) {
      return { kind: 'instead', ...refused };
    }
    unlessOutdated();
    const before = await this.#copy.keep(record, present);
    if (before.kind === 'refused') {
      return before;
    }
    unlessOutdated();
    return { before, isFresh };
  }

  /** @throws {Outdated} where nothing has been sent, or what was sent has not come about */
  async #sent(begun: BegunChange, ready: R, isFresh: () => boolean): Promise<Result<undefined>> {
    this.#begun = begun;
    this.#sentHash = () => this.#policy.sha256Of(ready);
    await this.#policy.begun(begun, ready);
    const unlessOutdated = (): void => {
      if (!isFresh()) {
        throw new Outdated();
      }
    };
    const gated = this.#crm.watched({
      before: () => {
        unlessOutdated();
        return Promise.resolve(undefined);
      },
      again: unlessOutdated,
      after: () => undefined,
    });
    try {
      return await this.#sending.of(() => this.#sendOnce(gated, ready));
    } catch (error) {
      if (error instanceof Outdated && !this.#open) {
        await this.#withdraw();
      }
      throw error;
    }
  }

  /** The one place that says whether a request that did not succeed may have been carried out. */
  async #sendOnce(crm: Crm, ready: R): Promise<Result<undefined>> {
    const wasOpen = this.#open;
    const sent = await this.#policy.send(crm, ready, (inDoubt) => {
      this.#open = wasOpen || inDoubt;
    });
    this.#open = wasOpen || (!sent.ok && leavesInDoubt(sent.failure));
    return sent;
  }

  #failed(failure: Failure): Changed<I> {
    return { kind: 'failed', failure, open: this.#open };
  }

  /** Drops what was set down and kept for a change that has certainly not come about. */
  async #tidy(): Promise<void> {
    if (!this.#open) {
      await this.#withdraw();
      await this.#copy.delete();
    }
  }

  async #withdraw(): Promise<void> {
    if (this.#begun !== undefined) {
      // First: as long as it is set down, its copy is looked for.
      await this.#policy.withdrawn();
      this.#copy.adopt(this.#begun.before);
      this.#begun = undefined;
    }
  }
}
