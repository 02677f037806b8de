import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { CrmModule } from '../zoho/modules.ts';
import { findModules } from '../zoho/modules.ts';

/** The modules of each account, kept while VS Code runs, and renewed behind each use. */
export class ModuleLists {
  readonly #kept = new Map<string, readonly CrmModule[]>();

  /** What is known by now; undefined before the first answer. */
  known(accountId: string): readonly CrmModule[] | undefined {
    return this.#kept.get(accountId);
  }

  /** @throws the signal's reason, when it is aborted */
  async renew(
    accountId: string,
    crm: Crm,
    signal: AbortSignal,
  ): Promise<Result<readonly CrmModule[]>> {
    const found = await findModules(crm, signal);
    if (found.ok) {
      this.#kept.set(accountId, found.value);
    }
    return found;
  }
}

/** Whether a module's records take photos in a version of the API. Custom ones do in each. */
export function takesPhotos({ apiName, isCustom }: CrmModule, version: ApiVersion): boolean {
  return isCustom || VERSION_TRAITS[version].modules.includes(apiName);
}

/** The modules that Zoho has everywhere, as far as they take photos: for want of a better list. */
export function standardModules(version: ApiVersion): CrmModule[] {
  return VERSION_TRAITS[version].modules.map((name) => ({
    apiName: name,
    tabName: name,
    label: name,
    isCustom: false,
  }));
}

/** A module by the tab of an address. Deals have another name in older ones. */
export function moduleOfTab(tab: string, modules: readonly CrmModule[]): string {
  const module = modules.find(({ tabName, apiName }) => tabName === tab || apiName === tab);
  return module?.apiName ?? (tab === 'Potentials' ? 'Deals' : tab);
}
