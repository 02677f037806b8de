import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { deletePhoto } from '../zoho/photo.ts';
import type { Removal } from './outcome.ts';
import { mayBeStored } from './outcome.ts';
import type { ChangeOptions } from './singleChange.ts';
import { changeOf, changeSingle } from './singleChange.ts';

/** Removes a record's photo after backing it up. A cancel is an outcome, too. */
export async function remove(crm: Crm, key: RecordKey, options: ChangeOptions): Promise<Removal> {
  const { version, restrictTriggers, keeping, signal } = options;
  const changed = await changeSingle<undefined, Removal & { kind: 'had-none' }>(
    crm,
    key,
    { ...options, onWait: () => undefined },
    () => ({
      aim: 'none',
      wantsPresent: () => keeping.photos.on,
      prepare: () => Promise.resolve({ ready: undefined }),
      agree: (record, present) =>
        Promise.resolve(
          present.kind === 'none' ? { instead: { kind: 'had-none', record } } : undefined,
        ),
      sha256Of: () => undefined,
      send: (through, _, onInDoubt) =>
        deletePhoto(through, key, { version, restrictTriggers, signal, onInDoubt }),
    }),
  );
  if (changed.kind === 'changed' || mayBeStored(changed)) {
    await options.onLeft?.({ key, sha256: undefined, mark: '' });
  }
  if (changed.kind !== 'changed') {
    return changed;
  }
  const { record, begun } = changed;
  return { kind: 'removed', record, change: changeOf(options, key, begun, { kind: 'none' }) };
}
