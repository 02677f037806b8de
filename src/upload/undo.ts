import { endingOf } from '../image/ending.ts';
import { inspect } from '../image/inspect.ts';
import type { Picture } from '../image/picture.ts';
import { abortable } from '../async/abortable.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { PhotoState } from './after.ts';
import { photoStateOf } from './after.ts';
import type { Change } from './change.ts';
import type { Backup } from './backup.ts';
import type { Outcome, Removal } from './outcome.ts';
import { failedBy } from './outcome.ts';
import { remove } from './remove.ts';
import type { UploadOptions } from './upload.ts';
import { upload } from './upload.ts';

/** What happened to an undo: a photo restored, or one removed if there was none. */
export type Undone = Outcome | Removal;

/**
 * Gives a record the photo that it had before a change, or removes it if it had none. If somebody
 * else has changed it meanwhile, the person is asked. What is there now is backed up first.
 */
export async function undo(crm: Crm, change: Change, options: UploadOptions): Promise<Undone> {
  const { key, before, after } = change;
  let allowed: PhotoState = 'ours';
  const checked: UploadOptions = {
    ...options,
    restrictTriggers: change.restrictTriggers ?? options.restrictTriggers,
    refuse: async (record, prompts) => {
      const standing = await photoStateOf(crm, record, after, options.version, options.signal);
      if (typeof standing === 'object') {
        return failedBy(standing, 'not-stored');
      }
      // If there was no photo before and there is none now, there is nothing to ask.
      const asBefore = standing === 'removed' && before.kind === 'none';
      if (standing === 'ours' || standing === allowed || asBefore) {
        return undefined;
      }
      if (!(await abortable(prompts.undoAnyway(standing, record), options.signal))) {
        return { kind: 'canceled', photo: 'not-stored' };
      }
      allowed = standing;
      return undefined;
    },
  };
  switch (before.kind) {
    case 'none':
      return remove(crm, key, checked);
    case 'kept': {
      const { photos, owner } = options.keeping;
      const photo = await photos.get(owner.account, before.id);
      // It keeps its place while the present photo is backed up.
      options.keeping.run.add(before.id);
      return photo === undefined ? BACKUP_GONE : restore(crm, photo, key, checked);
    }
    case 'lost':
      return BACKUP_GONE;
  }
}

const BACKUP_GONE: Outcome = { kind: 'failed', reason: { kind: 'backup-gone' } };

/** Makes a backup its record's photo again. */
export async function restore(
  crm: Crm,
  photo: Backup,
  key: RecordKey,
  options: UploadOptions,
): Promise<Outcome> {
  options.keeping.run.add(photo.id);
  const bytes = await options.keeping.photos.read(photo);
  if (bytes === undefined) {
    return BACKUP_GONE;
  }
  const picture: Picture = {
    name: `photo.${endingOf(photo.pictureFormat)}`,
    size: bytes.length,
    head: (n) => Promise.resolve(bytes.subarray(0, n)),
    read: () => Promise.resolve(bytes),
  };
  const inspected = await inspect(picture);
  return 'refusal' in inspected
    ? { kind: 'failed', reason: { kind: 'refusal', refusal: inspected.refusal } }
    : upload(crm, inspected, key, options);
}
