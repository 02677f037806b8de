import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { downloadPhoto, hasPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';
import type { After } from './change.ts';
import { sha256Of } from '../storage/sha256.ts';
import { confirmedMark } from './photoMark.ts';
import { blocksEverything } from '../zoho/transience.ts';

/** What a stored photo looks like from outside. */
interface Seen {
  readonly after: After;
  /** Zoho has accepted it, and doesn’t show it until somebody approves it. */
  readonly pending: boolean;
}

/** The longest time to look for a stored photo: the person waits, and learns nothing new. */
const LOOK_MS = 10_000;

/**
 * Looks at the photo that was just stored: whether it shows, and how to recognize it. It is
 * downloaded only if `Record_Image` doesn’t distinguish one photo from the next. An error here
 * doesn’t undo the success, and a cancel only ends the look.
 *
 * @param record as it was before
 */
export async function lookAtStored(
  crm: Crm,
  record: CrmRecord,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<Seen> {
  const looking = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
  try {
    return await look(crm, record, version, looking);
  } catch (error) {
    if (looking.aborted) {
      return { after: { kind: 'unknown' }, pending: false };
    }
    throw error;
  }
}

async function look(
  crm: Crm,
  { key, photoMark: before }: CrmRecord,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<Seen> {
  const now = before === undefined ? undefined : await findRecord(crm, key, signal);
  const record = now?.ok === true ? now.value : undefined;
  const mark = record?.photoMark;
  if (record !== undefined && typeof before === 'string' && before !== mark) {
    const confirmed = await confirmedMark(crm, record, signal);
    if (confirmed.ok && confirmed.value !== undefined) {
      const shown = await hasPhoto(crm, key, version, signal);
      return { after: { kind: 'mark', mark: confirmed.value }, pending: isPending(shown) };
    }
  }
  const photo = await downloadPhoto(crm, key, version, signal);
  return photo.ok && photo.value !== undefined
    ? {
        after: { kind: 'bytes', mark: mark ?? null, sha256: sha256Of(photo.value) },
        pending: false,
      }
    : { after: { kind: 'unknown' }, pending: isPending(photo) };
}

/** Whether Zoho has a photo, and doesn’t show it until somebody approves it. */
export function isPending(answer: Result<unknown>): boolean {
  return (
    !answer.ok &&
    (answer.failure.kind === 'approval-pending' ||
      answer.failure.kind === 'review-pending' ||
      answer.failure.kind === 'record-locked')
  );
}

/** Whose photo a record has now; `unsure` if Zoho doesn’t show it. */
export type PhotoState = 'ours' | 'replaced' | 'removed' | 'unsure';

/**
 * Whether the record still has what a change left.
 *
 * @returns the failure if nothing more can be asked of Zoho: then asking the person makes no sense
 */
export async function photoStateOf(
  crm: Crm,
  record: CrmRecord,
  after: After,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<PhotoState | Failure> {
  const { key, photoMark: now } = record;
  if (after.kind === 'none' && now !== undefined) {
    return now === null ? 'ours' : 'replaced';
  }
  if (now === null) {
    return 'removed';
  }
  const marked = 'mark' in after ? after.mark : null;
  if (now !== undefined && marked !== null) {
    if (now === marked && after.kind === 'mark') {
      return 'ours';
    }
    const confirmed = now === marked ? undefined : await confirmedMark(crm, record, signal);
    if (confirmed?.ok === true && confirmed.value !== undefined) {
      return 'replaced';
    }
  }
  const photo = await downloadPhoto(crm, key, version, signal);
  if (!photo.ok) {
    return blocksEverything(photo.failure) ? photo.failure : 'unsure';
  }
  if (photo.value === undefined) {
    return after.kind === 'none' ? 'ours' : 'removed';
  }
  switch (after.kind) {
    case 'none':
      return 'replaced';
    case 'bytes':
      return sha256Of(photo.value) === after.sha256 ? 'ours' : 'replaced';
    case 'sent':
      // Zoho may return another file than was uploaded. Then the same mark proves nothing.
      return sha256Of(photo.value) === after.sha256 ? 'ours' : 'unsure';
    case 'mark':
    case 'unknown':
      return 'unsure';
  }
}
