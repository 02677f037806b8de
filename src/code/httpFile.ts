import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/**
 * Such a file has no escapes for line ends, variables, what isn't seen, and what turns the reading
 * direction.
 */
const UNWRITABLE = /[\p{Cc}\p{Cf}\p{DI}\p{Zl}\p{Zp}]|\p{M}{5}|\{\{|\}\}|^\.\/[\s\p{M}]|\s$/u;

/** A `.http` file, for the REST Client extension. */
export function httpFile(request: UploadRequest): string {
  const [, extension = 'png'] = request.contentType.split('/');
  const unwritable = UNWRITABLE.test(filePathOf(request));
  const [path, name] = unwritable
    ? [`./photo.${extension}`, `photo.${extension}`]
    : [filePathOf(request), partFileNameOf(request)];
  const note = unwritable
    ? `# The name of the file cannot be written here: copy the file to ${name}.\n`
    : '';
  return `${note}POST ${addressOf(request)}
Authorization: Zoho-oauthtoken {{$processEnv ${TOKEN_VARIABLE}}}
Content-Type: multipart/form-data; boundary=photo-boundary

--photo-boundary
Content-Disposition: form-data; name="file"; filename="${name}"
Content-Type: ${request.contentType}

< ${path}
--photo-boundary--
`;
}
