import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { MODULES_SCOPE } from './scopes.ts';
import { apiNameIn, flagIn, textOfValue } from './value.ts';

/** A module as the organization has it. */
export interface CrmModule {
  readonly apiName: string;
  /** Its name in URLs of the web interface: `CustomModule3`. */
  readonly tabName: string;
  /** The organization's own name for its records. */
  readonly label: string;
  readonly isCustom: boolean;
}

/**
 * The modules whose records this person can see and change. If the answer doesn’t say something
 * about a module, it counts as in most modules: only `id` is certain.
 * Source: `GET /crm/v8/settings/modules`; 204 if there is none.
 */
export async function findModules(crm: Crm, signal: AbortSignal): Promise<Result<CrmModule[]>> {
  const answer = await crm.ask({
    call: 'settings',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['settings', 'modules'],
    personal: true,
    scope: MODULES_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'modules');
  return rows.ok ? success(rows.value.flatMap((row) => moduleIn(row) ?? [])) : rows;
}

/** Undefined if it has no name, or its records aren’t for this person or for the API. */
function moduleIn(row: Row): CrmModule | undefined {
  const apiName = apiNameIn(row.api_name);
  const isBarred = [row.api_supported, row.viewable, row.editable].some(
    (flag) => flagIn(flag) === false,
  );
  const status = textOfValue(row.status)?.toLowerCase() ?? 'visible';
  if (apiName === undefined || isBarred || status !== 'visible') {
    return undefined;
  }
  const tabName = apiNameIn(row.module_name) ?? apiName;
  const generated = textOfValue(row.generated_type)?.toLowerCase();
  return {
    apiName,
    tabName,
    label: textOfValue(row.plural_label) ?? textOfValue(row.singular_label) ?? apiName,
    // Only the tabs of custom modules have such names.
    isCustom: generated === undefined ? /^CustomModule\d+$/.test(tabName) : generated === 'custom',
  };
}
