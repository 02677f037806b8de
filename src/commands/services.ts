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
import type { LazyPolicy } from '../policy/lazyPolicy.ts';
import type { CustomServer, Settings } from '../settings.ts';
import type { Leases } from '../storage/leases.ts';
import type { Log } from '../ui/log.ts';
import type { ShownPhotos } from '../ui/shownPhotos.ts';
import type { LastChanges } from '../upload/change.ts';
import type { Backups } from '../upload/backups.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { Memory } from '../storage/memory.ts';
import type { UploadedFiles } from '../upload/uploadedFiles.ts';
import type { RecentRecords } from '../upload/recent.ts';
import type { Result } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';
import type { KeptRuns } from './keptRuns.ts';
import type { LastRun } from './lastRun.ts';

/** What the commands work with, built once in extension.ts. */
export interface Services {
  readonly version: string;
  /** The extension's folder. */
  readonly extensionUri: Uri;
  /** The folder for what all windows share. */
  readonly storageFolder: string;
  /** Small values that all windows share. */
  readonly memory: Memory;
  /** Small values of this workspace alone. */
  readonly workspaceMemory: Memory;
  /** The `User-Agent` of requests. */
  readonly userAgent: string;
  readonly settings: Settings;
  readonly policy: LazyPolicy;
  readonly log: Log;
  readonly network: Network;
  readonly secrets: RememberedSecrets;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly sessions: Sessions;
  readonly recent: RecentRecords;
  readonly modules: ModuleLists;
  readonly lastUpload: LastUpload;
  /** Where files went, and as what. */
  readonly uploadedFiles: () => Promise<UploadedFiles>;
  readonly workspaceAccount: WorkspaceAccount;
  readonly backups: Backups;
  readonly lastChanges: LastChanges;
  readonly leases: Leases;
  readonly shownPhotos: ShownPhotos;
  readonly keptRuns: KeptRuns;
  /** The bulk upload that last uploaded a photo in this workspace; undefined if none did. */
  readonly lastRun: () => Promise<LastRun | undefined>;
  /**
   * Signs in to an account again, or to any. Undefined if the person cancels or `ends` is aborted.
   *
   * @param more scopes in addition to the usual ones
   * @param server the setting when the sign-in started
   * @param byCode whether a self client must use a code
   */
  readonly signIn: (
    again: Account | undefined,
    more: readonly string[],
    server: CustomServer,
    ends?: AbortSignal,
    byCode?: boolean,
  ) => Promise<SignedIn | undefined>;
  /** Lets the person allow more scopes without a new sign-in; undefined as above. */
  readonly addScopes: (
    account: Account,
    scopes: readonly string[],
    ends?: AbortSignal,
  ) => Promise<Result<Account> | undefined>;
  /** Deletes the account and revokes its access at Zoho; undefined if it was already deleted. */
  readonly signOut: (account: Account) => Promise<SignedOut | undefined>;
}
