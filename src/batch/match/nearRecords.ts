import type { Crm } from '../../zoho/crm.ts';
import type { Patterns } from '../../zoho/likeQuery.ts';
import { MOST_PATTERNS, queryByPatterns } from '../../zoho/likeQuery.ts';
import { mostPatterns, searchByPatterns } from '../../zoho/likeSearch.ts';
import { allows, COQL_SCOPE } from '../../zoho/scopes.ts';
import { isOdd } from '../../zoho/valueQuery.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import { tupleText, valuesIn } from '../../zoho/valuedRecord.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import { byQuery, bySearch } from './fieldLookUp.ts';
import type { LookedUp, LookUpOptions, LookUpMethod } from './lookUp.ts';
import { chunks, lookUp } from './lookUp.ts';
import type { MatchedRecord } from './match.ts';
import { likelyForms, likePatterns, skeletonsOf } from './nearness.ts';
import { recordsIn } from './combinedAnswer.ts';
import { withoutCopyMarks } from '../../upload/copyMarks.ts';

/** Values to find similar records for. */
const MAX_VALUES = 100;
/** Each costs an API credit. */
const MAX_QUERIES = 20;
/** Likely values to look up: ten in a search. */
const MAX_FORMS = 200;
/** Total wait while Zoho is busy: nobody asked for suggestions. */
const MAX_WAITING_MS = 5_000;
/** Suggestions for a value. */
const MAX_NEAR = 3;

/**
 * Adds similar records to values without a match: those that differ only in accents, apostrophes,
 * spaces, word order, titles, or copy suffixes. Takes a few requests, prompts for nothing, and
 * gives up quickly: on a failure there are no suggestions.
 *
 * @throws the signal's reason when aborted
 */
export async function withNearRecords(
  crm: Crm,
  key: KeyField,
  looked: LookedUp,
  options: LookUpOptions & { readonly scopes: readonly string[] },
): Promise<LookedUp> {
  const missing = [...looked.answers].flatMap(([value, { kind }]) =>
    kind === 'no-record' ? value : [],
  );
  const queries = allows(options.scopes, COQL_SCOPE);
  if (missing.length === 0 || key.type !== 'text') {
    return looked;
  }
  const quiet = { ...options, persistence: withoutAsking(options.persistence) };
  const values = missing.slice(0, MAX_VALUES);
  const patterns = new Map(values.map((value) => [value, likePatterns(valuesIn(value))]));
  const plain = values.filter((value) => patterns.get(value)?.length === 0);
  const ways = queries ? QUERY : SEARCH;
  const byPatterns = await recordsByPatterns(crm, key, [...patterns.values()].flat(), ways, quiet);
  const way = queries ? byQuery(key, true) : bySearch(key, true);
  const byForms = await recordsByForms(crm, plain, way, quiet);
  const near = nearestOf(values, [...byPatterns.records, ...byForms.records]);
  const answers = new Map(looked.answers);
  near.forEach((records, value) => answers.set(value, { kind: 'no-record', near: records }));
  return { answers, requests: looked.requests + byPatterns.requests + byForms.requests };
}

/** The wait for suggestions was too long. */
class TooLong extends Error {}

function withoutAsking({ prompts, clock, ...others }: Persistence): Persistence {
  let left = MAX_WAITING_MS;
  return {
    ...others,
    prompts: { ...prompts, renewAccess: () => Promise.resolve(false) },
    clock: {
      ...clock,
      sleep: (milliseconds, signal) => {
        left -= milliseconds;
        return left < 0 ? Promise.reject(new TooLong()) : clock.sleep(milliseconds, signal);
      },
    },
    onWait: () => undefined,
  };
}

/** Turns too long a wait into undefined. */
function unlessTooLong(error: unknown): undefined {
  if (!(error instanceof TooLong)) {
    throw error;
  }
}

/** How to look up patterns, and how many in a request. */
interface PatternWay {
  readonly most: (key: KeyField) => number;
  readonly ask: typeof queryByPatterns;
}

const QUERY: PatternWay = {
  most: ({ also = [] }) => Math.floor(MOST_PATTERNS / (1 + also.length)),
  ask: queryByPatterns,
};
const SEARCH: PatternWay = { most: mostPatterns, ask: searchByPatterns };

interface Candidates {
  readonly records: readonly MatchedRecord[];
  readonly requests: number;
}

async function recordsByPatterns(
  crm: Crm,
  key: KeyField,
  patterns: readonly Patterns[],
  { most, ask }: PatternWay,
  { persistence }: LookUpOptions,
): Promise<Candidates> {
  const records: MatchedRecord[] = [];
  const left = chunks(patterns, most(key));
  let requests = 0;
  for (let bunch = left.shift(); bunch !== undefined; bunch = left.shift()) {
    if (requests >= MAX_QUERIES) {
      break;
    }
    const some = bunch;
    const found = await withRetries(() => {
      requests += 1;
      return ask(crm, key, some, persistence.signal);
    }, persistence).catch(unlessTooLong);
    if (found?.ok !== true) {
      break;
    }
    records.push(
      ...found.value.records.map(({ record, value }) => ({
        ...record,
        detail: valuesIn(value).join(' '),
      })),
    );
    if (found.value.more && bunch.length > 1) {
      // More rows than one page: a pattern that matches too much must not hide what the others
      // find.
      left.push(...chunks(bunch, Math.ceil(bunch.length / 2)));
    }
  }
  return { records, requests };
}

async function recordsByForms(
  crm: Crm,
  values: readonly string[],
  way: LookUpMethod,
  options: LookUpOptions,
): Promise<Candidates> {
  const forms = [...new Set(values.flatMap(formsOf))]
    .filter((form) => !isOdd(form))
    .slice(0, MAX_FORMS);
  if (forms.length === 0) {
    return { records: [], requests: 0 };
  }
  const quiet = { ...options, onProgress: () => undefined };
  const looked = await lookUp(crm, way, forms, quiet).catch(unlessTooLong);
  return looked?.ok === true
    ? {
        records: [...looked.value.answers.values()].flatMap(recordsIn),
        requests: looked.value.requests,
      }
    : { records: [], requests: 0 };
}

/** Also swaps the values of two fields. */
function formsOf(value: string): string[] {
  const values = valuesIn(value);
  if (values.length === 1) {
    return likelyForms(value);
  }
  const plain = values.map(withoutCopyMarks);
  const forms = values.length === 2 ? [plain, plain.toReversed()] : [plain];
  return forms.map(tupleText).filter((form) => form !== value);
}

function nearestOf(
  values: readonly string[],
  records: readonly MatchedRecord[],
): Map<string, readonly MatchedRecord[]> {
  const bySkeleton = new Map<string, Map<string, MatchedRecord>>();
  for (const record of records) {
    for (const skeleton of skeletonsOf(record.detail ?? '')) {
      const group = bySkeleton.get(skeleton) ?? new Map<string, MatchedRecord>();
      bySkeleton.set(skeleton, group.set(record.key.id, record));
    }
  }
  return new Map(
    values.flatMap((value): [string, MatchedRecord[]][] => {
      const near = new Map(
        [...skeletonsOf(...valuesIn(value))].flatMap((skeleton) => [
          ...(bySkeleton.get(skeleton) ?? []),
        ]),
      );
      return near.size === 0 ? [] : [[value, [...near.values()].slice(0, MAX_NEAR)]];
    }),
  );
}
