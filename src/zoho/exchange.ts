import type { Failure } from './failure.ts';

/** The route of a request to its host. */
export type NetworkRoute = 'vscode' | 'undici';

/** A part of a multipart body, as it may be logged. */
export interface LoggedPart {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/**
 * One request and its answer, as the log and the diagnostics may show it. It has no place for a
 * header or a token, so none can get into a log.
 */
export interface Exchange {
  readonly method: string;
  /** As `loggedUrl` returns it. */
  readonly url: string;
  readonly way: NetworkRoute;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly milliseconds: number;
  readonly status?: number;
  /** Zoho's code: `SUCCESS`, `INVALID_TOKEN`, or an OAuth error. */
  readonly code?: string;
  /** If there was no answer: what happened instead. */
  readonly failure?: Failure['kind'] | 'canceled';
  readonly parts?: readonly LoggedPart[];
  /** The answer as JSON, if it is neither a token nor somebody's record. */
  readonly answer?: unknown;
}

/** Parameters whose values are always ours. */
const FIXED: ReadonlySet<string> = new Set([
  'approved',
  'converted',
  'fields',
  'page',
  'per_page',
  'restrict_triggers',
  'type',
]);

/**
 * A URL as it may be shown. Parameters that aren’t known to be harmless have only their names: what
 * somebody typed to find a record is a name, an email address, or a phone number.
 */
export function loggedUrl({ origin, pathname, search }: URL): string {
  const pairs = search.slice(1).split('&');
  const told = pairs.map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return FIXED.has(name) ? pair : name;
  });
  return `${origin}${pathname}${search === '' ? '' : `?${told.join('&')}`}`;
}
