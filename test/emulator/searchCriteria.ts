import { CrmError } from './crmError.ts';
import { fieldTraits, isNumeric } from './fieldTraits.ts';
import { fieldNames } from './fieldsResource.ts';
import type { CrmModule, CrmRecord, Organization } from './organization.ts';

const MOST_CRITERIA = 10;
/** A character that is literal after a backslash. */
const ESCAPED = /[(),\\]/;

type Matcher = (record: CrmRecord) => boolean;

/**
 * Search criteria, such as `((Last_Name:starts_with:Bo)and(Company:equals:Zylker))`, at most ten.
 * For text fields, `equals` matches what contains the value, ignoring case. Encrypted fields
 * support only `equals`.
 *
 * @throws CrmError INVALID_QUERY or CRITERIA_LIMIT_EXCEEDED
 */
export function criteriaMatcher(
  text: string,
  module: CrmModule,
  organization: Organization,
): Matcher {
  return new CriteriaParser(text, module, organization).all();
}

class CriteriaParser {
  readonly #text: string;
  readonly #module: CrmModule;
  readonly #known: readonly string[];
  #at = 0;
  #count = 0;

  constructor(text: string, module: CrmModule, organization: Organization) {
    this.#text = text;
    this.#module = module;
    this.#known = fieldNames(module, organization);
  }

  all(): Matcher {
    const matcher = this.#group();
    if (this.#at < this.#text.length) {
      throw invalidQuery();
    }
    return matcher;
  }

  /** Consecutive criteria joined with `and` or `or`; mixing both requires parentheses. */
  #group(): Matcher {
    const first = this.#one();
    const word = this.#takes('and') ? 'and' : this.#takes('or') ? 'or' : undefined;
    if (word === undefined) {
      return first;
    }
    const all = [first];
    do {
      all.push(this.#one());
    } while (this.#takes(word));
    return word === 'and'
      ? (record) => all.every((matches) => matches(record))
      : (record) => all.some((matches) => matches(record));
  }

  #one(): Matcher {
    if (!this.#takes('(')) {
      throw invalidQuery();
    }
    const inner = this.#text.startsWith('(', this.#at) ? this.#group() : this.#criterion();
    if (!this.#takes(')')) {
      throw invalidQuery();
    }
    return inner;
  }

  #criterion(): Matcher {
    this.#count += 1;
    if (this.#count > MOST_CRITERIA) {
      throw new CrmError(400, 'CRITERIA_LIMIT_EXCEEDED', 'too many criteria', {
        limit: MOST_CRITERIA,
      });
    }
    const field = this.#until(':');
    const operator = this.#until(':');
    const value = this.#value();
    const traits = fieldTraits(this.#module, field);
    if (!this.#known.includes(field) || value === '' || traits.searchable === false) {
      throw invalidQuery(field);
    }
    if (operator !== 'equals' && (operator !== 'starts_with' || traits.encrypted === true)) {
      throw invalidQuery(field);
    }
    if (isNumeric(traits)) {
      if (!/^-?\d+(\.\d+)?$/.test(value) || operator !== 'equals') {
        throw invalidQuery(field);
      }
      return ({ fields }) => String(fields[field]) === value;
    }
    const wanted = value.toLowerCase();
    return ({ fields }) => {
      const has = fields[field];
      return (
        typeof has === 'string' &&
        (operator === 'equals'
          ? has.toLowerCase().includes(wanted)
          : has.toLowerCase().startsWith(wanted))
      );
    };
  }

  #until(end: string): string {
    const at = this.#text.indexOf(end, this.#at);
    const found = at < 0 ? '' : this.#text.slice(this.#at, at);
    if (!/^\w+$/.test(found)) {
      throw invalidQuery();
    }
    this.#at = at + end.length;
    return found;
  }

  /** Reads up to the closing parenthesis. */
  #value(): string {
    let value = '';
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      const next = this.#text[this.#at + 1] ?? '';
      if (character === '\\' && ESCAPED.test(next)) {
        value += next;
        this.#at += 1;
      } else if (character === ')') {
        return value;
      } else if (character === '(' || character === ',') {
        throw invalidQuery();
      } else {
        value += character;
      }
    }
    throw invalidQuery();
  }

  #takes(text: string): boolean {
    const is = this.#text.startsWith(text, this.#at);
    this.#at += is ? text.length : 0;
    return is;
  }
}

function invalidQuery(field = ''): CrmError {
  const details = field === '' ? {} : { api_name: field };
  return new CrmError(400, 'INVALID_QUERY', 'invalid query formed', details);
}
