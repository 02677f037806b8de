import { readRecordId } from '../../zoho/recordId.ts';
import { unguarded } from '../table/formulaGuard.ts';
import type { By } from './mapping.ts';
import { areRounded, isRounded } from './roundedNumbers.ts';

/**
 * A cell's value, repaired if possible; or a number that was rounded, so that its value is lost.
 */
interface CellRead {
  readonly kind: 'value' | 'rounded';
  readonly value: string;
}

/** Scientific notation of large numbers: `5.90123E+12`, `5,90123E+12`, `590.1E+10`. */
const SCIENTIFIC = /^(\d{1,3})(?:[.,](\d+))? ?e ?\+?(\d{1,3})$/i;
/** Beyond doubt, by its sign or many digits: `1E5` may be a product code. */
const SURELY_SCIENTIFIC = /^\d{1,3}(?:[.,]\d+)? ?e ?\+\d{1,3}$|^\d[.,]\d{3,}e\d\d$/i;
const WHOLE = /^(\d+)[.,]0+$/;
/** Groups of three digits, all with the same separator. */
const GROUPED = /^\d{1,3}([.,\s'’])\d{3}(?:\1\d{3})*$/u;
/** How data frames write a missing value. */
const NOTHING = /^(?:nan|none|null|<na>|nat)$/i;
/** Shorter numbers may be versions: `1.0`. */
const MIN_DIGITS = 4;
/** Longer texts aren't numbers, whatever they contain. */
const MAX_DIGITS = 300;
/** For numbers this long, `.0` after some of them is enough to tell a data frame. */
const LONG_DIGITS = 8;

/**
 * Reads the cells of a column, judging by all of them: one number that ends in zeros may do so by
 * chance, hundreds were rounded.
 */
export class ColumnNumbers {
  readonly #by: By;
  /** The long numbers that were rounded. */
  readonly #rounded: ReadonlySet<string>;
  /** Whether a data frame wrote the numbers as floats: `.0` after all, or after long ones. */
  readonly #isDataFrame: boolean;
  /** Whether groups of three digits are thousands beyond doubt. */
  readonly #isGrouped: boolean;
  /** How many digits most of the numbers have; undefined if they differ. */
  readonly #usualDigits: number | undefined;

  constructor(cells: readonly string[], by: By) {
    this.#by = by;
    const texts = [...new Set(cells.map(withoutTextMark))].filter((text) => text !== '');
    const numbers = texts.filter(
      (text) => text.length <= MAX_DIGITS && /^[\d.,\s'’]+$/u.test(text),
    );
    const wholes = numbers.map((text) => WHOLE.exec(text)?.[1]);
    const longest = wholes.reduce((most, whole) => Math.max(most, whole?.length ?? 0), 0);
    this.#isDataFrame =
      (longest >= MIN_DIGITS && !wholes.includes(undefined)) ||
      (longest >= LONG_DIGITS && numbers.every((text) => /^\d+(?:[.,]0+)?$/.test(text)));
    this.#isGrouped =
      numbers.every((text) => /^\d{1,3}$/.test(text) || GROUPED.test(text)) &&
      numbers.some((text) => /[\s'’]|([.,])\d+\1/u.test(text));
    const digits = numbers.map((text) => this.#digitsOf(text));
    this.#rounded = areRounded(digits.filter((text) => text !== undefined));
    this.#usualDigits = usualLength(digits.filter((text) => text !== undefined));
  }

  read(cell: string): CellRead {
    const text = withoutTextMark(cell);
    if (text.length > MAX_DIGITS) {
      return { kind: 'value', value: text };
    }
    const digits = this.#digitsOf(text);
    if (digits !== undefined) {
      return this.#rounded.has(digits)
        ? { kind: 'rounded', value: text }
        : { kind: 'value', value: digits };
    }
    if (this.#isDataFrame && NOTHING.test(text)) {
      return { kind: 'value', value: '' };
    }
    const isLost = this.#isScientific(text)
      ? true
      : this.#by.kind === 'id'
        ? isRounded(text)
        : this.#isDataFrame && WHOLE.test(text);
    return { kind: isLost ? 'rounded' : 'value', value: text };
  }

  /**
   * How many digits most numbers have, if this one has slightly fewer: it may lack leading zeros.
   */
  digitsExpectedOf(value: string): number | undefined {
    const usual = this.#usualDigits;
    return usual !== undefined &&
      /^\d+$/.test(value) &&
      value.length < usual &&
      usual - value.length <= 2
      ? usual
      : undefined;
  }

  /** The digits of a whole number in any notation; undefined if it may not be one. */
  #digitsOf(text: string): string | undefined {
    if (/^\d+$/.test(text)) {
      return text;
    }
    if (this.#isScientific(text)) {
      return exactDigits(text);
    }
    const whole = WHOLE.exec(text)?.[1];
    if (whole !== undefined && !this.#isGrouped) {
      return this.#isWhole(text, whole) ? whole : undefined;
    }
    // Other fields may store a long number with its spaces.
    const groups = this.#by.kind === 'id' || !/\s/u.test(text) ? idDigits(text) : undefined;
    return (
      groups ??
      (this.#isNumber && this.#isGrouped && GROUPED.test(text) ? ungrouped(text) : undefined)
    );
  }

  get #isNumber(): boolean {
    return this.#by.kind === 'field' && this.#by.type === 'number';
  }

  #isScientific(text: string): boolean {
    return this.#by.kind === 'field' && this.#by.type === 'text'
      ? SURELY_SCIENTIFIC.test(text)
      : SCIENTIFIC.test(text);
  }

  /** Beyond the range of exact floats, a number was rounded; `1.000` may be a thousand. */
  #isWhole(text: string, whole: string): boolean {
    if (!Number.isSafeInteger(Number(whole))) {
      return false;
    }
    return this.#isNumber
      ? !GROUPED.test(text) || this.#isDataFrame
      : this.#isDataFrame || this.#by.kind === 'id';
  }
}

/** Without the apostrophe or formula that makes a spreadsheet keep a number as text. */
function withoutTextMark(cell: string): string {
  const text = cell.trim();
  return /^="(.*)"$/s.exec(text)?.[1]?.trim() ?? withoutApostrophe(text);
}

function withoutApostrophe(text: string): string {
  return text.startsWith("'") ? unguarded(text.replace(/^'(?=\d)/, '')) : text;
}

/** `5.901234123457E+12` has all 13 digits; `5.90123E+12` lacks the last seven. */
function exactDigits(text: string): string | undefined {
  const [, first = '', rest = '', exponent = ''] = SCIENTIFIC.exec(text) ?? [];
  const zeros = Number(exponent) - rest.length;
  return zeros > 0 || !/^0*$/.test(rest.slice(Number(exponent)))
    ? undefined
    : (first + rest).slice(0, Number(exponent) + first.length);
}

function idDigits(text: string): string | undefined {
  const read = readRecordId(text);
  return read.kind === 'id' && !read.isNamed && /^[\d.,\s'’]+$/u.test(text) ? read.id : undefined;
}

function ungrouped(text: string): string {
  return text.replace(/\D/gu, '');
}

/** The length of at least 60% of the numbers, and of at least two. */
function usualLength(numbers: readonly string[]): number | undefined {
  const groups = Map.groupBy(numbers, ({ length }) => length);
  const [length, most = []] =
    [...groups].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  return length !== undefined && most.length > 1 && most.length >= 0.6 * numbers.length
    ? length
    : undefined;
}
