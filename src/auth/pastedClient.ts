/** A client ID, a client secret, or both, as they were found in a pasted text. */
export interface PastedClient {
  readonly id?: string;
  readonly secret?: string;
}

/** What people copy along: “Client ID”, `client_secret:`, `"clientId"`. */
const LABEL = /client[\s_-]*(?:id|secret)/gi;

const ID = /^\d{4}\.[A-Z0-9]{10,}$/i;
const SECRET = /^[0-9a-f]{32,64}$/i;

/** Without the line breaks between them: an input box drops them. Zoho's IDs have this length. */
const JOINED = [
  /^(?<id>\d{4}\.[A-Z0-9]{30})(?<secret>[0-9a-f]{32,64})$/,
  /^(?<secret>[0-9a-f]{32,64})(?<id>\d{4}\.[A-Z0-9]{30})$/,
];

/** Reads a client ID and a client secret in any order, with what came with them from the console. */
export function clientIn(text: string): PastedClient {
  const words = text
    .replace(/\p{Cf}/gu, '')
    .replace(LABEL, ' ')
    .split(/[^\w.]+|\.(?!\w)/)
    .flatMap(apart);
  const id = words.find((word) => ID.test(word));
  const secret = words.find((word) => SECRET.test(word));
  return { ...(id === undefined ? {} : { id }), ...(secret === undefined ? {} : { secret }) };
}

function apart(word: string): string[] {
  for (const joined of JOINED) {
    const { id, secret } = joined.exec(word)?.groups ?? {};
    if (id !== undefined && secret !== undefined) {
      return [id, secret];
    }
  }
  return [word];
}
