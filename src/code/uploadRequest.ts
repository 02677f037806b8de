import type { UploadRequest } from '../upload/lastUpload.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import { safeFileName } from '../zoho/photoForm.ts';

/** Where the code reads the access token, which is never written into it. */
export const TOKEN_VARIABLE = 'ZOHO_ACCESS_TOKEN';

/** The triggers that Zoho supports in this version. */
export function triggersOf(request: UploadRequest): readonly RestrictTrigger[] {
  return knownTriggers(request.version, request.restrictTriggers);
}

/** The URL of the request. Source: Zoho's page "Upload a Photo". */
export function addressOf(request: UploadRequest): string {
  const { servers, version, record } = request;
  const path = ['crm', version, record.module, record.id, 'photo'];
  const triggers = triggersOf(request);
  const query = triggers.length === 0 ? '' : `?restrict_triggers=${triggers.join(',')}`;
  // Not every character of a host is harmless in code.
  const origin = servers.api.replace(/[^\w.:/[\]-]/g, encoded);
  return `${origin}/${path.map(encoded).join('/')}${query}`;
}

/** A text as a part of a URL, without what is special in a shell. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The file's path where the code runs: never an option, never a stream's short name. */
export function filePathOf(request: UploadRequest): string {
  return `./${request.fileName.toWellFormed()}`;
}

/** The file's name for Zoho, the same as in the upload. */
export function partFileNameOf(request: UploadRequest): string {
  return safeFileName(request.fileName);
}
