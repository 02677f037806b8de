import type { Crm } from '../../zoho/crm.ts';
import { nameField } from '../../zoho/record.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import { valuesIn } from '../../zoho/valuedRecord.ts';
import type { LookedUp, LookUpOptions } from './lookUp.ts';
import type { Answer } from './match.ts';
import { nearToo } from './nearRecords.ts';

/**
 * Tells of first and last names that found no record those whose whole name is nearly theirs, by the
 * rules of `nearToo`. Of other fields together nothing is told.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function nearNames(
  crm: Crm,
  key: KeyField,
  looked: LookedUp,
  options: LookUpOptions & { readonly scopes: readonly string[] },
): Promise<LookedUp> {
  const field = nameField(key.module);
  if (field !== 'Full_Name' || [key.field, ...(key.also ?? [])].join() !== 'First_Name,Last_Name') {
    return looked;
  }
  // A name of many words has been read in several ways, of which none may have found a record.
  const ways = Map.groupBy(looked.answers, ([value]) => valuesIn(value).join(' '));
  const missing = [...ways].flatMap(([name, all]): [string, Answer][] =>
    all.every(([, { kind }]) => kind === 'no-record') ? [[name, { kind: 'no-record' }]] : [],
  );
  const { module } = key;
  const whole = { answers: new Map(missing), requests: looked.requests };
  const near = await nearToo(crm, { module, field, type: 'text' }, whole, options);
  const answers = new Map(looked.answers);
  for (const [name, answer] of near.answers) {
    ways.get(name)?.forEach(([value]) => answers.set(value, answer));
  }
  return { answers, requests: near.requests };
}
