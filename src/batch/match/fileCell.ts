import { hasPictureEnding } from '../../image/ending.ts';

/** A file as a cell of a table names it. */
export interface CellFile {
  /** As the cell has it, without what stands around it. */
  readonly text: string;
  /** Paths that it may mean, the likeliest first, as they would be on a disk. */
  readonly paths: readonly string[];
  /** Where it is an address of the web. */
  readonly address?: string;
}

/** What stands between several files in one cell; between addresses, which may have some of it in them. */
const SEPARATORS = [/\s*\|\s*/, /\s*;\s*/, /\s*,\s*/];
const BETWEEN_ADDRESSES = /(?:\s*[,;|]\s*|\s+)(?=(?:https?:)?\/\/)/i;

const ADDRESS = /^https?:\/\//i;
/** An address without its scheme; a path to a server of the own network has no dot before its `/`. */
const WITHOUT_SCHEME = /^\/\/[\w-]+(?:\.[\w-]+)+\//;

/**
 * The files that a cell names: one, or several with a line break, `|`, `;` or `,` between them, as a
 * JSON list, or as HTML.
 *
 * @param isThere whether a text is the name of a file that there is: what has a comma in its name is one
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
  return inList(text) ?? text.split(/\s*[\r\n]+\s*/).flatMap((line) => inLine(line, isThere));
}

/** Whether something stands between files before the last one: only the last one's name would be looked for. */
function isJoined(text: string): boolean {
  return /[,;|\r\n]|\s\S+:\/\//.test(text.slice(0, Math.max(0, text.search(/[^/\\]*$/))));
}

function inLine(line: string, isThere: (text: string) => boolean): readonly string[] {
  const isFile = (part: string): boolean => isNamedLikeAFile(part) || isThere(part);
  const separators = isAddress(line) ? [BETWEEN_ADDRESSES] : SEPARATORS;
  for (const separator of separators) {
    const parts = line.split(separator).map(withoutQuotes).filter(isSomething);
    if (parts.length > 1 && parts.every(isFile)) {
      return parts;
    }
  }
  return [withoutQuotes(line)].filter(isSomething);
}

function isNamedLikeAFile(text: string): boolean {
  return isAddress(text) || cellFile(text).paths.some(hasPictureEnding);
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) || WITHOUT_SCHEME.test(text);
}

/** `<img src="…">`, once or several times. */
function inHtml(text: string): string[] {
  return [...text.matchAll(/<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)]
    .map(([, double, single, bare]) => (double ?? single ?? bare ?? '').replaceAll('&amp;', '&'))
    .filter(isSomething);
}

/** `=IMAGE("https://…")`, as spreadsheets show a picture. */
function inFormula(text: string): string[] {
  const [, address] = /^=(?:IMAGE|HYPERLINK)\(\s*"([^"]+)"/i.exec(text) ?? [];
  return address === undefined ? [] : [address];
}

/** `["a.jpg","b.jpg"]`, or objects with the address or name of each. */
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

function isSomething(text: string): boolean {
  return text !== '';
}

/** One file of a cell: a name, a path of this machine or another, or an address. */
export function cellFile(text: string): CellFile {
  // A name with its address behind, as bases of tables export attachments.
  const [, name, behind] = /^(.*\S)\s+\((https?:\/\/[^\s()]+)\)$/i.exec(text) ?? [];
  if (name !== undefined && behind !== undefined) {
    return { text, paths: [name], address: behind };
  }
  if (isAddress(text)) {
    const address = ADDRESS.test(text) ? text : `https:${text}`;
    const path = URL.parse(address)?.pathname ?? address.replace(/[?#].*$/s, '');
    const isFolder = path.endsWith('/');
    const meant = /[%+]/.test(path)
      ? [decoded(path), path, decoded(decoded(path)), decoded(path.replaceAll('+', ' '))]
      : [path];
    const paths = isFolder || isScript(path) ? [] : different(meant);
    return {
      text,
      paths: hasPictureEnding(path) ? paths : [...inQuery(address), ...paths],
      address,
    };
  }
  const path = text.replace(/^file:(?:\/\/localhost(?=\/))?\/*/i, '');
  // `lamp#2` is no `lamp`: only behind a picture's name is it a query.
  const before = path.replace(/[?#].*$/s, '');
  const cut = hasPictureEnding(before) ? before : path;
  // A data frame has written a number for the name.
  const whole = path.replace(/^(\d+)[.,]0$/, '$1');
  return { text, paths: different([path, decoded(path), cut, decoded(cut), whole]) };
}

/** What a server runs gives another picture by each query. */
function isScript(path: string): boolean {
  return /\.(?:php\d?|aspx?|ashx|axd|jspx?|cgi|cfm|do|dll)$/i.test(path);
}

/** The picture that a query names: `?file=lamp.jpg`; none where there are several. */
function inQuery(address: string): string[] {
  const values = [...(URL.parse(address)?.searchParams.values() ?? [])];
  const named = values.map((value) => value.replace(/[?#].*$/s, '')).filter(hasPictureEnding);
  return named.length === 1 ? named : [];
}

/** What only makes a picture larger, newer or accessible. */
const SAYS_NOTHING =
  /^(?:v|ver|version|rev|t|ts|time|timestamp|updated|modified|cb|cache|_|w|h|width|height|size|sz|scale|resize|crop|fit|rect|dpr|q|quality|auto|fm|format|alt|token|sig|signature|s|st|se|sv|sr|sp|spr|expires|policy|key-pair-id|awsaccesskeyid|x-(?:amz|goog)-.*|ix.*|utm_.*|dl|raw|rlkey|download|ssl|strip|bg.*|pad|mode|usqp|csf|e|web)$/i;

/**
 * What an address says of its picture besides the path: where it is, and what a query asks for
 * there. One path may be of another picture at each.
 */
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

function different(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter(isSomething);
}

/** With `%20` as a space; what is not of UTF-8 as older shops write it, `%E9` for é. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([\da-f]{2})/gi, (_, byte: string) =>
      String.fromCharCode(Number.parseInt(byte, 16)),
    );
  }
}
