import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import type { KeyField, PagedRecords, ValuedRecord } from '../../zoho/valuedRecord.ts';
import { fitsQuery, isOdd, MOST_ROWS, queryByValues } from '../../zoho/valueQuery.ts';
import { fitsSearch, searchByValues } from '../../zoho/valueSearch.ts';
import type { Answers, Tries, Way } from './lookUp.ts';
import type { Answer, MatchedRecord } from './match.ts';
import { folded } from './value.ts';

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
 * for in the other forms that mean the same: what COQL makes of case is not documented.
 */
export function byQuery(key: KeyField, ignoreCase: boolean): Way {
  const fits = (values: readonly string[]): boolean => fitsQuery(key, values);
  const lookup = { key, ignoreCase, pageOf: queryByValues, fits };
  return {
    batches: (values) => bunches(values, fits),
    ask: async (crm, batch, tries, signal) => {
      const found = await recordsOf(crm, lookup, batch, asIs, tries, signal);
      if (!found.ok) {
        return found;
      }
      const answers = new Map(found.value);
      const forms = (value: string): string[] => otherForms(value, ignoreCase);
      const left = batch.filter(
        (value) =>
          !isOdd(value) &&
          found.value.get(value)?.kind === 'no-record' &&
          forms(value).length > 0 &&
          fits(forms(value)),
      );
      for (const values of bunches(left, (some) => fits(some.flatMap(forms)))) {
        const more = await recordsOf(crm, lookup, values, forms, tries, signal);
        if (!more.ok) {
          return more;
        }
        more.value.forEach((answer, value) => answers.set(value, answer));
      }
      return success(answers);
    },
  };
}

/** Records by a field's values, ten by one search; whatever contains a value comes along. */
export function bySearch(key: KeyField, ignoreCase: boolean): Way {
  const fits = (values: readonly string[]): boolean => fitsSearch(key, values);
  const lookup = { key, ignoreCase, pageOf: searchByValues, fits };
  return {
    batches: (values) => bunches(values, fits),
    ask: (crm, batch, tries, signal) => recordsOf(crm, lookup, batch, asIs, tries, signal),
  };
}

/**
 * Converted leads by a field's values, ten by one search: to be asked for those of which there is no
 * other record.
 */
export function byConverted(key: KeyField, ignoreCase: boolean): Way {
  const fits = (values: readonly string[]): boolean => fitsSearch(key, values);
  const pageOf: PageOf = (crm, key, values, from, signal) =>
    searchByValues(crm, key, values, from, signal, 'converted');
  const lookup = { key, ignoreCase, pageOf, fits };
  return {
    batches: (values) => bunches(values, fits),
    ask: async (crm, batch, tries, signal) => {
      const found = await recordsOf(crm, lookup, batch, asIs, tries, signal);
      return found.ok ? success(new Map([...found.value].flatMap(asConverted))) : found;
    },
  };
}

/** Only what is surely one, be it one of several. */
function asConverted([value, { kind }]: [string, Answer]): [string, Answer][] {
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
  tries: Tries,
  signal: AbortSignal,
): Promise<Result<Answers>> {
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
      if (found.failure.kind === 'limit-exceeded' && values.length > 1) {
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

/** Whether there is nothing more to find out: each value is had by more than one. */
function areSeveral(values: readonly string[], records: readonly ValuedRecord[]): boolean {
  const groups = groupedBy(records, false);
  return values.every((value) => (groups.get(folded(value, false))?.length ?? 0) > 1);
}

/** Who has just the value comes before who has it in another case. */
function answersFor(
  values: readonly string[],
  found: readonly ValuedRecord[],
  { ignoreCase, key }: Lookup,
  more: boolean,
): Answers {
  const exactly = groupedBy(found, false);
  const similarly = ignoreCase ? groupedBy(found, true) : exactly;
  return new Map(
    values.map((value) => {
      const records = exactly.get(folded(value, false)) ?? similarly.get(folded(value, ignoreCase));
      return [value, answerOf(records ?? [], key.type === 'text' && more)];
    }),
  );
}

function answerOf(records: readonly MatchedRecord[], mayBeMore: boolean): Answer {
  const [record, another] = records;
  return another !== undefined
    ? { kind: 'several-records', records }
    : mayBeMore
      ? { kind: 'too-many-alike' }
      : record === undefined
        ? { kind: 'no-record' }
        : { kind: 'record', record };
}

function groupedBy(
  found: readonly ValuedRecord[],
  ignoreCase: boolean,
): ReadonlyMap<string, readonly MatchedRecord[]> {
  const groups = new Map<string, Map<string, MatchedRecord>>();
  for (const { record, value } of found) {
    const text = folded(value, ignoreCase);
    const group = groups.get(text) ?? new Map<string, MatchedRecord>();
    groups.set(text, group);
    // A record that moves while pages are read comes twice.
    group.set(record.key.id, { ...record, detail: value });
  }
  return new Map([...groups].map(([text, group]) => [text, [...group.values()]]));
}

function asIs(value: string): string[] {
  return [value];
}

/** In capitals and in small letters, and composed as a Mac does it. */
function otherForms(value: string, ignoreCase: boolean): string[] {
  const cases = ignoreCase ? [value.toUpperCase(), value.toLowerCase()] : [];
  return [...new Set([...cases, value.normalize('NFD')])].filter((form) => form !== value);
}

/** As many together as fit. Values that Zoho may not understand come last and alone. */
function bunches(
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
