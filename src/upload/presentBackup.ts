import { unlessAborted } from '../async/abortable.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { NoBackup } from './noBackup.ts';
import type { Before } from './change.ts';
import type { Keeping, Present, BackupRefused } from './keeping.ts';
import { deleteUnneeded, backUpPresent } from './keeping.ts';
import { sha256Of } from '../storage/sha256.ts';
import type { Persistence } from './retry.ts';

type Kept = Before & { readonly kind: 'kept' };

/**
 * The backup that one change makes of the photo that is there: of the one at the last look only.
 */
export class PresentBackup {
  readonly #keeping: Keeping;
  readonly #persistence: Pick<Persistence, 'prompts' | 'signal'>;
  /** What the person agreed to continue without: it isn’t asked at each look. */
  readonly #without = new Set<NoBackup['kind']>();
  #kept: Kept | undefined;
  readonly #aside: (Kept & { readonly sha256: string })[] = [];

  constructor(keeping: Keeping, { prompts, signal }: Pick<Persistence, 'prompts' | 'signal'>) {
    this.#keeping = keeping;
    const continueWithoutBackup: typeof prompts.continueWithoutBackup = async (why, record) => {
      const continues =
        this.#without.has(why.kind) || (await prompts.continueWithoutBackup(why, record));
      if (continues) {
        this.#without.add(why.kind);
      }
      return continues;
    };
    this.#persistence = { prompts: { ...prompts, continueWithoutBackup }, signal };
  }

  /** Backs up what is there, unless it is the backup of the look before. */
  async keep(record: CrmRecord, present: Present): ReturnType<typeof backUpPresent> {
    const { photos, owner } = this.#keeping;
    const earlier = this.#kept && (await photos.get(owner.account, this.#kept.id));
    const isSame = present.kind === 'fetched' && earlier?.sha256 === sha256Of(present.bytes);
    if (isSame && this.#kept !== undefined) {
      return this.#kept;
    }
    await this.delete();
    const aside = this.#takeAside(present);
    if (aside !== undefined) {
      this.adopt(aside);
      return aside;
    }
    const before = await backUpPresent(record, present, this.#keeping, this.#persistence);
    this.adopt(before.kind === 'refused' ? undefined : before);
    return before;
  }

  /** Takes over the backup for a request that wasn’t carried out. */
  adopt(before: Before | undefined): void {
    this.#kept = before?.kind === 'kept' ? before : this.#kept;
  }

  /**
   * Backs up one more photo that may be what was sent or somebody else's, for whoever looks for it
   * in the backups.
   *
   * @returns why nothing should be changed
   */
  async keepAside(record: CrmRecord, bytes: Uint8Array): Promise<BackupRefused | undefined> {
    const { photos, owner } = this.#keeping;
    const sha256 = sha256Of(bytes);
    const { module, id } = record.key;
    const isKept = (await photos.of(owner.account)).some(
      ({ key, ...photo }) => photo.sha256 === sha256 && key.module === module && key.id === id,
    );
    if (isKept) {
      return undefined;
    }
    const present = { kind: 'fetched', bytes } as const;
    const kept = await backUpPresent(record, present, this.#keeping, this.#persistence);
    if (kept.kind === 'refused') {
      return kept;
    }
    if (kept.kind === 'kept') {
      this.#aside.push({ ...kept, sha256 });
    }
    return undefined;
  }

  /** If the extra backup turns out to be what is replaced, no second one is needed. */
  #takeAside(present: Present): Kept | undefined {
    const hash = present.kind === 'fetched' ? sha256Of(present.bytes) : undefined;
    const index = this.#aside.findIndex(({ sha256 }) => sha256 === hash);
    const [found] = index < 0 ? [] : this.#aside.splice(index, 1);
    return found && { kind: 'kept', id: found.id };
  }

  /**
   * Deletes extra backups that turn out to be what was sent, because Zoho returns the same now. If
   * that can’t be seen, they stay.
   */
  async deleteOwn(crm: Crm, key: RecordKey, version: ApiVersion): Promise<void> {
    if (this.#aside.length === 0) {
      return;
    }
    const { signal } = this.#persistence;
    const photo = await downloadPhoto(crm, key, version, signal).catch(unlessAborted(signal));
    const now = photo?.ok === true && photo.value !== undefined ? sha256Of(photo.value) : undefined;
    for (const { sha256, ...kept } of this.#aside) {
      if (sha256 === now) {
        await deleteUnneeded(this.#keeping, kept);
      }
    }
  }

  async delete(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept !== undefined) {
      await deleteUnneeded(this.#keeping, kept);
    }
  }
}
