import { failureOf, successOf } from './answer.ts';
import type { ApiVersion, RestrictTrigger } from './apiVersion.ts';
import { VERSION_TRAITS } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { PhotoFile } from './photoForm.ts';
import { partOf, photoForm } from './photoForm.ts';
import { moduleScope } from './scopes.ts';

/** A record of the CRM. Its id is a string of digits: it exceeds what a number holds. */
export interface RecordKey {
  /** API name of the module: `Leads`, `Vehicles`. */
  readonly module: string;
  readonly id: string;
}

export interface PhotoUpload {
  readonly version: ApiVersion;
  /** What must not run because of this upload. Those that the version does not know are left out. */
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly signal: AbortSignal;
  /** Bytes of the request that have left, and of how many. */
  readonly onSent?: (sent: number, total: number) => void;
}

/**
 * Makes a picture the record's photo, in place of the one it may have.
 * Source: Zoho's page "Upload a Photo", `POST /crm/{version}/{module}/{id}/photo`.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function uploadPhoto(
  crm: Crm,
  record: RecordKey,
  file: PhotoFile,
  { version, restrictTriggers, signal, onSent }: PhotoUpload,
): Promise<Result<undefined>> {
  const body = photoForm(file);
  const known = VERSION_TRAITS[version].restrictTriggers;
  const triggers = restrictTriggers.filter((trigger) => known.includes(trigger));
  const answer = await crm.ask({
    method: 'POST',
    version,
    path: [record.module, record.id, 'photo'],
    ...(triggers.length === 0 ? {} : { query: { restrict_triggers: triggers.join(',') } }),
    body,
    bulk: true,
    parts: [partOf(file)],
    scope: moduleScope(record.module, 'CREATE'),
    signal,
    onSent: (sent) => onSent?.(sent, body.length),
  });
  return answer.ok ? successOf(answer.value) : answer;
}

/** Whether a record shows a photo, without fetching it. */
export async function hasPhoto(
  crm: Crm,
  record: RecordKey,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const answer = await crm.ask({
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
  const { status } = answer.value;
  return status === 200 || status === 204
    ? success(status === 200)
    : failed(failureOf(answer.value));
}
