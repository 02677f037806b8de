import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { Clock } from '../async/clock.ts';
import type { Crm } from '../zoho/crm.ts';
import { success } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { UploadPrompts } from './prompts.ts';
import type { After, Change } from './change.ts';
import { Freshness } from './freshness.ts';
import type { Keeping } from './keeping.ts';
import type { Unchanged } from './outcome.ts';
import { failedBy } from './outcome.ts';
import type { Changed, ChangePolicy } from './changePolicy.ts';
import { changePhoto } from './photoChange.ts';
import { readableRecord } from './readableRecord.ts';
import type { Persistence } from './retry.ts';
import { withRetries } from './retry.ts';
import type { BegunChange } from './reconcile.ts';

/** What every change of a record's photo needs. */
export interface ChangeOptions {
  readonly version: ApiVersion;
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly clock: Clock;
  readonly prompts: UploadPrompts;
  readonly keeping: Keeping;
  readonly signal: AbortSignal;
  /** Called after a single change, and after one that may have been carried out. */
  readonly onLeft?: (left: PhotoLeft) => Promise<void>;
  /**
   * Called after the record has been found, before anything changes, and again at each further
   * look.
   *
   * @returns the result if nothing should be changed
   */
  readonly refuse?: (record: CrmRecord, prompts: UploadPrompts) => Promise<Unchanged | undefined>;
}

/** What a single change has, or may have, left. */
export interface PhotoLeft {
  readonly key: RecordKey;
  /**
   * SHA-256 of what was sent, or of what that was made from and how (image/picture.ts); undefined if
   * the photo was removed.
   */
  readonly sha256: string | undefined;
  /** The `Record_Image` that tells the photo from others; empty if that isn’t known. */
  readonly mark: string;
}

/** What is different for a single upload and a single removal. */
type SinglePolicy<R, I> = Pick<
  ChangePolicy<R, I>,
  'agree' | 'aim' | 'sha256Of' | 'prepare' | 'send' | 'wantsPresent'
>;

/**
 * The request is sent this long after record and photo were seen, unless there was a question or a
 * wait. More than a disk needs, and less than a machine sleeps. Milliseconds.
 */
const SENT_WITHIN_MS = 10_000;

/** A single change: its record is looked up alone, and its progress isn’t written down. */
export async function changeSingle<R, I>(
  crm: Crm,
  key: RecordKey,
  options: ChangeOptions & Pick<Persistence, 'onWait'>,
  policyWith: (freshness: Freshness) => SinglePolicy<R, I | Unchanged>,
): Promise<(Changed<never> & { readonly kind: 'changed' }) | I | Unchanged> {
  const { version, keeping, signal, refuse } = options;
  const freshness = new Freshness();
  const persistence = freshness.noticing(options);
  const policy: ChangePolicy<R, I | Unchanged> = {
    ...policyWith(freshness),
    sentWithin: SENT_WITHIN_MS,
    look: () => freshness.look(),
    find: async () => {
      let isFresh = freshness.look();
      const found = await withRetries(() => {
        isFresh = freshness.look();
        return readableRecord(crm, key, signal);
      }, persistence);
      return found.ok ? success({ record: found.value, isFresh }) : found;
    },
    refuse: async (record) => {
      const instead = await refuse?.(record, persistence.prompts);
      return instead && { instead };
    },
    begun: () => Promise.resolve(),
    withdrawn: () => Promise.resolve(),
  };
  const changed = await changePhoto(crm, key, { policy, keeping, version, persistence });
  switch (changed.kind) {
    case 'changed':
      return changed;
    case 'instead':
      return changed.instead;
    case 'canceled':
      return { kind: 'canceled', photo: changed.open ? 'unknown' : 'not-stored' };
    case 'failed':
      return failedBy(changed.failure, changed.open ? 'unknown' : 'not-stored');
    case 'refused':
      return { kind: 'failed', reason: changed.reason };
  }
}

/** What an undo needs. */
export function changeOf(
  { keeping, version, restrictTriggers }: ChangeOptions,
  key: RecordKey,
  { before }: BegunChange,
  after: After,
): Change {
  return {
    account: keeping.owner.account,
    key,
    before,
    after,
    restrictTriggers: knownTriggers(version, restrictTriggers),
  };
}
