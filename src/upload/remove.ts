import type { Crm } from '../zoho/crm.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { deletePhoto } from '../zoho/photo.ts';
import type { Change } from './change.ts';
import type { Alone } from './keeping.ts';
import { fetchPresent, forgetNeedless, keepPresent, oneAtATime } from './keeping.ts';
import type { Removal } from './outcome.ts';
import { failedBy } from './outcome.ts';
import type { Persistence } from './retry.ts';
import { withRetries } from './retry.ts';
import type { ChangeOptions, Progress } from './upload.ts';
import { leavesOpen, recordOf } from './upload.ts';

/** Removes a record's photo, which is kept first. A cancel is an outcome as well. */
export async function remove(crm: Crm, key: RecordKey, options: ChangeOptions): Promise<Removal> {
  const progress: Progress = { open: false };
  try {
    return await oneAtATime(options.keeping, key, options.signal, (alone) =>
      removeUncancelled(crm, key, options, progress, alone),
    );
  } catch (error) {
    if (options.signal.aborted) {
      return { kind: 'cancelled', photo: progress.open ? 'unknown' : 'not-stored' };
    }
    throw error;
  }
}

async function removeUncancelled(
  crm: Crm,
  key: RecordKey,
  { version, restrictTriggers, clock, asks, keeping, signal, refuse }: ChangeOptions,
  progress: Progress,
  alone: Alone,
): Promise<Removal | undefined> {
  const persistence: Persistence = { clock, asks, signal, onWait: () => undefined };
  const found = await withRetries(() => recordOf(crm, key, signal), persistence);
  if (!found.ok) {
    return failedBy(found.failure, 'not-stored');
  }
  const record = found.value;
  if (record === undefined) {
    return { kind: 'failed', reason: { kind: 'no-such-record' } };
  }
  const refused = await refuse?.(record);
  if (refused !== undefined) {
    return refused;
  }
  const present = await fetchPresent(crm, record, keeping.photos.on, version, persistence);
  const before = await keepPresent(record, present, keeping, persistence);
  switch (before.kind) {
    case 'refused':
      return { kind: 'failed', reason: before.reason };
    case 'none':
      return { kind: 'had-none', record };
    case 'kept':
    case 'lost':
      break;
  }
  if (!(await alone.isStill())) {
    await forgetNeedless(keeping, before);
    return undefined;
  }
  const send = async (): Promise<Result<undefined>> => {
    const wasOpen = progress.open;
    progress.open = true;
    const removed = await deletePhoto(crm, key, { version, restrictTriggers, signal });
    progress.open = wasOpen || (!removed.ok && leavesOpen(removed.failure));
    return removed;
  };
  const removed = await withRetries(send, persistence);
  if (!removed.ok) {
    if (!progress.open) {
      await forgetNeedless(keeping, before);
    }
    return failedBy(removed.failure, progress.open ? 'unknown' : 'not-stored');
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
