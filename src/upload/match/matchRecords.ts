import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import { isConvertible } from '../../zoho/hiddenRecords.ts';
import { allows, COQL_SCOPE, scopeMissing, SEARCH_SCOPE } from '../../zoho/scopes.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import type { Table } from '../table/table.ts';
import { byConverted, byQuery, bySearch } from './fieldWay.ts';
import { partsOf } from './fileKey.ts';
import { byId } from './idWay.ts';
import type { LookedUp, LookUpOptions } from './lookUp.ts';
import { lookUp } from './lookUp.ts';
import type { Answer, Candidate, Found, Match } from './match.ts';
import { fileName } from './match.ts';
import type { By, Mapping, Rule } from './mapping.ts';
import { onePictureEach } from './severalPictures.ts';
import type { TableRow } from './tableRows.ts';
import { readRows } from './tableRows.ts';
import { folded, keyOf } from './value.ts';

export interface MatchOptions extends LookUpOptions {
  /** Those that the account has: without COQL's, the search is asked. */
  readonly scopes: readonly string[];
}

export interface Matched {
  /** One for each candidate, in their order. */
  readonly matches: readonly Match[];
  /** Rows of the table that name files which are not among the candidates. */
  readonly withoutFile: readonly TableRow[];
  /** Each is an API credit, but for a query for all that one value has: that takes three. */
  readonly requests: number;
}

/**
 * Finds the record of each picture.
 *
 * @param table needed where the mapping is by one
 * @returns a failure where nothing could be looked up, or the access does not suffice: it names the
 *   scope
 * @throws the signal's reason, when it is aborted
 */
export async function matchRecords(
  crm: Crm,
  candidates: readonly Candidate[],
  mapping: Mapping,
  table: Table | undefined,
  options: MatchOptions,
): Promise<Result<Matched>> {
  const { rule, module, several } = mapping;
  const { meant, withoutFile } = meantBy(rule, candidates, table);
  const keys = new Set(meant.flatMap((one) => (one.kind === 'key' ? [one.key] : [])));
  const looked = await answersFor(crm, module, rule.by, [...keys], options);
  if (!looked.ok) {
    return looked;
  }
  const { answers, requests } = looked.value;
  const matches = candidates.map((candidate, index): Match => {
    const one = meant[index];
    const found =
      one?.kind === 'key'
        ? foundBy(one.value, answers.get(one.key))
        : (one ?? { kind: 'left-over', why: 'name' });
    return { candidate, found };
  });
  return success({ matches: onePictureEach(matches, several), withoutFile, requests });
}

/** What a picture says of its record, or why it says nothing. */
export type Meant =
  | { readonly kind: 'key'; readonly value: string; readonly key: string }
  | Exclude<Found, { kind: Answer['kind'] }>;

/** What pictures say by themselves, before anybody is asked: one for each, in their order. */
export function meantBy(
  rule: Rule,
  candidates: readonly Candidate[],
  table: Table | undefined,
): { meant: Meant[]; withoutFile: readonly TableRow[] } {
  if (rule.kind === 'name') {
    const meant = candidates.map((candidate): Meant => {
      const parts = partsOf(fileName(candidate), rule.name, rule.by.kind === 'id');
      return parts === undefined
        ? { kind: 'left-over', why: 'name' }
        : meantValue(parts.key, rule.by);
    });
    return { meant, withoutFile: [] };
  }
  const read = readRows(table ?? { columns: [], rows: [] }, rule, candidates);
  const meant = candidates.map(({ n }): Meant => {
    const values = read.values.get(n);
    const [value, another] = apart(values ?? [], rule.by);
    return values === undefined
      ? { kind: 'left-over', why: 'not-in-table' }
      : value === undefined
        ? { kind: 'left-over', why: 'empty-in-table' }
        : another === undefined
          ? meantValue(value, rule.by)
          : { kind: 'twice-in-table', values };
  });
  return { meant, withoutFile: read.withoutFile };
}

/** Those that mean different records: `zcrm_554…` and the digits alone are one. */
function apart(values: readonly string[], by: By): string[] {
  const keyed = values.map((value) => ({ value, meant: meantValue(value, by) }));
  const groups = Map.groupBy(keyed, ({ meant, value }) =>
    meant.kind === 'key' ? meant.key : value,
  );
  return [...groups.values()].flatMap(([first]) => (first === undefined ? [] : [first.value]));
}

function meantValue(text: string, by: By): Meant {
  const value = folded(text, false);
  const key = keyOf(value, by);
  return key.kind === 'key' ? { ...key, value } : key;
}

function foundBy(value: string, answer: Answer | undefined): Found {
  return { ...(answer ?? { kind: 'no-record' }), value };
}

async function answersFor(
  crm: Crm,
  module: string,
  by: By,
  keys: readonly string[],
  options: MatchOptions,
): Promise<Result<LookedUp>> {
  if (keys.length === 0) {
    return success({ answers: new Map(), requests: 0 });
  }
  if (by.kind === 'id') {
    return lookUp(crm, byId(module), keys, options);
  }
  const key = { module, field: by.field, type: by.type };
  const looked = await recordsBy(crm, key, by.ignoreCase, keys, options);
  return looked.ok ? convertedToo(crm, key, by.ignoreCase, looked.value, options) : looked;
}

async function recordsBy(
  crm: Crm,
  key: KeyField,
  ignoreCase: boolean,
  values: readonly string[],
  options: MatchOptions,
): Promise<Result<LookedUp>> {
  const search = bySearch(key, ignoreCase);
  const maySearch = allows(options.scopes, SEARCH_SCOPE);
  if (!allows(options.scopes, COQL_SCOPE)) {
    const { asks, signal } = options.persistence;
    const lacking = scopeMissing(SEARCH_SCOPE);
    return maySearch || (await asks.renewAccess(lacking, signal))
      ? lookUp(crm, search, values, options)
      : failed(lacking);
  }
  const looked = await lookUp(crm, byQuery(key, ignoreCase), values, options);
  // There are fields that only the search takes.
  return !looked.ok && looked.failure.kind === 'query-refused' && maySearch
    ? lookUp(crm, search, values, options)
    : looked;
}

/** Of leads that were not found, whether they were converted. Whatever comes of it, all else stays. */
async function convertedToo(
  crm: Crm,
  key: KeyField,
  ignoreCase: boolean,
  { answers, requests }: LookedUp,
  options: MatchOptions,
): Promise<Result<LookedUp>> {
  const missing = [...answers].flatMap(([value, { kind }]) => (kind === 'no-record' ? value : []));
  if (missing.length === 0 || !isConvertible(key.module) || !allows(options.scopes, SEARCH_SCOPE)) {
    return success({ answers, requests });
  }
  const way = byConverted(key, ignoreCase);
  const asks = { ...options.persistence.asks, renewAccess: () => Promise.resolve(false) };
  const found = await lookUp(crm, way, missing, {
    ...options,
    persistence: { ...options.persistence, asks },
    onProgress: () => undefined,
  });
  const converted = found.ok
    ? [...found.value.answers].filter(([, { kind }]) => kind === 'hidden')
    : [];
  return success({
    answers: new Map([...answers, ...converted]),
    requests: requests + (found.ok ? found.value.requests : 0),
  });
}
