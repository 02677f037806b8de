import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Line ends and variables can't be written in such a file, which has no escapes. */
const UNWRITABLE = /[\p{Cc}\u2028\u2029]|\{\{|\}\}|^\.\/\s|\s$/u;

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
