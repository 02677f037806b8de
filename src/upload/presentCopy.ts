import type { CrmRecord } from '../zoho/record.ts';
import type { NotKept } from './asks.ts';
import type { Before } from './change.ts';
import type { Keeping, Present } from './keeping.ts';
import { forgetNeedless, hashOf, keepPresent } from './keeping.ts';
import type { Persistence } from './retry.ts';

/**
 * The copy that one change keeps of the photo that is there: of the one that was there at the last
 * look, and of no other.
 */
export class PresentCopy {
  readonly #keeping: Keeping;
  readonly #persistence: Pick<Persistence, 'asks' | 'signal'>;
  /** What the person has agreed to go on without: it is not asked at each look. */
  readonly #without = new Set<NotKept['kind']>();
  #kept: (Before & { readonly kind: 'kept' }) | undefined;

  constructor(keeping: Keeping, { asks, signal }: Pick<Persistence, 'asks' | 'signal'>) {
    this.#keeping = keeping;
    const goOnWithoutCopy: typeof asks.goOnWithoutCopy = async (why, record) => {
      const goesOn = this.#without.has(why.kind) || (await asks.goOnWithoutCopy(why, record));
      if (goesOn) {
        this.#without.add(why.kind);
      }
      return goesOn;
    };
    this.#persistence = { asks: { ...asks, goOnWithoutCopy }, signal };
  }

  /** Keeps what is there, unless it is what was kept at the look before. */
  async keep(record: CrmRecord, present: Present): ReturnType<typeof keepPresent> {
    const { photos, owner } = this.#keeping;
    const earlier = this.#kept && (await photos.get(owner.account, this.#kept.id));
    const isSame = present.kind === 'fetched' && earlier?.sha256 === hashOf(present.bytes);
    if (isSame && this.#kept !== undefined) {
      return this.#kept;
    }
    await this.delete();
    const before = await keepPresent(record, present, this.#keeping, this.#persistence);
    this.adopt(before.kind === 'refused' ? undefined : before);
    return before;
  }

  /** Takes over what was kept for a request that has not come about. */
  adopt(before: Before | undefined): void {
    this.#kept = before?.kind === 'kept' ? before : this.#kept;
  }

  async delete(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept !== undefined) {
      await forgetNeedless(this.#keeping, kept);
    }
  }
}
