import { CrmError } from './crmError.ts';
import type { Switches } from './profile.ts';

export type Literal = string | number | boolean;

export type Criterion =
  { readonly kind: 'and' | 'or'; readonly both: readonly [Criterion, Criterion] } | FieldCriterion;

type FieldCriterion =
  | { readonly kind: 'null'; readonly field: string; readonly negated: boolean }
  | {
      readonly kind: 'compared';
      readonly field: string;
      readonly operator: Operator;
      readonly value: Literal;
    }
  | {
      readonly kind: 'in';
      readonly field: string;
      readonly negated: boolean;
      readonly values: readonly Literal[];
    };

export type Operator = '=' | '!=' | '>' | '<' | '>=' | '<=' | 'like' | 'not like';

export interface Query {
  readonly fields: readonly string[];
  readonly module: string;
  readonly where: Criterion;
  readonly order: { readonly field: string; readonly descending: boolean } | undefined;
  readonly offset: number;
  readonly limit: number | undefined;
}

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  readonly text: string;
  /** 1-based. */
  readonly column: number;
}

/**
 * Parses a query: a SELECT from one module, with a required WHERE. With more than two criteria,
 * each pair needs its own parentheses.
 * Sources: Zoho's pages on COQL and its post "FAQs on COQL API" (doubled quotes, pairs).
 *
 * @throws CrmError SYNTAX_ERROR
 */
export function parseCoql(text: string, switches: Switches): Query {
  return new Parser(tokensOf(text, switches)).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    this.#expect('select');
    const fields = this.#list(() => this.#name());
    this.#expect('from');
    const module = this.#name();
    this.#expect('where');
    const where = this.#criteria();
    const order = this.#takes('order') ? this.#order() : undefined;
    const { offset, limit } = this.#limit();
    if (this.#at < this.#tokens.length) {
      throw this.#error();
    }
    return { fields, module, where, order, offset, limit };
  }

  #criteria(): Criterion {
    const first = this.#criterion();
    const kind = this.#takes('and') ? 'and' : this.#takes('or') ? 'or' : undefined;
    return kind === undefined ? first : { kind, both: [first, this.#criterion()] };
  }

  #criterion(): Criterion {
    if (this.#takes('(')) {
      const inner = this.#criteria();
      this.#expect(')');
      return inner;
    }
    const field = this.#name();
    if (this.#takes('is')) {
      const negated = this.#takes('not');
      this.#expect('null');
      return { kind: 'null', field, negated };
    }
    const negated = this.#takes('not');
    if (this.#takes('in')) {
      this.#expect('(');
      const values = this.#list(() => this.#literal());
      this.#expect(')');
      return { kind: 'in', field, negated, values };
    }
    if (this.#takes('like')) {
      const operator = negated ? 'not like' : 'like';
      return { kind: 'compared', field, operator, value: this.#literal() };
    }
    const operator = (['!=', '>=', '<=', '=', '>', '<'] as const).find((sign) => this.#takes(sign));
    if (operator === undefined || negated) {
      throw this.#error();
    }
    return { kind: 'compared', field, operator, value: this.#literal() };
  }

  #order(): Query['order'] {
    this.#expect('by');
    const field = this.#name();
    const descending = this.#takes('desc');
    if (!descending) {
      this.#takes('asc');
    }
    return { field, descending };
  }

  /** `limit 20`, `limit 0, 20` with the offset first, or `limit 20 offset 0`. */
  #limit(): { offset: number; limit: number | undefined } {
    if (!this.#takes('limit')) {
      return { offset: 0, limit: undefined };
    }
    const first = this.#number();
    if (this.#takes(',')) {
      return { offset: first, limit: this.#number() };
    }
    return { offset: this.#takes('offset') ? this.#number() : 0, limit: first };
  }

  #list<T>(item: () => T): T[] {
    const all = [item()];
    while (this.#takes(',')) {
      all.push(item());
    }
    return all;
  }

  #name(): string {
    return this.#next(({ kind }) => kind === 'word').text;
  }

  #number(): number {
    return Number(this.#next(({ kind }) => kind === 'number').text);
  }

  #literal(): Literal {
    const { kind, text } = this.#next(
      (token) =>
        token.kind === 'text' || token.kind === 'number' || /^(true|false)$/i.test(token.text),
    );
    return kind === 'text'
      ? text
      : kind === 'number'
        ? Number(text)
        : text.toLowerCase() === 'true';
  }

  #expect(text: string): void {
    if (!this.#takes(text)) {
      throw this.#error();
    }
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#at];
    const is = token !== undefined && token.kind !== 'text' && token.text.toLowerCase() === text;
    this.#at += is ? 1 : 0;
    return is;
  }

  #next(is: (token: Token) => boolean): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined || !is(token)) {
      throw this.#error();
    }
    this.#at += 1;
    return token;
  }

  #error(): CrmError {
    const token = this.#tokens[this.#at];
    return syntaxError(token?.text ?? '', token?.column ?? 0);
  }
}

/** `%` matches any characters, including none. */
export function likePattern(text: string): RegExp {
  const parts = text.split('%').map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

const TOKEN = /\s*(?:([A-Za-z]\w*)|(-?\d+(?:\.\d+)?)|(!=|>=|<=|[=<>(),])|(['"]))/y;

function tokensOf(text: string, switches: Switches): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (found === null) {
      throw syntaxError(text.slice(at, at + 20), at + 1);
    }
    const [, word, number, sign, quote] = found;
    const column = TOKEN.lastIndex;
    if (quote === undefined) {
      const kind = word !== undefined ? 'word' : number !== undefined ? 'number' : 'sign';
      tokens.push({ kind, text: word ?? number ?? sign ?? '', column });
    } else {
      const { value, end: behind } = literalAt(text, column, quote, switches);
      tokens.push({ kind: 'text', text: value, column });
      TOKEN.lastIndex = behind;
    }
  }
  return tokens;
}

/** Reads a literal up to its closing quote; a doubled quote means one quote. */
function literalAt(
  text: string,
  start: number,
  quote: string,
  { coqlBackslash }: Switches,
): { value: string; end: number } {
  let value = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\' && coqlBackslash === 'escapes') {
      at += 1;
      value += text[at] ?? '';
    } else if (character !== quote) {
      value += character;
    } else if (text[at + 1] === quote) {
      at += 1;
      value += quote;
    } else {
      return { value, end: at + 1 };
    }
  }
  throw syntaxError(text.slice(start - 1, start + 20), start);
}

function syntaxError(near: string, column: number): CrmError {
  const details = { line: 1, column, near };
  return new CrmError(400, 'SYNTAX_ERROR', 'error occurred while parsing the query', details);
}
