import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import { leavesInDoubt } from '../zoho/doubt.ts';
import type { Result } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Changed, ChangePolicy, PhotoChangeOptions } from './changePolicy.ts';
import { Outdated } from './freshness.ts';
import type { Keeping } from './keeping.ts';
import type { PresentBackup } from './presentBackup.ts';
import type { BegunChange } from './reconcile.ts';
import { reconcile } from './reconcile.ts';
import type { Persistence } from './retry.ts';
import { Tries } from './retry.ts';

/**
 * The request of one change, over all its tries: what was written down before it was sent, and
 * whether Zoho may have carried it out. What certainly wasn’t is withdrawn at once: during a wait, a
 * question, or a pause, nobody should take it for a change whose outcome is unknown.
 */
export class ChangeRequest<R, I> {
  readonly #crm: Crm;
  readonly #backup: PresentBackup;
  readonly #policy: ChangePolicy<R, I>;
  readonly #keeping: Keeping;
  readonly #version: ApiVersion;
  readonly #persistence: Persistence;
  /** Over all looks. Otherwise a Zoho that stays busy would be tried forever. */
  readonly #tries: Tries;
  readonly #earlier: BegunChange | undefined;
  #begun: BegunChange | undefined;
  /** Of the photo that was sent last. */
  #sentHash: () => string | undefined;
  #isOpen: boolean;
  #wasSent = false;

  constructor(
    crm: Crm,
    copy: PresentBackup,
    { policy, keeping, version, persistence, earlier }: PhotoChangeOptions<R, I>,
  ) {
    this.#crm = crm;
    this.#backup = copy;
    this.#policy = policy;
    this.#keeping = keeping;
    this.#version = version;
    this.#persistence = persistence;
    this.#tries = new Tries(persistence);
    this.#earlier = earlier;
    this.#begun = earlier;
    this.#sentHash = () => earlier?.sha256;
    this.#isOpen = earlier !== undefined;
  }

  /** What was written down before the request, unless it was withdrawn. */
  get begun(): BegunChange | undefined {
    return this.#begun;
  }

  /** Whether it may have been carried out: all of it was sent, and it wasn’t refused. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Finds out what happened to a request that got no answer.
   *
   * @returns undefined to continue with the change
   */
  async settle(record: CrmRecord, isLater: boolean): Promise<Changed<I> | undefined> {
    const begun = this.#begun;
    if (begun === undefined) {
      return undefined;
    }
    const { aim, onlyIfNone = false } = this.#policy;
    const settled = await reconcile(this.#crm, record, begun, {
      aim: aim === 'none' ? { kind: aim } : { kind: aim, sha256: this.#sentHash() },
      keeping: this.#keeping,
      version: this.#version,
      persistence: this.#persistence,
      believesOther: begun === this.#earlier || onlyIfNone,
    });
    if (!settled.ok) {
      return { kind: 'failed', failure: settled.failure, open: this.#isOpen };
    }
    if (settled.value.kind === 'carried-out') {
      return { kind: 'changed', record: { ...record, photoMark: begun.mark }, begun };
    }
    // The server may still be working on a request that timed out a moment ago.
    this.#isOpen = isLater || settled.value.kind === 'unsure';
    if (settled.value.kind === 'unsure' && settled.value.present !== undefined) {
      // It may be somebody else's.
      return this.#backup.keepAside(record, settled.value.present);
    }
    return undefined;
  }

  /**
   * Looks whether a request that was sent, and whose answer wasn’t awaited, was carried out.
   *
   * @param signal ends the look
   */
  async wasCarriedOut(record: CrmRecord, signal: AbortSignal): Promise<boolean> {
    const begun = this.#begun;
    if (begun === undefined || !this.#wasSent) {
      return false;
    }
    const { aim } = this.#policy;
    const looked = await reconcile(this.#crm, record, begun, {
      aim: aim === 'none' ? { kind: aim } : { kind: aim, sha256: this.#sentHash() },
      keeping: this.#keeping,
      version: this.#version,
      persistence: { ...this.#persistence, signal },
      believesOther: false,
    });
    return looked.ok && looked.value.kind === 'carried-out';
  }

  /** @throws {Outdated} if nothing was sent, or what was sent was not carried out */
  async send(begun: BegunChange, ready: R, isFresh: () => boolean): Promise<Result<undefined>> {
    const throwIfOutdated = (): void => {
      if (!isFresh()) {
        throw new Outdated();
      }
    };
    const gated = this.#crm.watched({
      before: () => {
        throwIfOutdated();
        this.#wasSent = true;
        return Promise.resolve(undefined);
      },
      beforeRetry: throwIfOutdated,
      after: () => undefined,
    });
    try {
      return await this.#tries.of(async () => {
        throwIfOutdated();
        this.#begun = begun;
        this.#sentHash = () => this.#policy.sha256Of(ready);
        await this.#policy.begun(begun, ready);
        throwIfOutdated();
        const sent = await this.#sendOnce(gated, ready);
        if (!sent.ok) {
          await this.#withdrawUnlessOpen();
        }
        return sent;
      });
    } catch (error) {
      if (error instanceof Outdated) {
        await this.#withdrawUnlessOpen();
      }
      throw error;
    }
  }

  /** The one place that says whether a request that did not succeed may have been carried out. */
  async #sendOnce(crm: Crm, ready: R): Promise<Result<undefined>> {
    const wasOpen = this.#isOpen;
    const sent = await this.#policy.send(crm, ready, (inDoubt) => {
      this.#isOpen = wasOpen || inDoubt;
    });
    this.#isOpen = wasOpen || (!sent.ok && leavesInDoubt(sent.failure));
    return sent;
  }

  async #withdrawUnlessOpen(): Promise<void> {
    if (!this.#isOpen) {
      await this.withdraw();
    }
  }

  /** Takes back what was written down for a request that certainly wasn’t carried out. */
  async withdraw(): Promise<void> {
    if (this.#begun !== undefined) {
      // First: as long as it is written down, its backup is looked for.
      await this.#policy.withdrawn();
      this.#backup.adopt(this.#begun.before);
      this.#begun = undefined;
    }
  }
}
