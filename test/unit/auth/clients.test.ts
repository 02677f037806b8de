import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StoredClient } from '../../../src/auth/clients.ts';
import { Clients } from '../../../src/auth/clients.ts';
import { SecretStorageError } from '../../../src/auth/secrets.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

const EU = { kind: 'zoho', dataCenter: 'EU' } as const;

function kept(more: Partial<StoredClient> = {}): StoredClient {
  return {
    format: 1,
    authority: EU,
    login: 'ada@example.com',
    client: { type: 'server', id: '1000.A', secret: 'secret' },
    leftOver: 0,
    ...more,
  };
}

function custom(accounts: string): StoredClient['authority'] {
  return {
    kind: 'custom',
    servers: { accounts, api: 'https://b.test', web: 'https://c.test' },
  };
}

describe('Clients', () => {
  it('returns the clients of a type at a data center, by login', async () => {
    const clients = new Clients(new SecretsInMemory());
    const ada = kept();
    const ben = kept({ login: 'ben@example.com', leftOver: 2 });
    const mobile = kept({ client: { type: 'mobile', id: '1000.M' } });
    const us = kept({ authority: { kind: 'zoho', dataCenter: 'US' } });
    for (const one of [ben, mobile, us, ada]) {
      await clients.save(one);
      await clients.count(one, () => one.leftOver);
    }
    assert.deepEqual(await clients.of(EU, 'server'), [ada, ben]);
    assert.deepEqual(await clients.of(EU, 'mobile'), [mobile]);
    assert.deepEqual(await clients.of(EU, 'self'), []);
  });

  it('distinguishes two custom servers', async () => {
    const clients = new Clients(new SecretsInMemory());
    const one = kept({ authority: custom('https://a.test') });
    const other = kept({ authority: custom('https://a.test:8443') });
    await clients.save(one);
    await clients.save(other);
    assert.deepEqual(await clients.of(one.authority, 'server'), [one]);
    assert.deepEqual(await clients.of(other.authority, 'server'), [other]);
    assert.deepEqual(await clients.of(EU, 'server'), []);
  });

  it('keeps the latest client of each type for each login', async () => {
    const clients = new Clients(new SecretsInMemory());
    await clients.save(kept());
    const newer = kept({ client: { type: 'server', id: '1000.B', secret: 'other' } });
    await clients.save(newer);
    assert.deepEqual(await clients.of(EU, 'server'), [newer]);
    assert.equal(await clients.get(kept()), undefined);
    assert.deepEqual(await clients.get(newer), newer);
  });

  it('counts its leftover tokens, even with a new secret', async () => {
    const clients = new Clients(new SecretsInMemory());
    await clients.count(kept(), (before) => before + 1);
    assert.deepEqual(await clients.of(EU, 'server'), []);
    await clients.save(kept());
    await clients.count(kept(), (before) => before + 2);
    const newer = kept({ client: { type: 'server', id: '1000.A', secret: 'newer' }, leftOver: 2 });
    await clients.save(newer);
    assert.deepEqual(await clients.of(EU, 'server'), [newer]);
    const other = kept({ client: { type: 'server', id: '1000.B', secret: 'other' } });
    await clients.save(other);
    assert.deepEqual(await clients.of(EU, 'server'), [other]);
  });

  it('remembers that Zoho refused one, until it is stored again', async () => {
    const clients = new Clients(new SecretsInMemory());
    const { client } = kept();
    clients.refuse(client);
    assert.equal(clients.isRefused(client), true);
    assert.equal(clients.isRefused({ ...client, id: '1000.Z' }), false);
    await clients.save(kept());
    assert.equal(clients.isRefused(client), false);
  });

  it('deletes a client', async () => {
    const secrets = new SecretsInMemory();
    const clients = new Clients(secrets);
    await clients.save(kept());
    await clients.delete(kept());
    assert.deepEqual(await secrets.keys(), []);
  });

  it('deletes and counts only that client, never one that replaced it', async () => {
    const clients = new Clients(new SecretsInMemory());
    const newer = kept({ client: { type: 'server', id: '1000.B', secret: 'other' } });
    await clients.save(newer);
    await clients.delete(kept());
    await clients.count(kept(), (before) => before + 1);
    assert.deepEqual(await clients.of(EU, 'server'), [newer]);
  });

  it('knows none when they can’t be read', async () => {
    const locked = (): Promise<never> => Promise.reject(new SecretStorageError('locked'));
    const secrets = new SecretsInMemory();
    await new Clients(secrets).save(kept());
    for (const broken of [{ keys: locked }, { get: locked }]) {
      const clients = new Clients(Object.assign(new SecretsInMemory(), broken));
      assert.deepEqual(await clients.of(EU, 'server'), []);
    }
    const clients = new Clients(Object.assign(secrets, { get: locked }));
    assert.deepEqual(await clients.of(EU, 'server'), []);
    assert.equal(await clients.get(kept()), undefined);
  });

  it('offers nothing that does not parse, and does not delete it', async () => {
    const secrets = new SecretsInMemory();
    const broken = [
      '{',
      'null',
      JSON.stringify({ ...kept(), format: 2 }),
      JSON.stringify({ ...kept(), leftOver: -1 }),
      JSON.stringify({ ...kept(), client: { type: 'server', id: '' } }),
      JSON.stringify(kept()),
    ];
    for (const [index, text] of broken.entries()) {
      await secrets.store(`client:${index}`, text);
    }
    assert.deepEqual(await new Clients(secrets).of(EU, 'server'), []);
    assert.equal((await secrets.keys()).length, broken.length);
  });
});
