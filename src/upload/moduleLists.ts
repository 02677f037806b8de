import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { PhotoObstacle } from '../zoho/layouts.ts';
import type { CrmModule } from '../zoho/modules.ts';
import { allows, LAYOUTS_SCOPE } from '../zoho/scopes.ts';

/**
 * The modules of each account, kept while VS Code runs, and renewed after each use. For chosen
 * modules, also what prevents photos in them.
 */
export class ModuleLists {
  readonly #kept = new Map<string, readonly CrmModule[]>();
  /** By account and module; null: nothing. */
  readonly #bars = new Map<string, PhotoObstacle | null>();

  /** What is known so far; undefined before the first answer. */
  known(accountId: string): readonly CrmModule[] | undefined {
    return this.#kept.get(accountId);
  }

  /** @throws the signal's reason, when it is aborted */
  async renew(
    accountId: string,
    crm: Crm,
    signal: AbortSignal,
  ): Promise<Result<readonly CrmModule[]>> {
    // Loaded when it is needed: these lists exist from the start.
    const { findModules } = await import('../zoho/modules.ts');
    const found = await findModules(crm, signal);
    // An answer without usable modules says less than what is known already, or is known for any
    // CRM.
    if (found.ok && found.value.length > 0) {
      this.#kept.set(accountId, found.value);
    }
    return found;
  }

  /** What is known so far to prevent photos in a module. */
  photoObstacle(accountId: string, module: string): PhotoObstacle | undefined {
    return this.#bars.get(`${accountId} ${module}`) ?? undefined;
  }

  /**
   * Asks what prevents photos in a module, unless nothing is known to: what prevented them may be
   * over. If Zoho doesn’t say, nothing is known, and the upload will show.
   *
   * @throws the signal's reason, when it is aborted
   */
  async findPhotoObstacle(
    { id, scopes }: { readonly id: string; readonly scopes: readonly string[] },
    crm: Crm,
    module: string,
    signal: AbortSignal,
  ): Promise<PhotoObstacle | undefined> {
    const key = `${id} ${module}`;
    if (this.#bars.get(key) === null || !allows(scopes, LAYOUTS_SCOPE)) {
      return undefined;
    }
    const { findPhotoObstacle } = await import('../zoho/layouts.ts');
    const found = await findPhotoObstacle(crm, module, signal);
    if (found.ok) {
      this.#bars.set(key, found.value ?? null);
    }
    return found.ok ? found.value : undefined;
  }
}

/** Whether a module's records support photos in a version of the API. Custom modules do in each. */
export function supportsPhotos({ apiName, isCustom }: CrmModule, version: ApiVersion): boolean {
  return isCustom || VERSION_TRAITS[version].modules.includes(apiName);
}

/**
 * The modules that Zoho has everywhere, if they support photos: used if there is no better list.
 */
export function standardModules(version: ApiVersion): CrmModule[] {
  return VERSION_TRAITS[version].modules.map((name) => ({
    apiName: name,
    tabName: name,
    label: name,
    isCustom: false,
  }));
}

/** A module by the tab in a URL. Deals have another name in older ones. */
export function moduleOfTab(tab: string, modules: readonly CrmModule[]): string {
  const module = modules.find(({ tabName, apiName }) => tabName === tab || apiName === tab);
  return module?.apiName ?? (tab === 'Potentials' ? 'Deals' : tab);
}
