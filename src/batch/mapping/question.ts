import type { Uri } from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { Candidate } from '../match/match.ts';

import type { SavedMapping } from '../match/savedMappings.ts';
import type { ModuleLists } from '../../upload/moduleLists.ts';
import type { RecentRecord } from '../../upload/recent.ts';
import type { ApiVersion } from '../../zoho/apiVersion.ts';
import type { Crm } from '../../zoho/crm.ts';

/** What is known where somebody is asked how pictures find their records. */
export interface MappingQuestion {
  readonly account: Account;
  readonly crm: Crm;
  readonly modules: ModuleLists;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  readonly candidates: readonly Candidate[];
  /** Files beside the pictures that may be tables. */
  readonly tables: readonly Uri[];
  /** Those that were used before, in whichever organization, latest first. */
  readonly saved: readonly SavedMapping[];
  /** The fields by which a module's records can be found, the likeliest first. */
  readonly fieldsOf: (module: string, signal: AbortSignal) => Promise<Fields>;
}

export interface Fields {
  readonly fields: readonly FieldChoice[];
  /** Where these are only the usual ones: the scope with which Zoho tells all of them. */
  readonly lacking: string | undefined;
}

export interface FieldChoice {
  readonly apiName: string;
  /** The organization's own word for it. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'phone';
  readonly isUnique: boolean;
  /** Why no record can be found by it; undefined where one can. */
  readonly bar: string | undefined;
}
