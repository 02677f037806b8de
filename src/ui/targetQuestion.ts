import type { Account } from '../auth/account.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { RecentRecord } from '../upload/recent.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Automation } from './automation.ts';

export interface TargetQuestion {
  readonly account: Account;
  readonly crm: Crm;
  readonly modules: ModuleLists;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  /** The picture's name, or what is to be done. */
  readonly picture: string;
  /** Whether the record's photo is to be changed, for which more must be allowed. */
  readonly changing: boolean;
  /** Where something is uploaded: what that must not start, to be chosen beside the question. */
  readonly automation?: Automation | undefined;
  /** Which of how many pictures, where there are several. */
  readonly position?: { readonly number: number; readonly of: number } | undefined;
}

export type Target =
  | { readonly kind: 'record'; readonly key: RecordKey }
  /** The person wants another organization. */
  | { readonly kind: 'switch-account' }
  /** What they want needs a scope that the account does not have. */
  | { readonly kind: 'allow'; readonly scope: string };
