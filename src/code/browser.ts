import { javaScriptLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** JavaScript in a page, where a person chooses the file, which keeps its own name. */
export function browser(request: UploadRequest): string {
  return `// For a page with <input type="file" id="photo">. Zoho answers scripts (CORS) only on pages whose
// address is a JavaScript domain of the client that the token is from.
async function uploadPhoto() {
  const [file] = document.getElementById('photo').files;
  const body = new FormData();
  body.append('file', file);

  const response = await fetch(${javaScriptLiteral(addressOf(request))}, {
    method: 'POST',
    headers: { Authorization: \`Zoho-oauthtoken \${sessionStorage.getItem('${TOKEN_VARIABLE}')}\` },
    body,
  });
  console.log(response.status, await response.text());
}

document.getElementById('photo').addEventListener('change', uploadPhoto);
`;
}
