import { plainLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf } from './uploadRequest.ts';

/**
 * Deluge runs at Zoho and cannot read a file of this machine: it fetches the picture from an
 * address. The token comes from a connection.
 */
export function deluge(request: UploadRequest): string {
  const picture = `https://example.com/${encodeURIComponent(request.fileName.toWellFormed())}`;
  return `// Deluge runs at Zoho: put the picture where it can be fetched from, and its address here.
photo = invokeurl
[
	url: ${plainLiteral(picture)}
	type: GET
];
photo.setParamName("file");
response = invokeurl
[
	url: ${plainLiteral(addressOf(request))}
	type: POST
	files: photo
	connection: "crm_oauth_connection"
];
info response;
`;
}
