import type { Crm } from '../zoho/crm.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { deletePhoto } from '../zoho/photo.ts';
import type { Change } from './change.ts';
import { forgetNeedless, keepPresent, oneAtATime } from './keeping.ts';
import type { Removal } from './outcome.ts';
import type { Persistence } from './retry.ts';
import { withRetries } from './retry.ts';
import type { ChangeOptions } from './upload.ts';
import { failedBy, leavesOpen, recordOf } from './upload.ts';

/** Removes a record's photo, which is kept first. A cancel is an outcome as well. */
export async function remove(crm: Crm, key: RecordKey, options: ChangeOptions): Promise<Removal> {
  const progress = { sent: false };
  try {
    return await oneAtATime(options.keeping, key, options.signal, () =>
      removeUncancelled(crm, key, options, progress),
    );
  } catch (error) {
    if (options.signal.aborted) {
      return { kind: 'cancelled', photo: progress.sent ? 'unknown' : 'not-stored' };
    }
    throw error;
  }
}

async function removeUncancelled(
  crm: Crm,
  key: RecordKey,
  { version, restrictTriggers, clock, asks, keeping, signal, allow }: ChangeOptions,
  progress: { sent: boolean },
): Promise<Removal> {
  const persistence: Persistence = { clock, asks, signal, onWait: () => undefined };
  const found = await withRetries(() => recordOf(crm, key, signal), persistence);
  if (!found.ok) {
    return failedBy(found.failure, 'not-stored');
  }
  const record = found.value;
  if (record === undefined) {
    return { kind: 'failed', reason: { kind: 'no-such-record' } };
  }
  if ((await allow?.(record)) === false) {
    return { kind: 'cancelled', photo: 'not-stored' };
  }
  const before = await keepPresent(crm, record, keeping, version, persistence);
  switch (before.kind) {
    case 'refused':
      return { kind: 'failed', reason: { kind: 'not-kept', why: before.why } };
    case 'none':
      return { kind: 'had-none', record };
    case 'kept':
    case 'lost':
      break;
  }
  progress.sent = true;
  const removed = await withRetries(
    () => deletePhoto(crm, key, { version, restrictTriggers, signal }),
    persistence,
  );
  if (!removed.ok) {
    const open = leavesOpen(removed.failure);
    if (!open) {
      await forgetNeedless(keeping, before);
    }
    return failedBy(removed.failure, open ? 'unknown' : 'not-stored');
  }
  const change: Change = {
    account: keeping.owner.account,
    key,
    before,
    after: { kind: 'none' },
    restrictTriggers: knownTriggers(version, restrictTriggers),
  };
  return { kind: 'removed', record, change };
}
