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
   * Where there are none: the scope with which more would be found. The search's, where it was not
   * asked; else that of COQL, which knows quite new ones.
   */
  readonly lacking?: string;
  /** Where there are none: whether converted leads would have matched. */
  readonly converted?: boolean;
}

/**
 * Finds records of a module by what people know of them. Only where the search finds nothing, and
 * the account may, it is asked once more by COQL, which knows a record from its first moment on; and
 * of leads, whether it would find converted ones. Where the search was not granted, COQL stands in
 * for it: it needs no scope of the search's, and knows names, codes, mail addresses and phone
 * numbers.
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
): Promise<Result<FoundRecords>> {
  const { by, text: searched } = searchTextOf(text);
  // COQL takes a word of any length; of a number it needs the digits alone.
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
  // The search has answered: that nothing is found is true, and no failure of what is asked then.
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

/** Zoho finds `AB-10` for `AB-1` too, and may have it first. */
function exactFirst(records: readonly FoundRecord[], text: string): FoundRecord[] {
  const isExact = ({ name, detail }: FoundRecord): boolean =>
    [name, detail].some((value) => value?.toLowerCase() === text.toLowerCase());
  return records.toSorted((a, b) => Number(isExact(b)) - Number(isExact(a)));
}
