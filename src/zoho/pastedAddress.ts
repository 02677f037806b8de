import { unwrapped } from './pasted.ts';

/** Why a URL can’t be read. */
export type UnreadableAddress =
  /** Dots mean that something is missing. */
  | 'cut-off'
  /** Only a path. */
  | 'no-host'
  /** What no browser's address bar shows: a name and `@` before the host, backslashes. */
  | 'odd'
  | 'several';

type PastedAddress =
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'unreadable'; readonly why: UnreadableAddress }
  /** The text isn’t a URL, and may be anything else. */
  | { readonly kind: 'none' };

/** What comes before and after a URL in a text, and isn’t part of it. */
const TOKEN =
  /(?<![^\s"'`“”„‘’«»<>()[\]{}|,;*、。，；：！？（）「」『』【】《》])https?:[/\\][^\s"`“”„«»<>|、。，；：！？（）「」『』【】《》]*/giu;

const HOST = /^(?:\/\/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(?::\d+)?(?=[/?#]|$)/i;

/**
 * Endings of hosts that people paste without `https://`. Words with a dot in them end differently.
 */
const ENDINGS = /\.(?:ae|app|au|biz|ca|cn|co|com|de|dev|eu|fr|in|info|io|jp|net|org|sa|uk|us)$/i;

/** Parts of the CRM's URLs that no other text has. */
const PATHS = [
  /(?:^|\/)tab\/[a-z]\w*\/\d/i,
  /(?:^|\/)(?:Show)?EntityInfo\.do\b/i,
  /^\/?crm\/(?:org\d|tab\/)/i,
  /^\/?zohoone\/[^/]+\//i,
  /^\/?[a-z]\w*\/(?:zcrm_)?\d{16,19}(?![^/?#])/i,
];

/**
 * The URL in a pasted text, with or without `https://`, and with anything that emails and chat
 * programs put around it. What looks like a URL is never `none`.
 *
 * @param custom origin of a custom server for testing, if there is one
 */
export function addressIn(text: string, custom: string | undefined): PastedAddress {
  const seen = text
    .replace(/\p{Cf}/gu, '')
    .replace(/&amp;/gi, '&')
    .replaceAll('](', ' ');
  const tokens = [...seen.matchAll(TOKEN)];
  const [first, ...others] = new Set(tokens.map(([token]) => cleaned(token)));
  if (first !== undefined) {
    if (others.length > 0) {
      return { kind: 'unreadable', why: 'several' };
    }
    const isBroken = tokens.some(
      ({ 0: token, index }) =>
        /\d$/.test(token) &&
        /^[\r\n]+\d/.test(seen.slice(index + token.length, index + token.length + 9)),
    );
    return isBroken ? { kind: 'unreadable', why: 'cut-off' } : parsed(first);
  }
  const whole = cleaned(seen);
  if (whole.includes('://') || /^https?%3a/i.test(whole)) {
    return { kind: 'unreadable', why: 'odd' };
  }
  const [bare = '', another] = /\s/.test(whole) ? amongWords(whole) : [whole];
  if (another !== undefined) {
    return { kind: 'unreadable', why: 'several' };
  }
  if (bare === '' || /^[^\s@/\\]+@[^\s@/\\]+$/.test(bare)) {
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

/** URLs without `https://` among words: only those that are clearly Zoho's. */
function amongWords(text: string): string[] {
  const parts = text.split(/\s+/).map(cleaned);
  const isAddress = (part: string): boolean =>
    (/\bzoho[\w.-]*[/?#]/i.test(part) && HOST.test(part)) || PATHS.some((path) => path.test(part));
  return [...new Set(parts.filter(isAddress))];
}

/** Whether something is a host: it could also be a name, a file, or a person's website. */
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

/** Without what is around it, including marks of emphasis and of a question after it. */
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
  // Browsers accept these, but show another text, or another host.
  const isPlain = /^[\w.[\]:-]+$/.test(authority) && !text.includes('\\');
  return isPlain ? { kind: 'url', url } : { kind: 'unreadable', why: 'odd' };
}
