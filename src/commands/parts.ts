import type * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Settings } from '../settings.ts';
import type { Log } from '../ui/log.ts';
import type { RecentRecords } from '../upload/recent.ts';
import type { Network } from '../zoho/network.ts';

/** What the commands work with, built once in extension.ts. */
export interface Parts {
  readonly version: string;
  readonly settings: Settings;
  readonly log: Log;
  readonly network: Network;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly recent: RecentRecords;
  /** What is remembered for this workspace alone. */
  readonly workspaceMemory: vscode.Memento;
  /** Asks and exchanges; undefined when the person cancels. */
  readonly signIn: () => Promise<Account | undefined>;
  /** Forgets the account and ends its token at Zoho; tells whether that could be done too. */
  readonly signOut: (account: Account) => Promise<boolean>;
}
