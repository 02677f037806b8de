import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import type { Table } from '../table/table.ts';
import type { LookUpMethod, WithRetries } from './lookUp.ts';
import type { Rule } from './mapping.ts';
import type { Candidate } from './match.ts';
import { referencesBy } from './reference.ts';

/** How many records a rule finds. */
export interface FoundCount {
  readonly found: number;
  /** Distinct values that were looked up, and pictures that have none. */
  readonly of: number;
  /** Whether there are more, which weren't looked up. */
  readonly isSample: boolean;
}

/** Why nothing could be counted: because of this rule, or for a reason that all others share. */
export interface NotCounted {
  readonly failed: 'this' | 'all';
}

/** As many values as one query accepts. */
const MOST_VALUES = 50;

/** The requests that may be spent on counts: each costs an API credit. */
export class RequestBudget {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** For `LookUpMethod`: no retries, and nothing is asked of the person. */
  readonly tries: WithRetries = <T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> => {
    this.#left -= 1;
    return this.#left < 0 ? Promise.reject(new BudgetSpent()) : attempt();
  };
}

class BudgetSpent extends Error {}

/**
 * Counts the records that a rule finds, by the first values only if there are many.
 *
 * @throws the signal's reason when aborted
 */
export async function countFound(
  crm: Crm,
  rule: Rule,
  candidates: readonly Candidate[],
  table: Table | undefined,
  method: LookUpMethod,
  budget: RequestBudget,
  signal: AbortSignal,
): Promise<FoundCount | NotCounted> {
  const { keys, misses, isSample } = sampleOf(rule, candidates, table);
  const asked = [...new Set(keys.flat())];
  const answers = new Map<string, boolean>();
  try {
    for (const batch of method.batches(asked)) {
      const answer = await method.ask(crm, batch, budget.tries, signal);
      if (!answer.ok) {
        return { failed: isOfField(answer.failure) ? 'this' : 'all' };
      }
      answer.value.forEach(({ kind }, key) => {
        answers.set(key, kind === 'record' || kind === 'several-records');
      });
    }
  } catch (error) {
    if (error instanceof BudgetSpent) {
      return { failed: 'all' };
    }
    throw error;
  }
  const found = keys.filter((ways) => ways.some((key) => answers.get(key) === true)).length;
  return { found, of: keys.length + misses, isSample };
}

/** Zoho can't look up some fields, and no field of other types by such values. */
function isOfField({ kind }: Failure): boolean {
  return kind === 'query-refused' || kind === 'limit-exceeded' || kind === 'record-invalid';
}

/** The first distinct values, each with its other readings, and how many pictures have none. */
function sampleOf(
  rule: Rule,
  candidates: readonly Candidate[],
  table: Table | undefined,
): { keys: readonly (readonly string[])[]; misses: number; isSample: boolean } {
  const keys = new Map<string, readonly string[]>();
  let misses = 0;
  for (const { reference } of referencesBy(rule, candidates, table).references) {
    if (keys.size + misses >= MOST_VALUES) {
      if (reference.kind !== 'key' || !keys.has(reference.key)) {
        return { keys: [...keys.values()], misses, isSample: true };
      }
    } else if (reference.kind === 'key') {
      keys.set(reference.key, [reference.key, ...(reference.others ?? [])]);
    } else {
      misses += 1;
    }
  }
  return { keys: [...keys.values()], misses, isSample: false };
}
