import { failureOf, jsonOf, successOf } from './answer.ts';
import type { ApiVersion, RestrictTrigger } from './apiVersion.ts';
import { VERSION_TRAITS } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { PhotoFile } from './photoForm.ts';
import { partOf, photoForm } from './photoForm.ts';
import { moduleScope } from './scopes.ts';
import type { Incoming } from './sender.ts';

/** A record of the CRM. Its ID is a string of digits: a number can’t hold it. */
export interface RecordKey {
  /** API name of the module: `Leads`, `Vehicles`. */
  readonly module: string;
  readonly id: string;
}

interface PhotoChange {
  readonly version: ApiVersion;
  /** Automations to skip. Those that the version doesn’t know are left out. */
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly signal: AbortSignal;
  /** Gets true when everything was sent, so that it may be carried out, and false at an answer. */
  readonly onInDoubt?: (inDoubt: boolean) => void;
}

interface PhotoUpload extends PhotoChange {
  /** Bytes of the request that were sent, and its total. */
  readonly onSent?: (sent: number, total: number) => void;
}

/**
 * Makes a picture the record's photo, replacing the one that it may have.
 * Source: Zoho's page "Upload a Photo", `POST /crm/{version}/{module}/{id}/photo`.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function postPhoto(
  crm: Crm,
  record: RecordKey,
  file: PhotoFile,
  { version, restrictTriggers, signal, onSent, onInDoubt }: PhotoUpload,
): Promise<Result<undefined>> {
  const body = photoForm(file);
  const answer = await crm.ask({
    call: 'upload',
    method: 'POST',
    version,
    path: [record.module, record.id, 'photo'],
    ...triggersQuery(restrictTriggers, VERSION_TRAITS[version].restrictTriggers),
    body,
    bulk: true,
    parts: [partOf(file)],
    scope: moduleScope(record.module, 'CREATE'),
    signal,
    onSent: (sent) => onSent?.(sent, body.length),
    ...(onInDoubt === undefined ? {} : { onInDoubt }),
  });
  return answer.ok ? successOf(answer.value) : answer;
}

/** Whether a record shows a photo, without downloading it. */
export async function hasPhoto(
  crm: Crm,
  record: RecordKey,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const answer = await crm.ask({
    call: 'photo',
    method: 'GET',
    version,
    path: [record.module, record.id, 'photo'],
    headOnly: true,
    scope: moduleScope(record.module, 'READ'),
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const isPhoto = holdsPicture(answer.value);
  return isPhoto || answer.value.status === 204
    ? success(isPhoto)
    : failed(failureOf(answer.value));
}

/** A photo may come with its own content type, or as a download. */
const PICTURE = /^(?:image\/|application\/(?:octet-stream|x-download)\b)/i;

/** A page of a proxy comes with status 200, too. */
function holdsPicture({ status, headers }: Incoming): boolean {
  return status === 200 && PICTURE.test(headers['content-type'] ?? '');
}

/**
 * A record's photo as Zoho returns it, which may be another file than was uploaded; undefined if
 * the record has none.
 * Source: Zoho's page "Download a Photo", `GET /crm/{version}/{module}/{id}/photo`, 204 for none.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function downloadPhoto(
  crm: Crm,
  record: RecordKey,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<Result<Uint8Array | undefined>> {
  const answer = await crm.ask({
    call: 'photo',
    method: 'GET',
    version,
    path: [record.module, record.id, 'photo'],
    personal: true,
    scope: moduleScope(record.module, 'READ'),
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const { status, body } = answer.value;
  if (status === 204) {
    return success(undefined);
  }
  // No picture starts like JSON. An error may, even with the content type of a download.
  const isPhoto =
    holdsPicture(answer.value) && body.length > 0 && jsonOf(answer.value) === undefined;
  return isPhoto ? success(body) : failed(failureOf(answer.value));
}

/**
 * Removes a record's photo.
 * Source: Zoho's page "Delete a Photo", `DELETE /crm/{version}/{module}/{id}/photo`.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function deletePhoto(
  crm: Crm,
  record: RecordKey,
  { version, restrictTriggers, signal, onInDoubt }: PhotoChange,
): Promise<Result<undefined>> {
  const answer = await crm.ask({
    call: 'photo',
    method: 'DELETE',
    version,
    path: [record.module, record.id, 'photo'],
    ...triggersQuery(restrictTriggers, VERSION_TRAITS[version].restrictTriggersOfRemoval),
    scope: moduleScope(record.module, 'DELETE'),
    signal,
    ...(onInDoubt === undefined ? {} : { onInDoubt }),
  });
  return answer.ok ? successOf(answer.value) : answer;
}

function triggersQuery(
  wanted: readonly RestrictTrigger[],
  known: readonly RestrictTrigger[],
): { query?: Readonly<Record<string, string>> } {
  const triggers = wanted.filter((trigger) => known.includes(trigger));
  return triggers.length === 0 ? {} : { query: { restrict_triggers: triggers.join(',') } };
}
