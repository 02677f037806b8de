import * as vscode from 'vscode';
import { allows } from '../zoho/scopes.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { SecretStorage } from './namedSecrets.ts';
import { sha256Of } from '../storage/sha256.ts';

export const PROVIDER_ID = 'zoho-crm';

interface ProviderOptions {
  readonly accounts: Accounts;
  readonly secrets: SecretStorage;
  /** The name of an account in VS Code's Accounts menu. */
  readonly label: (account: Account) => string;
  /** Runs the sign-in; undefined when the person cancels. */
  readonly signIn: () => Promise<Account | undefined>;
  readonly signOut: (account: Account) => Promise<void>;
}

type Sessions = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

/**
 * Shows the accounts in VS Code's Accounts menu. Other extensions that ask for a session get an
 * opaque handle: Zoho's token stays here.
 */
export class ZohoAuthenticationProvider
  implements vscode.AuthenticationProvider, vscode.Disposable
{
  readonly #options: ProviderOptions;
  readonly #changed = new vscode.EventEmitter<Sessions>();
  readonly #listening: { dispose(): unknown } | undefined;
  /** Events come faster than the storage answers: each is handled after the one before. */
  #comparing: Promise<void> = Promise.resolve();
  /** What VS Code was told last. */
  #known: readonly vscode.AuthenticationSession[] | undefined;
  #isUsed = false;
  readonly onDidChangeSessions = this.#changed.event;

  constructor(options: ProviderOptions) {
    this.#options = options;
    // Also fired for changes in other windows, with only a key. So the accounts are read again.
    this.#listening = options.secrets.onDidChange?.(() => {
      if (this.#isUsed) {
        this.#compareNext();
      }
    });
  }

  /** From now on, VS Code's Accounts menu lists the accounts. */
  use(): void {
    if (!this.#isUsed) {
      this.#isUsed = true;
      this.#compareNext();
    }
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    // VS Code's Accounts menu asks for all in every window as soon as it starts. Reading secrets then
    // could make a locked keychain ask people who never use Zoho in that window.
    if (scopes === undefined && !this.#isUsed) {
      this.#known = [];
      return [];
    }
    this.use();
    const sessions = await this.#sessions();
    this.#known ??= sessions;
    return sessions.filter(
      (session) =>
        (account === undefined || session.account.id === account.id) &&
        (scopes ?? []).every((scope) => allows(session.scopes, scope)),
    );
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    this.use();
    const account = await this.#options.signIn();
    if (account === undefined) {
      throw new vscode.CancellationError();
    }
    return this.#session(account);
  }

  async removeSession(id: string): Promise<void> {
    const account = (await this.#options.accounts.all()).find((one) => handleOf(one) === id);
    if (account !== undefined) {
      await this.#options.signOut(account);
    }
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#changed.dispose();
  }

  #compareNext(): void {
    // A storage that can’t be read now fails at the next question.
    this.#comparing = this.#comparing.then(() => this.#compare()).catch(() => undefined);
  }

  async #compare(): Promise<void> {
    const now = await this.#sessions();
    const before = this.#known ?? [];
    this.#known = now;
    const added = missingIn(before, now);
    const removed = missingIn(now, before);
    const changed = now.filter((session) => hasOtherScopes(session, before));
    if (added.length + removed.length + changed.length > 0) {
      this.#changed.fire({ added, removed, changed });
    }
  }

  async #sessions(): Promise<vscode.AuthenticationSession[]> {
    const accounts = await this.#options.accounts.all();
    return accounts.map((account) => this.#session(account));
  }

  #session(account: Account): vscode.AuthenticationSession {
    const handle = handleOf(account);
    return {
      id: handle,
      accessToken: handle,
      account: { id: handle, label: this.#options.label(account) },
      scopes: account.scopes,
    };
  }
}

/** The sessions of `list` that `other` does not have. */
function missingIn(
  other: readonly vscode.AuthenticationSession[],
  list: readonly vscode.AuthenticationSession[],
): vscode.AuthenticationSession[] {
  return list.filter(({ id }) => !other.some((session) => session.id === id));
}

/** Whether the same session had other scopes before. */
function hasOtherScopes(
  { id, scopes }: vscode.AuthenticationSession,
  before: readonly vscode.AuthenticationSession[],
): boolean {
  const same = before.find((session) => session.id === id);
  return same !== undefined && same.scopes.join() !== scopes.join();
}

/** Stays the same over all refreshes, and is useless to anybody who has it. */
function handleOf(account: Account): string {
  return sha256Of(account.id).slice(0, 32);
}
