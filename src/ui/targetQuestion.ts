import type { Account } from '../auth/account.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { FileRecord } from '../upload/uploadedFile.ts';
import type { RecentRecord } from '../upload/recent.ts';
import type { Suggestion } from '../upload/suggestion.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { RecordLink } from '../zoho/crmAddress.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Automation } from './automation.ts';

export interface TargetQuestion {
  readonly account: Account;
  readonly crm: Crm;
  readonly modules: ModuleLists;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  /**
   * Accounts that can be used instead, for a URL of another organization; `none` if all goes to one
   * organization; undefined if the person has to switch first.
   */
  readonly others?: readonly Account[] | 'none' | undefined;
  /** For the title: the picture's name, or the command. */
  readonly picture: string;
  /** Whether the record's photo is to be changed, which takes more permissions. */
  readonly changing: boolean;
  /** For uploads: the automations to skip, with a button to change them. */
  readonly automation?: Automation | undefined;
  readonly position?: PositionOfSeveral | undefined;
  readonly suggest?: Suggesting | undefined;
}

/** What suggests a record for a picture. */
export interface Suggesting {
  /** Where this file went last time. */
  readonly last: FileRecord | undefined;
  /** What its name says, to be searched for; undefined if it says nothing. */
  readonly name: string | undefined;
}

/** Which of several pictures, counted from 1. */
export interface PositionOfSeveral {
  readonly number: number;
  readonly of: number;
  /** What was chosen for it before the person came back to it. */
  readonly earlier: AnswerForPicture | undefined;
}

export type Target =
  | {
      readonly kind: 'record';
      readonly key: RecordKey;
      readonly name?: string | undefined;
      /** If the record was suggested: why. */
      readonly suggestion?: Suggestion | undefined;
    }
  /** Skip this one of several pictures. */
  | { readonly kind: 'skip' }
  /** Ask about the previous one of several pictures again. */
  | { readonly kind: 'back' }
  /** Choose another account, then ask again. */
  | { readonly kind: 'switch-account' }
  /** Use the account with this ID, and the URL's record. */
  | { readonly kind: 'use-account'; readonly account: string; readonly link: RecordLink }
  /** Sign in to the URL's organization, and use its record. */
  | { readonly kind: 'sign-in'; readonly link: RecordLink }
  /** Allow a scope that the account lacks, then ask again. */
  | { readonly kind: 'allow'; readonly scope: string };

/** What was chosen for one of several pictures. */
export type AnswerForPicture = Extract<Target, { kind: 'record' | 'skip' }>;
