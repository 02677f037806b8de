import { literal, unicodeEscape } from './literal.ts';
import type { UploadRequest } from './uploadRequest.ts';
import { addressOf } from './uploadRequest.ts';

/** Addresses only, percent-encoded: nothing is left in them that Deluge could read otherwise. */
function string(text: string): string {
  return literal(text, { quote: '"', special: '', numbered: unicodeEscape });
}

/**
 * Deluge runs at Zoho and cannot read a file of this machine: it fetches the picture from an
 * address. The token comes from a connection.
 */
export function deluge(request: UploadRequest): string {
  const picture = `https://example.com/${encodeURIComponent(request.fileName.toWellFormed())}`;
  return `// Deluge runs at Zoho: put the picture where it can be fetched from, and its address here.
photo = invokeurl
[
	url: ${string(picture)}
	type: GET
];
photo.setParamName("file");
response = invokeurl
[
	url: ${string(addressOf(request))}
	type: POST
	files: photo
	connection: "crm_oauth_connection"
];
info response;
`;
}
