import { printfText, shellWord } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** For a POSIX shell. */
export function curl(request: UploadRequest): string {
  // Within curl's own quotes, commas and semicolons belong to the name.
  const word = (text: string): string => `"${printfText(text.replace(/["\\]/g, '\\$&'))}"`;
  const form = [
    `file=@${word(filePathOf(request))}`,
    `filename=${word(partFileNameOf(request))}`,
    `type=${request.contentType}`,
  ].join(';');
  return `curl --request POST ${shellWord(printfText(addressOf(request)))} \\
  --header "Authorization: Zoho-oauthtoken $${TOKEN_VARIABLE}" \\
  --form ${shellWord(form)}
`;
}
