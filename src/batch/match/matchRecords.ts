import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import { mayBeConverted } from '../../zoho/hiddenRecords.ts';
import { allows, COQL_SCOPE, scopeMissing, SEARCH_SCOPE } from '../../zoho/scopes.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import type { Table } from '../table/table.ts';
import { byConverted, byQuery, bySearch } from './fieldLookUp.ts';
import { lookUpById } from './idLookUp.ts';
import type { LookedUp, LookUpOptions } from './lookUp.ts';
import { lookUp } from './lookUp.ts';
import { keyField } from './lookUpMethod.ts';
import type { MatchAnswer, Candidate, Found, Match, MatchedRecord } from './match.ts';
import type { By, ByFields, Mapping } from './mapping.ts';
import type { Reference, PictureReference } from './reference.ts';
import { referencesBy } from './reference.ts';
import { withNearRecords } from './nearRecords.ts';
import { onePictureEach } from './severalPictures.ts';
import { combinedAnswer } from './combinedAnswer.ts';
import type { TableRow } from './tableRows.ts';

export interface MatchOptions extends LookUpOptions {
  /** The account's scopes: without the one for COQL, the search is used. */
  readonly scopes: readonly string[];
  /** Which of several matching records was chosen before, if any. */
  readonly chosenBefore?: (records: readonly MatchedRecord[]) => MatchedRecord | undefined;
}

export interface Matched {
  /** At least one for each candidate, in their order. */
  readonly matches: readonly Match[];
  /** Table rows whose files aren't among the candidates. */
  readonly withoutFile: readonly TableRow[];
  /** Each costs an API credit; a query for all rows of a single value costs three. */
  readonly requests: number;
}

/**
 * Finds the record of each picture.
 *
 * @param table for mappings by a table
 * @returns a failure if nothing could be looked up or a scope is missing
 * @throws the signal's reason when aborted
 */
export async function matchRecords(
  crm: Crm,
  candidates: readonly Candidate[],
  mapping: Mapping,
  table: Table | undefined,
  options: MatchOptions,
): Promise<Result<Matched>> {
  const { rule, module, several } = mapping;
  const { references, withoutFile } = referencesBy(rule, candidates, table);
  const keys = new Set(references.flatMap(({ reference: one }) => keysOf(one)));
  const looked = await answersFor(crm, module, rule.by, [...keys], options);
  if (!looked.ok) {
    return looked;
  }
  const { answers, requests } = looked.value;
  const matches = matchesOf(references, answers, options.chosenBefore);
  return success({ matches: onePictureEach(matches, several), withoutFile, requests });
}

/** Drops duplicates: values that differ only in case may find the same record. */
function matchesOf(
  references: readonly PictureReference[],
  answers: ReadonlyMap<string, MatchAnswer>,
  chosenBefore: MatchOptions['chosenBefore'],
): readonly Match[] {
  const seen = new Set<string>();
  return references.flatMap(({ candidate, reference: one, ...place }): Match[] => {
    const found =
      one.kind === 'key' ? foundBy(one, withChoice(answerTo(one, answers), chosenBefore)) : one;
    const match = { candidate, found, ...place };
    const pair = found.kind === 'record' ? `${candidate.n} ${found.record.key.id}` : undefined;
    if (pair === undefined) {
      return [match];
    }
    const isNew = !seen.has(pair);
    seen.add(pair);
    return isNew ? [match] : [];
  });
}

function keysOf(reference: Reference): string[] {
  return reference.kind === 'key' ? [reference.key, ...(reference.others ?? [])] : [];
}

function answerTo(reference: Reference, answers: ReadonlyMap<string, MatchAnswer>): MatchAnswer {
  return combinedAnswer(keysOf(reference).map((key) => answers.get(key) ?? { kind: 'no-record' }));
}

/** If one of several records was chosen before, it's that one again. */
function withChoice(answer: MatchAnswer, chosenBefore: MatchOptions['chosenBefore']): MatchAnswer {
  if (answer.kind !== 'several-records') {
    return answer;
  }
  const { records } = answer;
  const record = chosenBefore?.(records);
  return record === undefined ? answer : { kind: 'record', record: { ...record, among: records } };
}

function foundBy(
  { value, usualDigits }: Extract<Reference, { kind: 'key' }>,
  answer: MatchAnswer,
): Found {
  return answer.kind === 'no-record' && usualDigits !== undefined
    ? { ...answer, value, usualDigits }
    : { ...answer, value };
}

async function answersFor(
  crm: Crm,
  module: string,
  by: By | ByFields,
  keys: readonly string[],
  options: MatchOptions,
): Promise<Result<LookedUp>> {
  if (keys.length === 0) {
    return success({ answers: new Map(), requests: 0 });
  }
  if (by.kind === 'id') {
    return lookUp(crm, lookUpById(module), keys, options);
  }
  const key = keyField(module, by);
  const looked = await recordsByField(crm, key, by.ignoreCase, keys, options);
  if (!looked.ok) {
    return looked;
  }
  const all = await withConverted(crm, key, by.ignoreCase, looked.value, options);
  return success(await withNearRecords(crm, key, all, options));
}

async function recordsByField(
  crm: Crm,
  key: KeyField,
  ignoreCase: boolean,
  values: readonly string[],
  options: MatchOptions,
): Promise<Result<LookedUp>> {
  const search = bySearch(key, ignoreCase);
  const maySearch = allows(options.scopes, SEARCH_SCOPE);
  if (!allows(options.scopes, COQL_SCOPE)) {
    const { prompts, signal } = options.persistence;
    const lacking = scopeMissing(SEARCH_SCOPE);
    return maySearch || (await prompts.renewAccess(lacking, signal))
      ? lookUp(crm, search, values, options)
      : failed(lacking);
  }
  const looked = await lookUp(crm, byQuery(key, ignoreCase), values, options);
  // Some fields work only in the search.
  return !looked.ok && looked.failure.kind === 'query-refused' && maySearch
    ? lookUp(crm, search, values, options)
    : looked;
}

/**
 * Also finds out which missing leads were converted. If that fails, the other answers still hold.
 */
async function withConverted(
  crm: Crm,
  key: KeyField,
  ignoreCase: boolean,
  { answers, requests }: LookedUp,
  options: MatchOptions,
): Promise<LookedUp> {
  const missing = [...answers].flatMap(([value, { kind }]) => (kind === 'no-record' ? value : []));
  if (
    missing.length === 0 ||
    !mayBeConverted(key.module) ||
    !allows(options.scopes, SEARCH_SCOPE)
  ) {
    return { answers, requests };
  }
  const way = byConverted(key, ignoreCase);
  const prompts = { ...options.persistence.prompts, renewAccess: () => Promise.resolve(false) };
  const found = await lookUp(crm, way, missing, {
    ...options,
    persistence: { ...options.persistence, prompts },
    onProgress: () => undefined,
  });
  const converted = found.ok
    ? [...found.value.answers].filter(([, { kind }]) => kind === 'hidden')
    : [];
  return {
    answers: new Map([...answers, ...converted]),
    requests: requests + (found.ok ? found.value.requests : 0),
  };
}
