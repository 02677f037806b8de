import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, encoded } from './uploadRequest.ts';

/**
 * Deluge runs at Zoho and can't read a file on this machine, so it downloads the picture from a
 * URL. The token comes from a connection.
 */
export function deluge(request: UploadRequest): string {
  const picture = `https://example.com/${encoded(request.fileName)}`;
  return `// Deluge runs at Zoho: put the picture where Zoho can download it, and enter its URL here.
photo = invokeurl
[
	url: "${picture}"
	type: GET
];
photo.setParamName("file");
response = invokeurl
[
	url: "${addressOf(request)}"
	type: POST
	files: photo
	connection: "crm_oauth_connection"
];
info response;
`;
}
