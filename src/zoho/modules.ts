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
  /** As addresses of the web interface call it: `CustomModule3`. */
  readonly tabName: string;
  /** The organization's own word for its records. */
  readonly label: string;
  readonly isCustom: boolean;
}

/**
 * The modules whose records this person can see and change. What the answer does not say of a module
 * is taken for what most modules have: only `id` is sure to be there.
 * Source: `GET /crm/v8/settings/modules`; 204 where there is none.
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

/** Undefined where it has no name, or its records are not for this person or not for the API. */
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
    // The tabs of custom modules, and no others, are called so.
    isCustom: generated === undefined ? /^CustomModule\d+$/.test(tabName) : generated === 'custom',
  };
}
