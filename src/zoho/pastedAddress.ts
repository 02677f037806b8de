import { unwrapped } from './pasted.ts';

/** Why an address cannot be read. */
export type Unreadable =
  /** Dots say that something is missing. */
  | 'cut-off'
  /** A path alone. */
  | 'no-host'
  /** What no browser's address bar shows: a name and `@` before the host, backslashes. */
  | 'odd'
  | 'several';

export type PastedAddress =
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'unreadable'; readonly why: Unreadable }
  /** The text is no address, and may be anything else. */
  | { readonly kind: 'none' };

/** What stands before and behind an address in a text, and is no part of it. */
const TOKEN = /(?<![^\s"'`“”„‘’«»<>()[\]{}|,;*])https?:[/\\][^\s"`“”„«»<>|]*/giu;

const HOST = /^(?:\/\/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(?::\d+)?(?=[/?#]|$)/i;

/** Endings of hosts that people paste without `https://`; words with a dot in them end otherwise. */
const ENDINGS = /\.(?:ae|app|au|biz|ca|cn|co|com|de|dev|eu|fr|in|info|io|jp|net|org|sa|uk|us)$/i;

/** Parts of the CRM's addresses that no other text has. */
const PATHS = [
  /(?:^|\/)tab\/[a-z]\w*\/\d/i,
  /(?:^|\/)(?:Show)?EntityInfo\.do\b/i,
  /^\/?crm\/(?:org\d|tab\/)/i,
  /^\/?zohoone\/[^/]+\//i,
];

/**
 * The address in a pasted text, with or without `https://`, with whatever mails and chat programs
 * put around it. What looks like an address is never `none`.
 *
 * @param custom origin of a server set up for trying out, where there is one
 */
export function addressIn(text: string, custom: string | undefined): PastedAddress {
  const seen = text
    .replace(/\p{Cf}/gu, '')
    .replace(/&amp;/gi, '&')
    .replaceAll('](', ' ');
  const tokens = [...new Set([...seen.matchAll(TOKEN)].map(([token]) => cleaned(token)))];
  const [first, ...others] = tokens;
  if (first !== undefined) {
    return others.length === 0 ? parsed(first) : { kind: 'unreadable', why: 'several' };
  }
  const bare = cleaned(seen);
  if (bare.includes('://')) {
    return { kind: 'unreadable', why: 'odd' };
  }
  if (bare === '' || /\s/.test(bare) || /^[^\s@/\\]+@[^\s@/\\]+$/.test(bare)) {
    return { kind: 'none' };
  }
  const own = custom === undefined ? undefined : new URL(custom);
  if (own !== undefined && (bare === own.host || bare.startsWith(`${own.host}/`))) {
    return parsed(`${own.protocol}//${bare}`);
  }
  const host = HOST.exec(bare)?.[1];
  if (host !== undefined && isHost(host, bare)) {
    return parsed(`https://${bare.replace(/^\/\//, '')}`);
  }
  return PATHS.some((path) => path.test(bare))
    ? { kind: 'unreadable', why: /[\\@]/.test(bare) ? 'odd' : 'no-host' }
    : { kind: 'none' };
}

/** Whether what could be a host is one: it may be a name, a file, a person's website. */
function isHost(host: string, text: string): boolean {
  const hasPath = /[/?#]/.test(text.replace(/^\/\//, ''));
  if (/\.do$/i.test(host)) {
    return false;
  }
  return (
    /\bzoho/i.test(host) ||
    (hasPath && (ENDINGS.test(host) || PATHS.some((path) => path.test(text))))
  );
}

/** Without what stands around it; marks of emphasis and of a question come behind it as well. */
function cleaned(token: string): string {
  return unwrapped(unwrapped(token).replace(/[*_~!?]{1,10}$/, ''));
}

function parsed(text: string): PastedAddress {
  if (/…|\.{3}/.test(text)) {
    return { kind: 'unreadable', why: 'cut-off' };
  }
  const [, authority = ''] = /^https?:\/*([^/?#]*)/i.exec(text) ?? [];
  const url = URL.parse(text);
  if (url === null) {
    return { kind: 'unreadable', why: authority === '' ? 'cut-off' : 'odd' };
  }
  // A browser takes these, but shows another text than this, or another host.
  const isPlain = /^[\w.[\]:-]+$/.test(authority) && !text.includes('\\');
  return isPlain ? { kind: 'url', url } : { kind: 'unreadable', why: 'odd' };
}
