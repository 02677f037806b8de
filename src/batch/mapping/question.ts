import type { Uri } from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { Candidate } from '../match/match.ts';
import type { SavedMapping } from '../match/savedMappings.ts';
import type { ModuleLists } from '../../upload/moduleLists.ts';
import type { RecentRecord } from '../../upload/recent.ts';
import type { ApiVersion } from '../../zoho/apiVersion.ts';
import type { WorkspaceMapping } from './workspaceMappings.ts';
import type { Crm } from '../../zoho/crm.ts';

/** What the mapping's questions are based on. */
export interface MappingQuestion {
  readonly account: Account;
  readonly crm: Crm;
  readonly modules: ModuleLists;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  readonly candidates: readonly Candidate[];
  /** Files next to the pictures that may be tables. */
  readonly tables: readonly Uri[];
  /** Earlier mappings, from any organization, latest first. */
  readonly saved: readonly SavedMapping[];
  /** The workspace's mappings. */
  readonly team: readonly WorkspaceMapping[];
  /** The fields to match a module's records by, the likeliest first. */
  readonly fieldsOf: (module: string, signal: AbortSignal) => Promise<Fields>;
}

export interface Fields {
  readonly fields: readonly FieldChoice[];
  /** The scope needed to list all fields, if these are only common ones. */
  readonly lacking: string | undefined;
}

export interface FieldChoice {
  readonly apiName: string;
  /** As the organization calls it. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'phone';
  readonly isUnique: boolean;
  /** Why records can't be found by it; undefined if they can. */
  readonly bar: string | undefined;
}
