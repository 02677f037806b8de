import { plainLiteral } from './literal.ts';
import { OTHERWISE_FROM_FOLDER } from './commentWords.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** The beginning of code for Python, which looks for modules beside it first. */
export const OWN_MODULES_ONLY = `import sys

# ${OTHERWISE_FROM_FOLDER}
if not getattr(sys.flags, "safe_path", sys.flags.isolated):
    del sys.path[0]

`;

/**
 * Python 3 with only its standard library. `requests` would be shorter, but with urllib3 1 it
 * sends names outside ASCII as `filename*`, which multipart/form-data doesn't have.
 */
export function python(request: UploadRequest): string {
  return `${OWN_MODULES_ONLY}import os
import urllib.error
import urllib.request
import uuid

path = ${plainLiteral(filePathOf(request))}
file_name = ${plainLiteral(partFileNameOf(request))}
boundary = uuid.uuid4().hex
with open(path, "rb") as file:
    body = b"".join([
        f"--{boundary}\\r\\n".encode(),
        f'Content-Disposition: form-data; name="file"; filename="{file_name}"\\r\\n'.encode(),
        ${plainLiteral(`Content-Type: ${request.contentType}\r\n\r\n`)}.encode(),
        file.read(),
        f"\\r\\n--{boundary}--\\r\\n".encode(),
    ])

request = urllib.request.Request(
    ${plainLiteral(addressOf(request))},
    data=body,
    headers={
        "Authorization": "Zoho-oauthtoken " + os.environ["${TOKEN_VARIABLE}"],
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    },
    method="POST",
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.status, response.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`;
}
