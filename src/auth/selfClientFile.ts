/** What Zoho's console hands out as `self_client.json`: a client with a code. */
export interface SelfClientFile {
  readonly client: { readonly id: string; readonly secret: string };
  readonly code: string;
  /** The scopes of the code; undefined if the file doesn't say. */
  readonly scopes: readonly string[] | undefined;
  /** Milliseconds since 1970 when the code expires; undefined if the file doesn't say. */
  readonly expiresAt: number | undefined;
}

type FileField = 'client_id' | 'client_secret' | 'code';

export type SelfClientReading =
  | { readonly kind: 'file'; readonly file: SelfClientFile }
  | { readonly kind: 'incomplete'; readonly missing: FileField }
  /** It is the beginning of one, or one that was changed. */
  | { readonly kind: 'unreadable' }
  /** The text is something else. */
  | { readonly kind: 'none' };

/**
 * Reads the text of `self_client.json`, with what editors, shells, and chat programs put around it.
 * No page of Zoho's describes its fields, so every form of them is read that people have.
 */
export function readSelfClientFile(text: string): SelfClientReading {
  if (!text.includes('{') || !/client_?id|client_?secret/i.test(text)) {
    return { kind: 'none' };
  }
  const fields = fieldsIn(parsed(text), 3);
  if (fields === undefined) {
    return { kind: 'unreadable' };
  }
  const [id, secret] = [textIn(fields, 'clientid'), textIn(fields, 'clientsecret')];
  const code = textIn(fields, 'code') ?? textIn(fields, 'granttoken');
  if (id === undefined) {
    return { kind: 'incomplete', missing: 'client_id' };
  }
  if (secret === undefined) {
    return { kind: 'incomplete', missing: 'client_secret' };
  }
  if (code === undefined) {
    return { kind: 'incomplete', missing: 'code' };
  }
  const scopes = scopesIn(fields.get('scope') ?? fields.get('scopes'));
  const expiresAt = timeIn(fields.get('expirytime') ?? fields.get('expiresat'));
  return { kind: 'file', file: { client: { id, secret }, code, scopes, expiresAt } };
}

/** The JSON in a text, also as a string of JSON, and with a word processor's quotes. */
function parsed(text: string): unknown {
  const from = text.indexOf('{');
  const within = text.slice(from, text.lastIndexOf('}') + 1);
  const straight = within.replace(/[“”„‟]/g, '"').replace(/,\s*(?=[}\]])/g, '');
  for (const candidate of [within, straight, straight.replaceAll('\\"', '"'), quoted(straight)]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // The next form.
    }
  }
  return undefined;
}

/** As Python and JavaScript print it. */
function quoted(text: string): string {
  return text.replace(/['‘’]/g, '"').replace(/\bNone\b/g, 'null');
}

/** The fields of the first object with a client, by their names in lower case without `_`. */
function fieldsIn(value: unknown, depth: number): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || depth === 0) {
    return undefined;
  }
  const fields = new Map(
    Object.entries(value).map(([name, field]): [string, unknown] => [
      name.toLowerCase().replace(/[^a-z]/g, ''),
      field,
    ]),
  );
  if (fields.has('clientid') || fields.has('clientsecret')) {
    return fields;
  }
  for (const field of fields.values()) {
    const inner = fieldsIn(field, depth - 1);
    if (inner !== undefined) {
      return inner;
    }
  }
  return undefined;
}

function textIn(fields: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = fields.get(name);
  const text = typeof value === 'string' ? value.trim() : '';
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}

function scopesIn(value: unknown): readonly string[] | undefined {
  const scopes = [value]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(/[\s,;+]+/) : []))
    .filter((one) => one.includes('.'));
  return scopes.length === 0 ? undefined : scopes;
}

/** What is later is no time, and can't be shown as one: it's in another unit, or made up. */
const LATEST = Date.UTC(2100, 0);

/** A time in seconds, milliseconds, or microseconds since 1970, or with its time zone in a text. */
function timeIn(value: unknown): number | undefined {
  if (typeof value === 'string' && /\d(?:Z|[+-]\d\d:?\d\d)$/i.test(value.trim())) {
    const time = Date.parse(value.trim());
    return Number.isNaN(time) ? undefined : time;
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 1e9)) {
    // A duration, which says nothing without its beginning.
    return undefined;
  }
  const time = number < 1e11 ? number * 1000 : number < 1e14 ? number : number / 1000;
  return time < LATEST ? time : undefined;
}
