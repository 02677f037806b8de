import type { Crm } from './crm.ts';
import type { CrmFailure, Result } from './failure.ts';
import { success } from './failure.ts';
import { findRecordRows } from './recordRows.ts';
import type { Row } from './rows.ts';
import { flagIn, textOfValue } from './value.ts';

/** Why Zoho hides a record unless it is asked for such records. */
export type Hidden =
  /** A lead that has become a contact, an account, or a deal. */
  | 'converted'
  /** It waits for somebody's approval. */
  | 'unapproved';

/** Whether a module's records can be converted. Zoho's pages say so only about leads. */
export function mayBeConverted(module: string): boolean {
  return module.toLowerCase() === 'leads';
}

/**
 * Which of some records exist although Zoho just returned none of them: one request, and two more
 * if there are leads that don’t say what they are. A record only counts if Zoho returns it for this
 * question.
 * Source: `GET /crm/v8/{module}?ids=…` with `converted` and `approved`, each `true`, `false`, or
 * `both`. Zoho's newest specification no longer has `approved`. If it is ignored, nothing is found.
 *
 * @param ids at most `MOST_IDS`, of records that `findRecord` or `findRecords` didn’t find
 */
export async function findHidden(
  crm: Crm,
  module: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Hidden>>> {
  const hidden = new Map<string, Hidden>();
  const put = (ids: Iterable<string>, why: Hidden): void => {
    for (const id of ids) {
      hidden.set(id, why);
    }
  };
  const ask = (
    some: readonly string[],
    of: Readonly<Record<string, string>>,
  ): ReturnType<typeof findRecordRows> =>
    findRecordRows(crm, module, some, { fields: 'id', ...of }, signal);
  if (!mayBeConverted(module)) {
    const unapproved = await ask(ids, { approved: 'false' });
    if (!unapproved.ok) {
      return unapproved;
    }
    put(unapproved.value.keys(), 'unapproved');
    return success(hidden);
  }
  const all = await ask(ids, { converted: 'both', approved: 'both' });
  if (!all.ok) {
    return all;
  }
  const open: string[] = [];
  for (const [id, row] of all.value) {
    const why = whyOf(row);
    if (why === undefined) {
      open.push(id);
    } else {
      hidden.set(id, why);
    }
  }
  for (const [why, of] of [
    ['converted', { converted: 'true', approved: 'both' }],
    ['unapproved', { approved: 'false' }],
  ] as const) {
    const left = open.filter((id) => !hidden.has(id));
    const some = left.length === 0 ? undefined : await ask(left, of);
    if (some?.ok === false) {
      return some;
    }
    put(some?.value.keys() ?? [], why);
  }
  return success(hidden);
}

/** What a hidden record means to whoever asked for it. */
export function hiddenFailure(why: Hidden): CrmFailure {
  return {
    kind: why === 'converted' ? 'record-converted' : 'approval-pending',
    error: { status: 200, code: '', message: '', details: {} },
  };
}

/** Undefined if the lead doesn’t say. */
function whyOf(row: Row): Hidden | undefined {
  const isConverted = flagIn(row.$converted) ?? flagIn(row.Converted__s);
  if (isConverted === true || textOfValue(row.Converted_Date_Time) !== undefined) {
    return 'converted';
  }
  const state = textOfValue(row.$approval_state);
  const isApproved = flagIn(row.$approved) ?? (state === undefined ? true : state === 'approved');
  return isApproved ? undefined : 'unapproved';
}
