import { crmErrorOf, isObject, jsonOf } from '../../src/zoho/answer.ts';
import type { Incoming } from '../../src/zoho/sender.ts';

type Row = Readonly<Record<string, unknown>>;

/** An answer as it came, with nothing made of it. */
export interface Answer {
  readonly status: number;
  /** Zoho's code, or empty. */
  readonly code: string;
  readonly message: string;
  readonly details: Row;
  readonly json: unknown;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export function answerOf(incoming: Incoming): Answer {
  const json = jsonOf(incoming);
  const said = isObject(json) ? json : {};
  const error = crmErrorOf(incoming);
  const code = error?.code ?? (typeof said.code === 'string' ? said.code : '');
  const message = error?.message ?? (typeof said.message === 'string' ? said.message : '');
  return {
    status: incoming.status,
    code,
    message,
    details: error?.details ?? {},
    json,
    bytes: incoming.body,
    contentType: (incoming.headers['content-type'] ?? '').split(';', 1).join('').toLowerCase(),
  };
}

/** The objects in a list of an answer. */
export function rowsOf({ json }: Pick<Answer, 'json'>, name: string): readonly Row[] {
  const list = isObject(json) ? json[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function isSuccess({ status, code }: Answer): boolean {
  return status === 200 && code === 'SUCCESS';
}

/**
 * Status and code as a report may have them. A code is one word in capitals or with underscores;
 * anything else may be a name.
 */
export function statusAndCode({ status, code }: Pick<Answer, 'status' | 'code'>): string {
  return code === '' ? String(status) : `${status} ${plainCode(code)}`;
}

/** One of Zoho's codes as it is, and nothing else. */
export function plainCode(code: string): string {
  return /^(?:[A-Z][A-Z_]{2,59}|[a-z]+(?:_[a-z]+){1,7}|Access Denied)$/.test(code)
    ? code
    : 'another code';
}
