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
  /** For the title: the picture's name, or the command. */
  readonly picture: string;
  /** Whether the record's photo is to be changed, which takes more permissions. */
  readonly changing: boolean;
  /** For uploads: the automations to skip, with a button to change them. */
  readonly automation?: Automation | undefined;
  /** Which of several pictures. */
  readonly position?: { readonly number: number; readonly of: number } | undefined;
}

export type Target =
  | { readonly kind: 'record'; readonly key: RecordKey }
  /** Choose another account, then ask again. */
  | { readonly kind: 'switch-account' }
  /** Allow a scope that the account lacks, then ask again. */
  | { readonly kind: 'allow'; readonly scope: string };
