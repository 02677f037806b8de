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

/** A page of records for values, by COQL or by the search. */
type PageOf = (
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  from: number,
  signal: AbortSignal,
) => Promise<Result<PagedRecords>>;

/** So many rows are read for several values together; where there are more, they are asked apart. */
const ROWS_TOGETHER = 800;

/**
 * Records by a field's values, fifty by one request. A value that is not found as it is, is asked
 * for in the other forms that mean the same: what COQL makes of case is not documented. A phone
 * number is asked for by its digits then.
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
          // Their digits are asked for besides: who has a number just so has been found.
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

/** Records by a field's values, ten by one search; whatever contains a value comes along. */
export function bySearch(key: KeyField, ignoreCase: boolean): LookUpMethod {
  const fits = (values: readonly string[]): boolean => fitsSearch(key, values);
  const lookup = { key, ignoreCase, pageOf: searchByValues, fits };
  return {
    batches: (values) => batchesThatFit(values, fits),
    ask: (crm, batch, tries, signal) => recordsOf(crm, lookup, batch, asIs, tries, signal),
  };
}

/**
 * Converted leads by a field's values, ten by one search: to be asked for those of which there is no
 * other record.
 */
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

/** Only what is surely one, be it one of several. */
function asConverted([value, { kind }]: [string, MatchAnswer]): [string, MatchAnswer][] {
  const isOne = kind === 'record' || kind === 'several-records';
  return isOne ? [[value, { kind: 'hidden', why: 'converted' }]] : [];
}

interface Lookup {
  readonly key: KeyField;
  readonly ignoreCase: boolean;
  readonly pageOf: PageOf;
  /** Whether values can be asked for together. */
  readonly fits: (values: readonly string[]) => boolean;
}

/** @param forms in which a value is asked for */
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
    // It has come alone, since no other fits beside it.
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
  // Too many to see all, or to ask for together: each half by itself.
  const middle = Math.ceil(values.length / 2);
  const first = await recordsOf(crm, lookup, values.slice(0, middle), forms, tries, signal);
  if (!first.ok) {
    return first;
  }
  const second = await recordsOf(crm, lookup, values.slice(middle), forms, tries, signal);
  return second.ok ? success(new Map([...first.value, ...second.value])) : second;
}

/**
 * Whether fewer values may be taken. Zoho shows criteria of two fields for one record, and none that
 * join several of these.
 */
function mayAcceptFewer({ kind }: Failure, { also }: KeyField): boolean {
  return kind === 'limit-exceeded' || (kind === 'query-refused' && also !== undefined);
}

function asIs(value: string): string[] {
  return [value];
}

/**
 * In capitals and in small letters, and composed as a Mac does it; names of people also with a
 * capital at the beginning of each word, since one of them may be in another case than the other.
 */
function otherForms(value: string, ignoreCase: boolean, areNames: boolean): string[] {
  const lower = value.toLowerCase();
  const cases = ignoreCase ? [value.toUpperCase(), lower] : [];
  if (ignoreCase && areNames) {
    cases.push(lower.replaceAll(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()));
  }
  return [...new Set([...cases, value.normalize('NFD')])].filter((form) => form !== value);
}

/** As many together as fit. Values that Zoho may not understand come last and alone. */
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
