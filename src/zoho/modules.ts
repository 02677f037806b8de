import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { MODULES_SCOPE } from './scopes.ts';

/** A module as the organisation has it. */
export interface CrmModule {
  readonly apiName: string;
  /** As addresses of the web interface call it: `CustomModule3`. */
  readonly tabName: string;
  /** The organisation's own word for its records. */
  readonly label: string;
  readonly isCustom: boolean;
}

const Shape = v.object({
  modules: v.array(
    v.object({
      api_name: v.string(),
      module_name: v.string(),
      plural_label: v.string(),
      generated_type: v.string(),
      api_supported: v.boolean(),
      viewable: v.optional(v.boolean(), true),
      editable: v.optional(v.boolean(), true),
      status: v.optional(v.string(), 'visible'),
    }),
  ),
});

/**
 * The modules whose records this person can see and change.
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
  if (answer.value.status === 204) {
    return success([]);
  }
  const found = valueOf(answer.value, Shape);
  if (!found.ok) {
    return found;
  }
  const usable = found.value.modules.filter(
    (module) =>
      module.api_supported && module.viewable && module.editable && module.status === 'visible',
  );
  return success(
    usable.map((module) => ({
      apiName: module.api_name,
      tabName: module.module_name,
      label: module.plural_label,
      isCustom: module.generated_type === 'custom',
    })),
  );
}
