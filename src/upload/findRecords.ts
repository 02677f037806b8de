import { queryRecords } from '../zoho/coql.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import { COQL_SCOPE } from '../zoho/scopes.ts';
import type { FoundRecord, SearchBy } from '../zoho/search.ts';
import { searchRecords } from '../zoho/search.ts';
import { searchTextOf } from '../zoho/searchText.ts';

export interface Found {
  readonly records: readonly FoundRecord[];
  /** Where there are none: the scope with which records would be found that are quite new. */
  readonly lacking?: string;
}

/**
 * Finds records of a module by what people know of them. Only where the search finds nothing, and
 * the account may, it is asked once more by COQL, which knows a record from its first moment on.
 *
 * @param text two characters at least, three of a phone number
 * @param scopes those that the account has
 */
export async function findRecords(
  crm: Crm,
  module: string,
  text: string,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<Found>> {
  const { by, text: searched } = searchTextOf(text);
  const found = await searchRecords(crm, module, by, searched, signal);
  if (!found.ok) {
    return found;
  }
  if (found.value.length > 0) {
    return success({ records: exactFirst(found.value, text) });
  }
  if (!scopes.includes(COQL_SCOPE)) {
    return success({ records: [], lacking: COQL_SCOPE });
  }
  const fresh = await queryRecords(crm, module, by, text, signal);
  if (fresh.ok) {
    return success({ records: exactFirst(fresh.value, text) });
  }
  // The search has answered: that nothing is found is true, and no failure of this.
  const lacking = fresh.failure.kind === 'scope-missing' ? { lacking: COQL_SCOPE } : {};
  return success({ records: [], ...lacking });
}

/** What a text looks like, to Zoho's search. */
export function searchBy(text: string): SearchBy {
  return searchTextOf(text).by;
}

/** Zoho finds `AB-10` for `AB-1` too, and may have it first. */
function exactFirst(records: readonly FoundRecord[], text: string): FoundRecord[] {
  const isExact = ({ name, detail }: FoundRecord): boolean =>
    [name, detail].some((value) => value?.toLowerCase() === text.toLowerCase());
  return records.toSorted((a, b) => Number(isExact(b)) - Number(isExact(a)));
}
