import type { Failure } from './failure.ts';

/** How a request got to its host. */
export type Way = 'vscode' | 'undici';

/** A part of a multipart body, as the log may tell of it. */
export interface Part {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/**
 * One request and its answer, as the log and the diagnostics may tell of it. There is no place in
 * it for a header or a token, so none can get into a log.
 */
export interface Exchange {
  readonly method: string;
  /** Address without its query, but for parameters that are no secret. */
  readonly url: string;
  readonly way: Way;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly milliseconds: number;
  readonly status?: number;
  /** Zoho's code: `SUCCESS`, `INVALID_TOKEN`, or an OAuth error. */
  readonly code?: string;
  /** Where there was no answer: what happened instead. */
  readonly failure?: Failure['kind'] | 'cancelled';
  readonly parts?: readonly Part[];
  /** The answer as JSON, where it is neither a token nor somebody's record. */
  readonly answer?: unknown;
}
