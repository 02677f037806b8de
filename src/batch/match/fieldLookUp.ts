import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import type { KeyField, PagedRecords, ValuedRecord } from '../../zoho/valuedRecord.ts';
import { fitsPhoneQuery, queryByPhones } from '../../zoho/phoneQuery.ts';
import { fitsQuery, isOdd, MOST_ROWS, queryByValues } from '../../zoho/valueQuery.ts';
import { fitsSearch, searchByValues } from '../../zoho/valueSearch.ts';
import type { LookUpAnswers, WithRetries, LookUpMethod } from './lookUp.ts';
import type { MatchAnswer } from './match.ts';
import { answersFor, areSeveral } from './valueAnswers.ts';

/** Gets a page of records by values, with COQL or the search. */
type PageOf = (
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  from: number,
  signal: AbortSignal,
) => Promise<Result<PagedRecords>>;

/** Rows to read for several values at once. If there are more, the values are split. */
const ROWS_TOGETHER = 800;

/**
 * Looks up records by a field with COQL, fifty values in a request. Values that aren't found are
 * looked up again in equivalent forms, since it isn't documented whether COQL ignores case: phone
 * numbers by their digits.
 */
export function byQuery(key: KeyField, ignoreCase: boolean): LookUpMethod {
  const fits = (values: readonly string[]): boolean => fitsQuery(key, values);
  const lookup = { key, ignoreCase, pageOf: queryByValues, fits };
  const forms = (value: string): string[] => otherForms(value, ignoreCase, key.also !== undefined);
  const again: { lookup: Lookup; forms: (value: string) => string[] } =
    key.type === 'phone'
      ? { lookup: { ...lookup, pageOf: queryByPhones, fits: fitsPhoneQuery }, forms: asIs }
      : { lookup, forms };
  return {
    batches: (values) => batchesThatFit(values, fits),
    ask: async (crm, batch, tries, signal) => {
      const found = await recordsOf(crm, lookup, batch, asIs, tries, signal);
      if (!found.ok) {
        return found;
      }
      const answers = new Map(found.value);
      const fitsAgain = (some: readonly string[]): boolean =>
        again.lookup.fits(some.flatMap(again.forms));
      const left = batch.filter(
        (value) =>
          !isOdd(value) &&
          found.value.get(value)?.kind === 'no-record' &&
          again.forms(value).length > 0 &&
          fitsAgain([value]),
      );
      for (const values of batchesThatFit(left, fitsAgain)) {
        const more = await recordsOf(crm, again.lookup, values, again.forms, tries, signal);
        if (!more.ok) {
          // The digits are an extra try: exact matches were found before.
          if (key.type === 'phone' && more.failure.kind === 'query-refused') {
            break;
          }
          return more;
        }
        more.value.forEach((answer, value) => answers.set(value, answer));
      }
      return success(answers);
    },
  };
}

/**
 * Looks up records by a field with the search, ten values in a request. Ignores partial matches.
 */
export function bySearch(key: KeyField, ignoreCase: boolean): LookUpMethod {
  const fits = (values: readonly string[]): boolean => fitsSearch(key, values);
  const lookup = { key, ignoreCase, pageOf: searchByValues, fits };
  return {
    batches: (values) => batchesThatFit(values, fits),
    ask: (crm, batch, tries, signal) => recordsOf(crm, lookup, batch, asIs, tries, signal),
  };
}

/** Looks up converted leads by a field with the search, for values that match no other record. */
export function byConverted(key: KeyField, ignoreCase: boolean): LookUpMethod {
  const fits = (values: readonly string[]): boolean => fitsSearch(key, values);
  const pageOf: PageOf = (crm, key, values, from, signal) =>
    searchByValues(crm, key, values, from, signal, 'converted');
  const lookup = { key, ignoreCase, pageOf, fits };
  return {
    batches: (values) => batchesThatFit(values, fits),
    ask: async (crm, batch, tries, signal) => {
      const found = await recordsOf(crm, lookup, batch, asIs, tries, signal);
      return found.ok ? success(new Map([...found.value].flatMap(asConverted))) : found;
    },
  };
}

/** Only values that match a converted lead beyond doubt. */
function asConverted([value, { kind }]: [string, MatchAnswer]): [string, MatchAnswer][] {
  const isOne = kind === 'record' || kind === 'several-records';
  return isOne ? [[value, { kind: 'hidden', why: 'converted' }]] : [];
}

interface Lookup {
  readonly key: KeyField;
  readonly ignoreCase: boolean;
  readonly pageOf: PageOf;
  /** Whether values fit into one request. */
  readonly fits: (values: readonly string[]) => boolean;
}

/** @param forms of a value to ask for */
async function recordsOf(
  crm: Crm,
  lookup: Lookup,
  values: readonly string[],
  forms: (value: string) => readonly string[],
  tries: WithRetries,
  signal: AbortSignal,
): Promise<Result<LookUpAnswers>> {
  const { key, pageOf, fits } = lookup;
  const asked = values.flatMap(forms);
  if (!fits(asked)) {
    // A value that doesn't fit is always alone in its batch.
    return success(new Map(values.map((value) => [value, { kind: 'too-long' }])));
  }
  const records: ValuedRecord[] = [];
  const most = values.length === 1 ? MOST_ROWS : ROWS_TOGETHER;
  let more = true;
  let from = 0;
  while (more && from < most) {
    const begin = from;
    const found = await tries(() => pageOf(crm, key, asked, begin, signal));
    if (!found.ok) {
      if (values.length > 1 && mayAcceptFewer(found.failure, lookup.key)) {
        break;
      }
      return found;
    }
    records.push(...found.value.records);
    more = found.value.more && !areSeveral(values, records);
    from = found.value.next;
  }
  if (!more || values.length === 1) {
    return success(answersFor(values, records, lookup, more));
  }
  // Too many rows or values for one request: tries each half.
  const middle = Math.ceil(values.length / 2);
  const first = await recordsOf(crm, lookup, values.slice(0, middle), forms, tries, signal);
  if (!first.ok) {
    return first;
  }
  const second = await recordsOf(crm, lookup, values.slice(middle), forms, tries, signal);
  return second.ok ? success(new Map([...first.value, ...second.value])) : second;
}

/**
 * Whether a request with fewer values may succeed. Zoho's documentation combines two fields in
 * criteria for one record only.
 */
function mayAcceptFewer({ kind }: Failure, { also }: KeyField): boolean {
  return kind === 'limit-exceeded' || (kind === 'query-refused' && also !== undefined);
}

function asIs(value: string): string[] {
  return [value];
}

/**
 * In upper and lower case, and in the Unicode form of macOS; names of people also capitalized,
 * since first and last name may differ in case.
 */
function otherForms(value: string, ignoreCase: boolean, areNames: boolean): string[] {
  const lower = value.toLowerCase();
  const cases = ignoreCase ? [value.toUpperCase(), lower] : [];
  if (ignoreCase && areNames) {
    cases.push(lower.replaceAll(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()));
  }
  return [...new Set([...cases, value.normalize('NFD')])].filter((form) => form !== value);
}

/** Batches as large as possible. Values that Zoho may not understand come last, each by itself. */
function batchesThatFit(
  values: readonly string[],
  fits: (values: readonly string[]) => boolean,
): string[][] {
  const bunches: string[][] = [];
  let last: string[] = [];
  for (const value of values.filter((one) => !isOdd(one))) {
    if (last.length > 0 && fits([...last, value])) {
      last.push(value);
    } else {
      last = [value];
      bunches.push(last);
    }
  }
  return [...bunches, ...values.filter(isOdd).map((value) => [value])];
}
