import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KeptClient } from '../../../src/auth/clients.ts';
import { Clients } from '../../../src/auth/clients.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

const EU = { kind: 'zoho', dataCentre: 'EU' } as const;

function kept(more: Partial<KeptClient> = {}): KeptClient {
  return {
    format: 1,
    authority: EU,
    login: 'ada@example.com',
    client: { type: 'server', id: '1000.A', secret: 'secret' },
    leftOver: 0,
    ...more,
  };
}

function custom(accounts: string): KeptClient['authority'] {
  return {
    kind: 'custom',
    servers: { accounts, api: 'https://b.test', web: 'https://c.test' },
  };
}

describe('Clients', () => {
  it('gives back the clients of a type at a data centre, by login', async () => {
    const clients = new Clients(new SecretsInMemory());
    const ada = kept();
    const ben = kept({ login: 'ben@example.com', leftOver: 2 });
    const mobile = kept({ client: { type: 'mobile', id: '1000.M' } });
    const us = kept({ authority: { kind: 'zoho', dataCentre: 'US' } });
    for (const one of [ben, mobile, us, ada]) {
      await clients.save(one);
    }
    assert.deepEqual(await clients.of(EU, 'server'), [ada, ben]);
    assert.deepEqual(await clients.of(EU, 'mobile'), [mobile]);
    assert.deepEqual(await clients.of(EU, 'self'), []);
  });

  it('tells two custom servers apart', async () => {
    const clients = new Clients(new SecretsInMemory());
    const one = kept({ authority: custom('https://a.test') });
    const other = kept({ authority: custom('https://a.test:8443') });
    await clients.save(one);
    await clients.save(other);
    assert.deepEqual(await clients.of(one.authority, 'server'), [one]);
    assert.deepEqual(await clients.of(other.authority, 'server'), [other]);
    assert.deepEqual(await clients.of(EU, 'server'), []);
  });

  it('keeps one of a type for each login: the last one', async () => {
    const clients = new Clients(new SecretsInMemory());
    await clients.save(kept());
    const newer = kept({ client: { type: 'server', id: '1000.B', secret: 'other' } });
    await clients.save(newer);
    assert.deepEqual(await clients.of(EU, 'server'), [newer]);
    assert.equal(await clients.get(kept()), undefined);
    assert.deepEqual(await clients.get(newer), newer);
  });

  it('forgets a client', async () => {
    const secrets = new SecretsInMemory();
    const clients = new Clients(secrets);
    await clients.save(kept());
    await clients.forget(kept());
    assert.deepEqual(await secrets.keys(), []);
  });

  it('offers nothing that does not parse, and leaves it to whoever wrote it', async () => {
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
