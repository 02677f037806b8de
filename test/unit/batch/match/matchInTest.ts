import type { UploadPrompts } from '../../../../src/upload/prompts.ts';
import type { By, Mapping, Several } from '../../../../src/batch/match/mapping.ts';
import type { Candidate, Match } from '../../../../src/batch/match/match.ts';
import type { MatchOptions } from '../../../../src/batch/match/matchRecords.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { success } from '../../../../src/zoho/failure.ts';
import { COQL_SCOPE, moduleScope, SEARCH_SCOPE } from '../../../../src/zoho/scopes.ts';
import type { World } from '../../world.ts';

/** How records are looked up. */
export const WAYS = {
  coql: [COQL_SCOPE, SEARCH_SCOPE],
  search: [SEARCH_SCOPE],
  neither: [],
} as const;
export type WayName = keyof typeof WAYS;

/** An account with scopes for modules and for these look-ups. */
export async function crmBy(world: World, way: WayName): Promise<Crm> {
  const modules = ['Products', 'Contacts', 'Vehicles', 'Accounts'];
  const scopes = [...modules.map((module) => moduleScope(module, 'READ')), ...WAYS[way]];
  const accessToken = await world.control.issueAccessToken({ scopes });
  const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
  return new Crm(world.network, world.emulator.servers, { token, renew: token });
}

export function options(way: WayName, more: Partial<MatchOptions> = {}): MatchOptions {
  return {
    scopes: WAYS[way],
    onProgress: () => undefined,
    persistence: {
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: asksThat(false),
      signal: AbortSignal.timeout(60_000),
      onWait: () => undefined,
    },
    ...more,
  };
}

export function asksThat(renews: boolean, onAsk: () => void = () => undefined): UploadPrompts {
  const unexpected = (): Promise<boolean> => Promise.reject(new Error('not asked in a match'));
  return {
    renewAccess: () => {
      onAsk();
      return Promise.resolve(renews);
    },
    continueWithoutBackup: unexpected,
    undoAnyway: unexpected,
  };
}

export function byField(field: string, more: Partial<Extract<By, { kind: 'field' }>> = {}): By {
  return { kind: 'field', field, type: 'text', ignoreCase: false, ...more };
}

/** File names without extension are the values. */
export function byName(module: string, by: By, several: Several = { kind: 'none' }): Mapping {
  return { module, rule: { kind: 'name', name: { pattern: '{key}', replace: [] }, by }, several };
}

/** A table with the columns File and Record. */
export function byTable(module: string, by: By, several: Several = { kind: 'none' }): Mapping {
  return {
    module,
    rule: { kind: 'table', fileColumn: 'File', recordColumn: 'Record', by },
    several,
  };
}

export function pictures(...paths: string[]): Candidate[] {
  return paths.map((path, n) => ({ n, path, size: 1000 + n }));
}

/** A short form: the last digits of the record's ID, or the kind with its details. */
export function told({ found }: Match): string {
  switch (found.kind) {
    case 'record':
      return found.record.key.id.slice(-6);
    case 'not-matched':
    case 'not-selected':
      return found.why;
    case 'twice-in-table':
      return `${found.kind} ${found.values.join(' ')}`;
    case 'several-records':
      return `${found.kind} ${found.records.length}`;
    case 'not-looked-up':
      return `${found.kind} ${found.failure.kind}`;
    default:
      return found.kind;
  }
}
