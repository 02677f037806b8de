import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Accounts } from '../../../src/auth/accounts.ts';
import { RememberedSecrets, SecretStorageError } from '../../../src/auth/secrets.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { systemClock } from '../../../src/async/clock.ts';
import { alone } from './alone.ts';
import { sampleAccount } from './sampleAccount.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

type Operation = 'keys' | 'get' | 'store' | 'delete';

/** A storage that can fail, for one operation or for all. */
class BreakableSecrets extends SecretsInMemory {
  broken: readonly Operation[] = [];

  override keys(): Promise<string[]> {
    return this.#unlessBroken('keys', () => super.keys());
  }

  override get(key: string): Promise<string | undefined> {
    return this.#unlessBroken('get', () => super.get(key));
  }

  override store(key: string, value: string): Promise<void> {
    return this.#unlessBroken('store', () => super.store(key, value));
  }

  override delete(key: string): Promise<void> {
    return this.#unlessBroken('delete', () => super.delete(key));
  }

  #unlessBroken<T>(operation: Operation, run: () => Promise<T>): Promise<T> {
    return this.broken.includes(operation) ? Promise.reject(new Error('no keyring')) : run();
  }
}

const ALL: readonly Operation[] = ['keys', 'get', 'store', 'delete'];

describe('RememberedSecrets', () => {
  let storage: BreakableSecrets;
  let secrets: RememberedSecrets;

  beforeEach(() => {
    storage = new BreakableSecrets();
    secrets = new RememberedSecrets(storage);
  });

  it('passes everything to a storage that works', async () => {
    await secrets.store('a', '1');
    assert.equal(await storage.get('a'), '1');
    assert.equal(await secrets.get('a'), '1');
    assert.deepEqual(await secrets.keys(), ['a']);
    assert.equal(secrets.isPersistent, true);
    await secrets.delete('a');
    assert.deepEqual(await storage.keys(), []);
  });

  it('keeps an account for the session without any storage, and says that it won’t last', async () => {
    storage.broken = ALL;
    const accounts = new Accounts(new SharedSecrets(secrets, alone, systemClock));
    const account = sampleAccount();
    await accounts.save(account);
    assert.deepEqual(await accounts.all(), [account]);
    assert.equal(secrets.isPersistent, false);
    await accounts.remove(account.id);
    assert.deepEqual(await accounts.known(), []);
    assert.equal(secrets.isPersistent, true);
  });

  for (const operation of ALL) {
    it(`keeps an account in use while ${operation} fails`, async () => {
      storage.broken = [operation];
      const accounts = new Accounts(new SharedSecrets(secrets, alone, systemClock));
      const account = sampleAccount();
      await accounts.save(account);
      const renewed = { ...account, access: { token: 'newer', endsAt: 2 } };
      storage.broken = [operation, 'store'];
      await accounts.save(renewed);
      assert.deepEqual(await accounts.get(account.id), renewed);
      assert.deepEqual(await accounts.all(), [renewed]);
    });
  }

  it('stores again once the storage works', async () => {
    storage.broken = ['store'];
    await secrets.store('a', '1');
    storage.broken = [];
    await secrets.store('a', '2');
    assert.equal(await storage.get('a'), '2');
    assert.equal(await secrets.get('a'), '2');
    assert.equal(secrets.isPersistent, true);
  });

  it('prefers the latest value over the stored one, and lists a key once', async () => {
    await secrets.store('a', 'old');
    storage.broken = ['store'];
    await secrets.store('a', 'new');
    assert.equal(await secrets.get('a'), 'new');
    assert.deepEqual(await secrets.keys(), ['a']);
  });

  it('deletes remembered and stored values', async () => {
    await secrets.store('a', 'old');
    storage.broken = ['store'];
    await secrets.store('a', 'new');
    await secrets.delete('a');
    assert.equal(await secrets.get('a'), undefined);
    assert.deepEqual(await secrets.keys(), []);
    assert.equal(secrets.isPersistent, true);
  });

  it('never deletes halfway: what the storage can’t delete stays unchanged', async () => {
    await secrets.store('a', 'old');
    storage.broken = ['store', 'delete'];
    await secrets.store('a', 'new');
    await assert.rejects(secrets.delete('a'), { message: 'no keyring' });
    assert.equal(await secrets.get('a'), 'new');
    storage.broken = [];
    await secrets.delete('a');
    assert.equal(await secrets.get('a'), undefined);
  });

  it('does not take a secret for gone that was stored before the storage failed', async () => {
    await secrets.store('a', 'old');
    storage.broken = ALL;
    await secrets.store('a', 'new');
    await assert.rejects(secrets.delete('a'), { message: 'no keyring' });
    assert.equal(await secrets.get('a'), 'new');
  });

  it('does not claim that a secret is gone while it is still stored', async () => {
    await secrets.store('a', '1');
    storage.broken = ['delete'];
    await assert.rejects(secrets.delete('a'), { message: 'no keyring' });
    assert.equal(await secrets.get('a'), '1');
  });

  describe('that can’t be read for now', () => {
    const account = sampleAccount();
    let accounts: Accounts;

    beforeEach(async () => {
      accounts = new Accounts(new SharedSecrets(secrets, alone, systemClock));
      await accounts.save(account);
    });

    for (const broken of [['get'], ['keys'], ['get', 'keys']] as const) {
      it(`is not mistaken for one without accounts (${broken.join(' and ')})`, async () => {
        storage.broken = broken;
        await assert.rejects(accounts.all(), SecretStorageError);
        assert.deepEqual(await accounts.known(), []);
        storage.broken = [];
        assert.deepEqual(await accounts.all(), [account]);
      });
    }

    it('loses nothing in a sign-out or a change', async () => {
      storage.broken = ['get'];
      await assert.rejects(accounts.get(account.id), SecretStorageError);
      await assert.rejects(accounts.remove(account.id), SecretStorageError);
      await assert.rejects(
        accounts.change(account.id, (now) => ({ ...now, scopes: [] })),
        SecretStorageError,
      );
      storage.broken = [];
      assert.deepEqual(await accounts.all(), [account]);
    });

    it('does not prevent signing in again', async () => {
      storage.broken = ALL;
      const renewed = sampleAccount({ access: { token: 'of the new sign-in', endsAt: 2 } });
      assert.equal(await accounts.save(renewed), undefined);
      assert.deepEqual(await accounts.all(), [renewed]);
    });
  });
});
