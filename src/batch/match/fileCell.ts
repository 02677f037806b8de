import { hasPictureEnding } from '../../image/ending.ts';
import { unguarded } from '../table/formulaGuard.ts';

/** A file named in a table cell. */
export interface CellFile {
  /** As written in the cell. */
  readonly text: string;
  /** Paths that it may stand for on disk, the likeliest first. */
  readonly paths: readonly string[];
  /** Its URL, if it has one. */
  readonly address?: string;
}

/**
 * Separators of several files in a cell. URLs may contain them, so they have rules of their own.
 */
const SEPARATORS = ['|', ';', ','];
const BEFORE_ADDRESS = /(?<=[\s,;|])(?=(?:https?:)?\/\/)/i;

/** More aren't pictures of one record. */
const MAX_FILES = 1000;

const ADDRESS = /^https?:\/\//i;
/** A URL without a scheme. Paths to servers in the local network have no dot before their `/`. */
const WITHOUT_SCHEME = /^\/\/[\w-]+(?:\.[\w-]+)+\//;

/**
 * The files that a cell names: one, or several separated by line breaks, `|`, `;`, or `,`, as a
 * JSON list, or as HTML.
 *
 * @param isThere whether a text is the name of an existing file: it may contain a separator
 */
export function filesInCell(cell: string, isThere: (text: string) => boolean): readonly string[] {
  const text = cell.trim();
  if (text === '' || (!isJoined(text) && isThere(text))) {
    return text === '' ? [] : [text];
  }
  const marked = [...inHtml(text), ...inFormula(text)];
  if (marked.length > 0) {
    return marked;
  }
  return inList(text) ?? text.split(/[\r\n]+/, MAX_FILES).flatMap((line) => inLine(line, isThere));
}

/** Whether there is a separator before the last path: `isThere` would only check the last file. */
function isJoined(text: string): boolean {
  const last = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1;
  return /[,;|\r\n]|\s\S+:\/\//.test(text.slice(0, last));
}

function inLine(line: string, isThere: (text: string) => boolean): readonly string[] {
  const isFile = (part: string): boolean => isNamedLikeAFile(part) || isThere(part);
  const ways = isAddress(line.trim())
    ? [betweenAddresses]
    : SEPARATORS.map((separator) => (text: string) => text.split(separator, MAX_FILES));
  for (const split of ways) {
    const parts = split(line).map(withoutQuotes).filter(isNotEmpty);
    if (parts.length > 1 && parts.every(isFile)) {
      return parts;
    }
  }
  return [withoutQuotes(line)].filter(isNotEmpty);
}

/** URLs may contain separators, so only what stands before the next one counts. */
function betweenAddresses(line: string): string[] {
  return line
    .trim()
    .split(BEFORE_ADDRESS, MAX_FILES)
    .map((part) => part.trimEnd().replace(/[,;|]$/, ''));
}

function isNamedLikeAFile(text: string): boolean {
  return isAddress(text) || cellFile(text).paths.some(hasPictureEnding);
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) || WITHOUT_SCHEME.test(text);
}

/** One or more `<img src="…">`. */
function inHtml(text: string): string[] {
  return [...text.matchAll(/<img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)]
    .map(([, double, single, bare]) => (double ?? single ?? bare ?? '').replaceAll('&amp;', '&'))
    .filter(isNotEmpty);
}

/** `=IMAGE("https://…")` of spreadsheets. */
function inFormula(text: string): string[] {
  const [, address] = /^=(?:IMAGE|HYPERLINK)\(\s*"([^"]+)"/i.exec(text) ?? [];
  return address === undefined ? [] : [address];
}

/** `["a.jpg","b.jpg"]`, or objects with URLs or names. */
function inList(text: string): string[] | undefined {
  if (!/^[[{]/.test(text)) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    const found = (Array.isArray(parsed) ? parsed : [parsed]).flatMap(inValue);
    return found.length === 0 ? undefined : found;
  } catch {
    return undefined;
  }
}

const KEYS = ['url', 'src', 'href', 'path', 'file', 'filename', 'name'];

function inValue(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.trim() === '' ? [] : [value.trim()];
  }
  const entries: [string, unknown][] =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const known = KEYS.map((key) => entries.find(([name]) => name.toLowerCase() === key)?.[1]);
  const one = known.find((text) => typeof text === 'string' && text.trim() !== '');
  return typeof one === 'string' ? [one.trim()] : [];
}

function withoutQuotes(text: string): string {
  const trimmed = text.trim();
  const [, , inside] = /^(["'])(.*)\1$/s.exec(trimmed) ?? [];
  return inside?.trim() ?? trimmed;
}

function isNotEmpty(text: string): boolean {
  return text !== '';
}

/** A single file: a name, a path on this or another machine, or a URL. */
export function cellFile(text: string): CellFile {
  // A name followed by its URL, as Airtable and others export attachments.
  const [, name, url] = text.endsWith(')')
    ? (/^(.*\S)\s+\((https?:\/\/[^\s()]+)\)$/i.exec(text) ?? [])
    : [];
  if (name !== undefined && url !== undefined) {
    return { text, paths: [name], address: url };
  }
  if (isAddress(text)) {
    const address = ADDRESS.test(text) ? text : `https:${text}`;
    const path = URL.parse(address)?.pathname ?? address.replace(/[?#].*$/s, '');
    const isFolder = path.endsWith('/');
    const meant = /[%+]/.test(path)
      ? [decoded(path), path, decoded(decoded(path)), decoded(path.replaceAll('+', ' '))]
      : [path];
    const paths = isFolder || isScript(path) ? [] : distinct(meant);
    return {
      text,
      paths: hasPictureEnding(path) ? paths : [...inQuery(address), ...paths],
      address,
    };
  }
  const path = text.replace(/^file:(?:\/\/localhost(?=\/))?\/*/i, '');
  // Only after a picture's extension is it a query: `lamp#2` isn't `lamp`.
  const before = path.replace(/[?#].*$/s, '');
  const cut = hasPictureEnding(before) ? before : path;
  // A data frame turned a numeric name into a float.
  const whole = path.replace(/^(\d+)[.,]0$/, '$1');
  // The product's own tables, and those of others, mark names that begin like formulas.
  const bare = unguarded(path);
  return { text, paths: distinct([path, decoded(path), cut, decoded(cut), whole, bare]) };
}

/** The picture that a script returns depends on the query. */
function isScript(path: string): boolean {
  return /\.(?:php\d?|aspx?|ashx|axd|jspx?|cgi|cfm|do|dll)$/i.test(path);
}

/** The picture that a query names: `?file=lamp.jpg`; none if it names several. */
function inQuery(address: string): string[] {
  const values = [...(URL.parse(address)?.searchParams.values() ?? [])];
  const named = values.map((value) => value.replace(/[?#].*$/s, '')).filter(hasPictureEnding);
  return named.length === 1 ? named : [];
}

/** Parameters for size, version, or access, which don't select another picture. */
const SAYS_NOTHING =
  /^(?:v|ver|version|rev|t|ts|time|timestamp|updated|modified|cb|cache|_|w|h|width|height|size|sz|scale|resize|crop|fit|rect|dpr|q|quality|auto|fm|format|alt|token|sig|signature|s|st|se|sv|sr|sp|spr|expires|policy|key-pair-id|awsaccesskeyid|x-(?:amz|goog)-.*|ix.*|utm_.*|dl|raw|rlkey|download|ssl|strip|bg.*|pad|mode|usqp|csf|e|web)$/i;

/** The host of a URL and the query's relevant parameters: the same path may differ in either. */
export function placeOf(address: string): { readonly host: string; readonly asked: string } {
  const url = URL.parse(address);
  const asked = [...(url?.searchParams ?? [])].filter(
    ([name, value]) => value !== '' && !SAYS_NOTHING.test(name),
  );
  return {
    host: url?.host.replace(/^www\./, '') ?? '',
    asked: `?${asked.map((pair) => pair.join('=')).join('&')}`,
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter(isNotEmpty);
}

/** Percent-decoded as UTF-8, else as Latin-1, which old shops use: `%E9` for é. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([\da-f]{2})/gi, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
  }
}
