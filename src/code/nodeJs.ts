import { javaScriptLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Node.js 20 or later without packages; a module (`.mjs`). */
export function nodeJs(request: UploadRequest): string {
  return `// upload-photo.mjs
import { openAsBlob } from 'node:fs';

const file = await openAsBlob(${javaScriptLiteral(filePathOf(request))}, {
  type: ${javaScriptLiteral(request.contentType)},
});
const body = new FormData();
body.append('file', file, ${javaScriptLiteral(partFileNameOf(request))});

const response = await fetch(${javaScriptLiteral(addressOf(request))}, {
  method: 'POST',
  headers: { Authorization: \`Zoho-oauthtoken \${process.env.${TOKEN_VARIABLE}}\` },
  body,
});
console.log(response.status, await response.text());
`;
}
