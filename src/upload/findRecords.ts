import { queryRecords } from '../zoho/coql.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import { mayBeConverted } from '../zoho/hiddenRecords.ts';
import { allows, COQL_SCOPE, scopeMissing, SEARCH_SCOPE } from '../zoho/scopes.ts';
import type { FoundRecord } from '../zoho/search.ts';
import { searchRecords } from '../zoho/search.ts';
import { searchTextOf } from '../zoho/searchText.ts';

export interface FoundRecords {
  readonly records: readonly FoundRecord[];
  /**
   * If there are none: the scope that would find more. The search's if it wasn’t asked, else that
   * of COQL, which finds very new records.
   */
  readonly lacking?: string;
  /** If there are none: whether converted leads would have matched. */
  readonly converted?: boolean;
}

/**
 * Finds records of a module by what people know about them. Only if the search finds nothing, and
 * the account may, COQL is asked, too, which finds a record from its first moment, and for leads,
 * whether converted ones match. Without the search's scope, COQL replaces the search: it doesn’t
 * need that scope, and finds names, codes, email addresses, and phone numbers.
 *
 * @param text at least two characters, three of a phone number
 * @param scopes those that the account has
 */
export async function findRecords(
  crm: Crm,
  module: string,
  text: string,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<FoundRecords>> {
  const { by, text: searched } = searchTextOf(text);
  // COQL accepts a word of any length. A number needs digits only.
  const queried = by === 'phone' ? searched : text;
  const mayQuery = allows(scopes, COQL_SCOPE);
  const found = allows(scopes, SEARCH_SCOPE)
    ? await searchRecords(crm, module, by, searched, signal)
    : failed(scopeMissing(SEARCH_SCOPE));
  if (!found.ok) {
    if (found.failure.kind !== 'scope-missing' || !mayQuery) {
      return found;
    }
    const instead = await queryRecords(crm, module, by, queried, signal);
    if (!instead.ok) {
      return instead;
    }
    const records = exactFirst(instead.value, text);
    return success(records.length > 0 ? { records } : { records, lacking: SEARCH_SCOPE });
  }
  if (found.value.length > 0) {
    return success({ records: exactFirst(found.value, text) });
  }
  const fresh = mayQuery ? await queryRecords(crm, module, by, queried, signal) : undefined;
  if (fresh?.ok === true && fresh.value.length > 0) {
    return success({ records: exactFirst(fresh.value, text) });
  }
  // The search has answered, and finding nothing is a result. Later failures don’t count.
  const lacks = fresh === undefined || (!fresh.ok && fresh.failure.kind === 'scope-missing');
  const converted = mayBeConverted(module)
    ? await searchRecords(crm, module, by, searched, signal, 'converted')
    : undefined;
  return success({
    records: [],
    ...(lacks ? { lacking: COQL_SCOPE } : {}),
    ...(converted?.ok === true && converted.value.length > 0 ? { converted: true } : {}),
  });
}

/** Zoho also finds `AB-10` for `AB-1`, and may list it first. */
function exactFirst(records: readonly FoundRecord[], text: string): FoundRecord[] {
  const isExact = ({ name, detail }: FoundRecord): boolean =>
    [name, detail].some((value) => value?.toLowerCase() === text.toLowerCase());
  return records.toSorted((a, b) => Number(isExact(b)) - Number(isExact(a)));
}
