import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { PhotoBar } from '../zoho/layouts.ts';
import type { CrmModule } from '../zoho/modules.ts';
import { allows, LAYOUTS_SCOPE } from '../zoho/scopes.ts';

/**
 * The modules of each account, kept while VS Code runs, and renewed behind each use; and of those
 * that were chosen, what bars photos in them.
 */
export class ModuleLists {
  readonly #kept = new Map<string, readonly CrmModule[]>();
  /** By account and module; null: nothing. */
  readonly #bars = new Map<string, PhotoBar | null>();

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
    // Loaded when it is needed: these lists are there from the start.
    const { findModules } = await import('../zoho/modules.ts');
    const found = await findModules(crm, signal);
    // An answer with none that can be used says less than what is known already, or is everywhere.
    if (found.ok && found.value.length > 0) {
      this.#kept.set(accountId, found.value);
    }
    return found;
  }

  /** What is known by now to bar photos in a module. */
  photoBar(accountId: string, module: string): PhotoBar | undefined {
    return this.#bars.get(`${accountId} ${module}`) ?? undefined;
  }

  /**
   * Asks what bars photos in a module, unless it is known that nothing does: what barred them may
   * be over. Where Zoho does not tell, nothing is known, and the upload will show.
   *
   * @throws the signal's reason, when it is aborted
   */
  async findPhotoBar(
    { id, scopes }: { readonly id: string; readonly scopes: readonly string[] },
    crm: Crm,
    module: string,
    signal: AbortSignal,
  ): Promise<PhotoBar | undefined> {
    const key = `${id} ${module}`;
    if (this.#bars.get(key) === null || !allows(scopes, LAYOUTS_SCOPE)) {
      return undefined;
    }
    const { findPhotoBar } = await import('../zoho/layouts.ts');
    const found = await findPhotoBar(crm, module, signal);
    if (found.ok) {
      this.#bars.set(key, found.value ?? null);
    }
    return found.ok ? found.value : undefined;
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
