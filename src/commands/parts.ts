import type { Uri } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Clients } from '../auth/clients.ts';
import type { RememberedSecrets } from '../auth/secrets.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignedIn } from '../auth/signIn.ts';
import type { WorkspaceAccount } from '../auth/workspaceAccount.ts';
import type { LastUpload } from '../code/lastUpload.ts';
import type { Settings } from '../settings.ts';
import type { Leases } from '../storage/lease.ts';
import type { Log } from '../ui/log.ts';
import type { ShownPhotos } from '../ui/shownPhotos.ts';
import type { LastChanges } from '../upload/change.ts';
import type { KeptPhotos } from '../upload/keptPhotos.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { RecentRecords } from '../upload/recent.ts';
import type { Result } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';

/** What the commands work with, built once in extension.ts. */
export interface Parts {
  readonly version: string;
  /** Where the extension's own files are. */
  readonly extensionUri: Uri;
  /** How requests name the extension. */
  readonly userAgent: string;
  readonly settings: Settings;
  readonly log: Log;
  readonly network: Network;
  readonly secrets: RememberedSecrets;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly sessions: Sessions;
  readonly recent: RecentRecords;
  readonly modules: ModuleLists;
  readonly lastUpload: LastUpload;
  readonly workspaceAccount: WorkspaceAccount;
  readonly keptPhotos: KeptPhotos;
  readonly lastChanges: LastChanges;
  readonly leases: Leases;
  readonly shownPhotos: ShownPhotos;
  /**
   * Asks and exchanges, for an account again or for any, with more scopes than the usual ones where
   * it has or needs them; undefined when the person cancels.
   */
  readonly signIn: (
    again: Account | undefined,
    more: readonly string[],
  ) => Promise<SignedIn | undefined>;
  /** Lets the person allow more, where that can be done; undefined when they cancel. */
  readonly addScopes: (
    account: Account,
    scopes: readonly string[],
  ) => Promise<Result<Account> | undefined>;
  /** Forgets the account and ends its token at Zoho; tells whether that could be done too. */
  readonly signOut: (account: Account) => Promise<boolean>;
}
