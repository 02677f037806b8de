/** A value in JSON text, with its place: from `start` up to `end`, offsets. */
export type JsonNode = {
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly value: boolean | number | string | null }
);

export interface JsonMember {
  readonly key: string;
  /** Offset of the key. */
  readonly start: number;
  readonly node: JsonNode;
}

/** Why a text has no tree, and the offset of the place. */
export interface JsonFault {
  readonly fault: 'syntax' | 'too-deep' | 'duplicate-key';
  readonly at: number;
  /** The key that is there twice. */
  readonly key?: string;
}

class Fault extends Error {
  readonly where: JsonFault;

  constructor(where: JsonFault) {
    super(where.fault);
    this.where = where;
  }
}

/** More levels than any file that is written by hand. */
const MAX_DEPTH = 12;

/** White space and comments. */
const SPACE = /(?:[ \t\r\n\uFEFF]+|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
const STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const OTHER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y;

/**
 * Reads JSON with the places of its values, so that a message can name a line, and a change can
 * leave the rest of the text as it is. Comments and trailing commas are allowed, as VS Code's own
 * files have them.
 */
export function jsonTree(text: string): JsonNode | JsonFault {
  let at = 0;
  const fail = (fault: JsonFault['fault']): never => {
    throw new Fault({ fault, at });
  };
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    at += found?.length ?? 0;
    return found;
  };
  const sign = (wanted: string): boolean => {
    token(SPACE);
    const isThere = text[at] === wanted;
    at += isThere ? 1 : 0;
    return isThere;
  };
  /** Calls `read` for each part up to the closing sign. */
  const parts = (close: string, read: () => void): void => {
    while (!sign(close)) {
      read();
      if (!sign(',')) {
        if (!sign(close)) {
          fail('syntax');
        }
        return;
      }
    }
  };
  const member = (members: JsonMember[], keys: Set<string>, depth: number): void => {
    token(SPACE);
    const start = at;
    const quoted = token(STRING) ?? fail('syntax');
    const key = JSON.parse(quoted) as string;
    if (keys.has(key)) {
      throw new Fault({ fault: 'duplicate-key', at: start, key });
    }
    if (!sign(':')) {
      fail('syntax');
    }
    keys.add(key);
    members.push({ key, start, node: value(depth + 1) });
  };
  const value = (depth: number): JsonNode => {
    if (depth > MAX_DEPTH) {
      fail('too-deep');
    }
    token(SPACE);
    const start = at;
    if (sign('{')) {
      const members: JsonMember[] = [];
      const keys = new Set<string>();
      parts('}', () => {
        member(members, keys, depth);
      });
      return { kind: 'object', members, start, end: at };
    }
    if (sign('[')) {
      const items: JsonNode[] = [];
      parts(']', () => items.push(value(depth + 1)));
      return { kind: 'array', items, start, end: at };
    }
    const scalar = token(STRING) ?? token(OTHER) ?? fail('syntax');
    return { kind: 'scalar', value: JSON.parse(scalar) as string, start, end: at };
  };
  try {
    const root = value(0);
    token(SPACE);
    return at === text.length ? root : { fault: 'syntax', at };
  } catch (error) {
    if (error instanceof Fault) {
      return error.where;
    }
    throw error;
  }
}

export function valueOfNode(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, node: one }) => [key, valueOfNode(one)]));
    case 'array':
      return node.items.map(valueOfNode);
    case 'scalar':
      return node.value;
  }
}

/** The value of a key in an object. */
export function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? node.members.find((one) => one.key === key)?.node : undefined;
}

/** The number of the line of an offset, from 1. */
export function lineNumberAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
