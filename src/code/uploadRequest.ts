import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { Servers } from '../zoho/dataCenter.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { safeFileName } from '../zoho/photoForm.ts';

/** Where code takes the access token from: it is never written into the code. */
export const TOKEN_VARIABLE = 'ZOHO_ACCESS_TOKEN';

/** An upload of a photo, as code can tell it. It holds no token and no folder. */
export interface UploadRequest {
  readonly servers: Servers;
  readonly version: ApiVersion;
  readonly record: RecordKey;
  /** File name without its folder: the code is run where the file is. Any characters. */
  readonly fileName: string;
  /** `image/jpeg` and the like. */
  readonly contentType: string;
  /** As they are set; those that the version does not know are left out of the code. */
  readonly restrictTriggers: readonly RestrictTrigger[];
}

/** Those of the triggers that Zoho would heed in this version. */
export function triggersOf(request: UploadRequest): readonly RestrictTrigger[] {
  return knownTriggers(request.version, request.restrictTriggers);
}

/** The whole address of the request. Source: Zoho's page "Upload a Photo". */
export function addressOf(request: UploadRequest): string {
  const { servers, version, record } = request;
  const path = ['crm', version, record.module.toWellFormed(), record.id, 'photo'];
  const triggers = triggersOf(request);
  const query = triggers.length === 0 ? '' : `?restrict_triggers=${triggers.join(',')}`;
  return `${servers.api}/${path.map(encodeURIComponent).join('/')}${query}`;
}

/** The file as it is found where the code runs: never an option, never a stream's short name. */
export function filePathOf(request: UploadRequest): string {
  return `./${request.fileName.toWellFormed()}`;
}

/** The file's name as Zoho gets it, the same as from the upload itself. */
export function partFileNameOf(request: UploadRequest): string {
  return safeFileName(request.fileName);
}
