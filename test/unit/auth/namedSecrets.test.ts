import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { NamedSecrets } from '../../../src/auth/namedSecrets.ts';
import { until } from '../until.ts';

/** The storage that all windows share, with each window's own listeners. */
class Storage {
  readonly kept = new Map<string, string>();
  readonly #listeners = new Set<(change: { key: string }) => void>();
  broken = false;

  get = (key: string): Promise<string | undefined> => Promise.resolve(this.kept.get(key));

  store = (key: string, value: string): Promise<void> => {
    if (this.broken) {
      return Promise.reject(new Error('no keyring'));
    }
    this.kept.set(key, value);
    this.#fire(key);
    return Promise.resolve();
  };

  delete = (key: string): Promise<void> => {
    this.kept.delete(key);
    this.#fire(key);
    return Promise.resolve();
  };

  onDidChange = (listener: (change: { key: string }) => void): { dispose: () => unknown } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  #fire(key: string): void {
    this.#listeners.forEach((listener) => {
      listener({ key });
    });
  }
}

/** A storage that can list its keys. */
class TellingStorage extends Storage {
  keys = (): Promise<string[]> => Promise.resolve([...this.kept.keys()]);
}

class Memory {
  readonly kept = new Map<string, unknown>();
  broken = false;

  get(key: string): unknown {
    return this.kept.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    if (this.broken) {
      return Promise.reject(new Error('disk full'));
    }
    this.kept.set(key, value);
    return Promise.resolve();
  }
}

describe('NamedSecrets', () => {
  let storage: Storage;
  let memory: Memory;
  let secrets: NamedSecrets;

  beforeEach(() => {
    storage = new Storage();
    memory = new Memory();
    secrets = new NamedSecrets(storage, memory);
  });

  it('knows the keys when the storage can’t list them, even after a restart', async () => {
    await secrets.store('account:1', 's3cret');
    await secrets.store('account:2', 's3cret');
    await secrets.store('account:2', 'n3w');
    await secrets.delete('account:1');
    assert.deepEqual(await secrets.keys(), ['account:2']);
    assert.deepEqual(await new NamedSecrets(storage, memory).keys(), ['account:2']);
    assert.equal(await secrets.get('account:2'), 'n3w');
  });

  it('stores only names next to the storage', async () => {
    await secrets.store('account:1', 's3cret');
    assert.doesNotMatch(JSON.stringify([...memory.kept]), /s3cret/);
  });

  it('knows earlier accounts once the storage has listed them', async () => {
    const telling = new TellingStorage();
    telling.kept.set('account:old', 's3cret');
    const told = new NamedSecrets(telling, memory);
    assert.deepEqual(await told.keys(), ['account:old']);
    const { keys: _, ...untelling } = telling;
    assert.deepEqual(await new NamedSecrets(untelling, memory).keys(), ['account:old']);
  });

  it('trusts the storage when it lists keys, and fixes its own list', async () => {
    const telling = new TellingStorage();
    memory.kept.set('secretNames', ['account:gone', 'account:1']);
    telling.kept.set('account:1', 's3cret');
    assert.deepEqual(await new NamedSecrets(telling, memory).keys(), ['account:1']);
    assert.deepEqual(memory.kept.get('secretNames'), ['account:1']);
  });

  it('learns what another window has stored whose list was overwritten', async () => {
    const other = new NamedSecrets(storage, memory);
    await other.store('account:other', 's3cret');
    memory.kept.set('secretNames', []);
    await storage.store('account:third', 's3cret');
    await until('both windows have heard', async () => (await secrets.keys()).length === 1);
    assert.deepEqual(await other.keys(), ['account:third']);
    await storage.delete('account:third');
    await until('it is gone', async () => (await secrets.keys()).length === 0);
  });

  it('uses its own list when the storage can list keys or report changes in name only', async () => {
    const { onDidChange: _, ...silent } = storage;
    const keys = (): Promise<string[]> => Promise.reject(new Error('not implemented'));
    const telling = new NamedSecrets({ ...silent, keys }, memory);
    await assert.rejects(telling.keys(), /not implemented/);
    await telling.store('account:1', 's3cret');
    assert.deepEqual(await telling.keys(), ['account:1']);
    const untold = new NamedSecrets(silent, memory);
    assert.deepEqual(await untold.keys(), ['account:1']);
    untold.dispose();
  });

  it('does not hide a storage that can’t be read', async () => {
    const broken = (): Promise<never> => Promise.reject(new Error('no keyring'));
    await secrets.store('account:1', 's3cret');
    const { store, delete: remove, onDidChange } = storage;
    const locked = { store, delete: remove, onDidChange, keys: broken, get: broken };
    await assert.rejects(async () => new NamedSecrets(locked, memory).keys(), /no keyring/);
  });

  it('lists nothing that the storage did not accept', async () => {
    storage.broken = true;
    await assert.rejects(secrets.store('account:1', 's3cret'), /no keyring/);
    assert.deepEqual(await secrets.keys(), []);
  });

  it('stores a secret whose name can’t be saved, and reads an invalid list as empty', async () => {
    memory.broken = true;
    await secrets.store('account:1', 's3cret');
    assert.equal(await secrets.get('account:1'), 's3cret');
    memory.kept.set('secretNames', { not: 'a list' });
    assert.deepEqual(await secrets.keys(), []);
  });

  it('listens only where necessary, and only until it is disposed of', () => {
    assert.equal(storage.listeners, 1);
    secrets.dispose();
    assert.equal(storage.listeners, 0);
    const telling = new TellingStorage();
    assert.ok(new NamedSecrets(telling, memory));
    assert.equal(telling.listeners, 0);
  });
});
