import type { Uri } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Clients } from '../auth/clients.ts';
import type { RememberedSecrets } from '../auth/secrets.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignedOut } from '../auth/signOut.ts';
import type { SignedIn } from '../auth/signIn.ts';
import type { WorkspaceAccount } from '../auth/workspaceAccount.ts';
import type { LastUpload } from '../upload/lastUpload.ts';
import type { CustomServer, Settings } from '../settings.ts';
import type { Leases } from '../storage/leases.ts';
import type { Log } from '../ui/log.ts';
import type { ShownPhotos } from '../ui/shownPhotos.ts';
import type { LastChanges } from '../upload/change.ts';
import type { Backups } from '../upload/backups.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { Memory } from '../storage/memory.ts';
import type { RecentRecords } from '../upload/recent.ts';
import type { Result } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';
import type { KeptRuns } from './keptRuns.ts';

/** What the commands work with, built once in extension.ts. */
export interface Services {
  readonly version: string;
  /** Where the extension's own files are. */
  readonly extensionUri: Uri;
  /** Where the extension keeps what all windows share. */
  readonly storageFolder: string;
  /** Small things that all windows share. */
  readonly memory: Memory;
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
  readonly backups: Backups;
  readonly lastChanges: LastChanges;
  readonly leases: Leases;
  readonly shownPhotos: ShownPhotos;
  readonly keptRuns: KeptRuns;
  /**
   * Asks and exchanges, for an account again or for any, with more scopes than the usual ones where
   * it has or needs them, at Zoho or at the server that was set as the sign-in began; undefined
   * when the person cancels, or `ends` is aborted.
   */
  readonly signIn: (
    again: Account | undefined,
    more: readonly string[],
    server: CustomServer,
    ends?: AbortSignal,
    byCode?: boolean,
  ) => Promise<SignedIn | undefined>;
  /** Lets the person allow more, where that can be done; undefined as above. */
  readonly addScopes: (
    account: Account,
    scopes: readonly string[],
    ends?: AbortSignal,
  ) => Promise<Result<Account> | undefined>;
  /** Forgets the account and ends its access at Zoho; undefined where it had gone already. */
  readonly signOut: (account: Account) => Promise<SignedOut | undefined>;
}
