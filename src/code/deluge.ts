import { plainLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf } from './uploadRequest.ts';

/**
 * Deluge runs at Zoho and can't read a file on this machine, so it downloads the picture from a
 * URL. The token comes from a connection.
 */
export function deluge(request: UploadRequest): string {
  const picture = `https://example.com/${encodeURIComponent(request.fileName.toWellFormed())}`;
  return `// Deluge runs at Zoho: put the picture where Zoho can download it, and enter its URL here.
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
