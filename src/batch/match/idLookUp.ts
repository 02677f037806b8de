import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import type { Hidden } from '../../zoho/hiddenRecords.ts';
import { findHidden } from '../../zoho/hiddenRecords.ts';
import { MOST_IDS } from '../../zoho/recordRows.ts';
import { readRecords } from '../../zoho/records.ts';
import type { LookUpAnswers, WithRetries, LookUpMethod } from './lookUp.ts';
import { chunks } from './lookUp.ts';
import type { MatchAnswer } from './match.ts';

/**
 * Looks up records by ID, a hundred in a request. If some aren't found, another request finds out
 * which of them were converted or await approval.
 */
export function lookUpById(module: string): LookUpMethod {
  return {
    batches: (values) => chunks(values, MOST_IDS),
    ask: async (crm, batch, tries, signal) => {
      const found = await ask(crm, module, batch, tries, signal);
      if (!found.ok) {
        return found;
      }
      const answers = new Map(found.value);
      const missing = batch.filter((id) => answers.get(id) === NOT_THERE);
      if (missing.length > 0) {
        const hidden = await tries(() => findHidden(crm, module, missing, signal));
        // If the second request fails, the result of the first one still holds.
        const told = hidden.ok ? hidden.value : new Map<string, Hidden>();
        told.forEach((why, id) => answers.set(id, { kind: 'hidden', why }));
      }
      return success(answers);
    },
  };
}

/** For IDs that Zoho accepts as such. */
const NOT_THERE: MatchAnswer = { kind: 'no-record' };

/**
 * Splits a request that Zoho refuses: a single malformed ID makes all of it fail, or it has too
 * many IDs.
 */
async function ask(
  crm: Crm,
  module: string,
  batch: readonly string[],
  tries: WithRetries,
  signal: AbortSignal,
): Promise<Result<LookUpAnswers>> {
  const found = await tries(() => readRecords(crm, module, batch, signal));
  if (found.ok) {
    const records = new Map(found.value.map((record) => [record.key.id, record]));
    const answers = batch.map((id): [string, MatchAnswer] => {
      const record = records.get(id);
      return [id, record === undefined ? NOT_THERE : { kind: 'record', record }];
    });
    return success(new Map(answers));
  }
  const { kind } = found.failure;
  const isInvalid = kind === 'record-invalid';
  if (!isInvalid && (kind !== 'limit-exceeded' || batch.length === 1)) {
    return found;
  }
  if (batch.length === 1) {
    return success(new Map(batch.map((id) => [id, { kind: 'no-record' }])));
  }
  const middle = Math.ceil(batch.length / 2);
  const first = await ask(crm, module, batch.slice(0, middle), tries, signal);
  if (!first.ok) {
    return first;
  }
  const second = await ask(crm, module, batch.slice(middle), tries, signal);
  return second.ok ? success(new Map([...first.value, ...second.value])) : second;
}
