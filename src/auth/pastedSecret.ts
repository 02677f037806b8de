import { clientIn } from './pastedClient.ts';
import { readSelfClientFile } from './selfClientFile.ts';

/** A code or a token of Zoho's, of which nobody needs to see more: `1000.….…`. */
const CODE_OR_TOKEN = /\b\d{3,5}\.[\w-]{16,}\.[\w-]/;

/** Whether a pasted text holds a client secret, a code, or a token, as far as can be told. */
export function hasSecret(text: string): boolean {
  return (
    CODE_OR_TOKEN.test(text) ||
    clientIn(text).secret !== undefined ||
    readSelfClientFile(text).kind !== 'none'
  );
}
