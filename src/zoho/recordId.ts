import { unwrapped } from './pasted.ts';

/** Why a text isn’t a record ID. */
export type RecordIdProblem =
  | 'empty'
  | 'not-digits'
  /** A spreadsheet wrote it as a rounded number: `5.54E+18`. */
  | 'rounded'
  | 'too-long'
  | 'too-short';

type RecordIdRead =
  | {
      readonly kind: 'id';
      /** Digits only. It stays text: a number can’t hold so many. */
      readonly id: string;
      /** Whether the text itself says that it is an ID, with `zcrm_`. */
      readonly isNamed: boolean;
    }
  | {
      readonly kind: 'none';
      readonly problem: RecordIdProblem;
      readonly isNamed: boolean;
    };

/**
 * IDs are 64-bit numbers, so none has more than 19 digits. Known ones have 13 or more. Fewer are
 * accepted if somebody says that it is an ID, because asking for a missing one changes nothing.
 */
const DIGITS = { fewest: 10, most: 19 };

/** A shorter number is as likely a phone number, and no such ID has been seen. */
const FEWEST_SEEN = 13;

/** As in Zoho's own exports, in any case. People also write `-` or a space for the `_`. */
const PREFIX = /^(?:zcrm(?:_[\s_]*|[\s:=.\\_\p{Pd}]*(?=\d)))+/iu;

/** What forms, exports, and JSON have before an ID, in any language: `Lead ID: `, `データID：`, `#`. */
const LABEL = /^(?:#\s*|(?=[^\d]{0,40}(?<![a-z])id(?![a-z]))[^\d]{0,60}?[\s:=#"']+)(?=zcrm|\d)/i;

/**
 * Reads a record's ID from what people type, paste, or have in a cell or a file's name: only the
 * digits, or as Zoho exports them (`zcrm_5540000000123456`), with anything that came along.
 */
export function readRecordId(text: string): RecordIdRead {
  const plain = asciiOf(unwrapped(text)).replace(LABEL, '');
  const rest = plain.replace(PREFIX, '');
  const isNamed = rest !== plain;
  const none = (problem: RecordIdProblem): RecordIdRead => ({ kind: 'none', problem, isNamed });
  if (rest === '') {
    return none(isNamed ? 'too-short' : 'empty');
  }
  if (isScientific(rest)) {
    return none('rounded');
  }
  const id = withoutGroups(rest);
  if (id === undefined) {
    return none(/^\d+[.,]0+$/.test(rest) ? 'rounded' : 'not-digits');
  }
  return id.length < DIGITS.fewest
    ? none('too-short')
    : id.length > DIGITS.most
      ? none('too-long')
      : { kind: 'id', id, isNamed };
}

/** Whether a number is as long as known IDs. Fewer digits may be a phone number. */
export function isAsLongAsSeen(id: string): boolean {
  return id.length >= FEWEST_SEEN;
}

/** A number with this many digits is one that nobody remembers, or an ID. */
const LEAST_TYPED = 5;

/**
 * Whether a typed text can only be meant as an ID, correct or not. A few digits may also be a phone
 * number or a code.
 */
export function looksLikeRecordId(text: string): boolean {
  const read = readRecordId(text);
  if (read.kind === 'id' || read.isNamed) {
    return true;
  }
  switch (read.problem) {
    case 'rounded':
    case 'too-long':
      return true;
    case 'too-short':
      return text.replace(/\D/g, '').length >= LEAST_TYPED;
    case 'not-digits':
      return MEANT.some((meant) => meant.test(unwrapped(text)));
    case 'empty':
      return false;
  }
}

/** What has an ID in it, or is one with a mistake. */
const MEANT = [
  /(?<![a-z])zcrm[\W_]{0,9}\d/i,
  // No phone number or code has so many digits.
  /(?<!\d)\d{16,}(?!\d)/,
  /^(?:\d[\s.,'’-]{0,3}){16,80}$/,
  // Letters that look like digits: somebody copied it by eye.
  /^(?=\D*\d{4})[\dOIl]{13,19}$/,
];

/** Digits of a number as spreadsheets write large ones, which may have been an ID. */
function isScientific(text: string): boolean {
  const exponent = Number(/^\d(?:[.,]\d+)?E\+?(\d{1,3})$/i.exec(text)?.[1]);
  return exponent >= DIGITS.fewest - 1 && exponent < DIGITS.most;
}

/**
 * The digits of a number, even in groups of three or with `.0` at the end, as in tables that store
 * it as a number. Undefined if it isn’t one, or may have lost digits.
 */
function withoutGroups(text: string): string | undefined {
  if (/^\d+$/.test(text)) {
    return text;
  }
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1];
  if (whole !== undefined && Number.isSafeInteger(Number(whole))) {
    return whole;
  }
  return /^\d{1,3}([\s.,'’])\d{3}(?:\1\d{3}){3,}$/u.test(text)
    ? text.replace(/\D/gu, '')
    : undefined;
}

/** Full-width letters, digits, and marks, as East Asian keyboards write them, become ASCII. */
function asciiOf(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
}
