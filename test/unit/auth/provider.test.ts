import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import type { ZohoAuthenticationProvider } from '../../../src/auth/provider.ts';
import { SecretStorageError } from '../../../src/auth/secrets.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';
import { sampleAccount } from './sampleAccount.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

class CancellationError extends Error {}

/** VS Code's API, as far as the provider needs it. */
class Emitter<T> {
  readonly #listeners: ((value: T) => void)[] = [];
  readonly event = (listener: (value: T) => void): { dispose: () => void } => {
    this.#listeners.push(listener);
    return { dispose: () => undefined };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) {
      listener(value);
    }
  }
  dispose(): void {
    this.#listeners.length = 0;
  }
}

Object.assign(vscode, { CancellationError, EventEmitter: Emitter });

const { ZohoAuthenticationProvider: Provider } = await import('../../../src/auth/provider.ts');

type Changes = vscodeTypes.AuthenticationProviderAuthenticationSessionsChangeEvent;

describe('the authentication provider', () => {
  let accounts: Accounts;
  let provider: ZohoAuthenticationProvider;
  let signedOut: string[];
  let signIn: () => Promise<Account | undefined>;
  /** What VS Code's SecretStorage tells every window. */
  let secretsChange: () => Promise<Changes>;

  beforeEach(async () => {
    accounts = new Accounts(new SecretsInMemory());
    signedOut = [];
    signIn = () => Promise.resolve(undefined);
    const secretChanges = new EventEmitter();
    provider = new Provider({
      accounts,
      secrets: {
        onDidChange: (listener: () => void) => {
          secretChanges.on('change', listener);
          return { dispose: () => undefined };
        },
      } as unknown as vscodeTypes.SecretStorage,
      label: ({ organization }) => organization.name,
      signIn: () => signIn(),
      signOut: ({ id }) => {
        signedOut.push(id);
        return Promise.resolve();
      },
    });
    secretsChange = () => {
      const changed = new Promise<Changes>((resolve) => {
        provider.onDidChangeSessions(resolve);
      });
      secretChanges.emit('change');
      return changed;
    };
    await provider.getSessions([]);
    // The first use compares what is stored with what VS Code knows.
    await new Promise(setImmediate);
  });

  const sessions = (scopes?: string[]): Promise<vscodeTypes.AuthenticationSession[]> =>
    provider.getSessions(scopes, {});

  it('returns nothing of an account but a stable handle', async () => {
    const account = sampleAccount();
    await accounts.save(account);
    const [before] = await sessions();
    await accounts.save(sampleAccount({ access: { token: '1000.new', endsAt: 2 } }));
    const [after] = await sessions();
    assert.deepEqual(after, before);
    assert.equal(before?.accessToken, before?.id);
    const shown = JSON.stringify(before);
    for (const secret of ['1000.a', '1000.r', '1000.A', '"secret"', 'ada@example.com']) {
      assert.ok(!shown.includes(secret), secret);
    }
  });

  it('matches sessions that have at least the requested scopes', async () => {
    await accounts.save(sampleAccount({ scopes: ['a', 'b'] }));
    assert.equal((await sessions(['a'])).length, 1);
    assert.equal((await sessions([])).length, 1);
    assert.equal((await sessions(['a', 'c'])).length, 0);
  });

  it('reports accounts that were added, removed or got wider scopes, in another window too', async () => {
    const account = sampleAccount();
    await sessions();
    await accounts.save(account);
    const came = await secretsChange();
    assert.deepEqual([came.added?.length, came.removed?.length, came.changed?.length], [1, 0, 0]);
    await accounts.save(sampleAccount({ scopes: [...account.scopes, 'more'] }));
    const wider = await secretsChange();
    assert.deepEqual(
      wider.changed?.map(({ scopes }) => scopes),
      [[...account.scopes, 'more']],
    );
    assert.equal(wider.changed[0]?.id, came.added?.[0]?.id);
    await accounts.remove(account.id);
    const went = await secretsChange();
    assert.deepEqual([went.added?.length, went.removed?.length], [0, 1]);
  });

  it('handles events one after the other, however quickly they come', async () => {
    const changes: Changes[] = [];
    await sessions();
    provider.onDidChangeSessions((change) => changes.push(change));
    const account = sampleAccount();
    const slow = Promise.withResolvers<undefined>();
    const read = accounts.all.bind(accounts);
    // The first read is slow: it returns the value from before the account was removed.
    accounts.all = async () => {
      accounts.all = read;
      const old = await read();
      await slow.promise;
      return old;
    };
    await accounts.save(account);
    void secretsChange();
    await new Promise(setImmediate);
    await accounts.remove(account.id);
    void secretsChange();
    await new Promise(setImmediate);
    slow.resolve(undefined);
    await until('both were told', () => changes.length === 2);
    assert.deepEqual(
      changes.map(({ added, removed }) => [added?.length, removed?.length]),
      [
        [1, 0],
        [0, 1],
      ],
    );
  });

  it('reports nothing when the storage can’t be read, and handles the next event', async () => {
    const changes: Changes[] = [];
    await accounts.save(sampleAccount());
    await secretsChange();
    provider.onDidChangeSessions((change) => changes.push(change));
    const read = accounts.all.bind(accounts);
    accounts.all = () => {
      accounts.all = read;
      return Promise.reject(new SecretStorageError('locked'));
    };
    void secretsChange();
    await accounts.remove(sampleAccount().id);
    const { removed } = await secretsChange();
    assert.deepEqual([removed?.length, changes.length], [1, 1]);
  });

  it('reads no secret for VS Code’s Accounts menu until something is used in this window', async () => {
    await accounts.save(sampleAccount());
    const read = accounts.all.bind(accounts);
    let reads = 0;
    accounts.all = () => {
      reads += 1;
      return read();
    };
    let storageChanged = (): void => undefined;
    const secrets = {
      onDidChange: (listener: () => void) => {
        storageChanged = listener;
        return { dispose: () => undefined };
      },
    } as unknown as vscodeTypes.SecretStorage;
    const label = (): string => 'an account';
    const signOut = (): Promise<void> => Promise.resolve();
    const unused = new Provider({ accounts, secrets, label, signIn: () => signIn(), signOut });
    storageChanged();
    assert.deepEqual([await unused.getSessions(undefined), reads], [[], 0]);
    const told = new Promise<Changes>((resolve) => {
      unused.onDidChangeSessions(resolve);
    });
    unused.use();
    assert.deepEqual(
      (await told).added?.map(({ account }) => account.label),
      ['an account'],
    );
    assert.equal((await unused.getSessions(undefined)).length, 1);
  });

  it('reports a canceled sign-in to VS Code as canceled', async () => {
    await assert.rejects(provider.createSession(), CancellationError);
    const account = sampleAccount();
    signIn = () => Promise.resolve(account);
    assert.equal((await provider.createSession()).account.label, 'Northwind Traders');
  });

  it('signs out of the account of that handle only', async () => {
    const account = sampleAccount();
    await accounts.save(account);
    const [session] = await sessions();
    await provider.removeSession('another');
    assert.deepEqual(signedOut, []);
    await provider.removeSession(session?.id ?? '');
    assert.deepEqual(signedOut, [account.id]);
  });
});
