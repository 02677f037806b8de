import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Account } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { Leases } from '../../../src/storage/leases.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';
import { sampleAccount } from './sampleAccount.ts';
import { SecretsInMemory } from './secretsInMemory.ts';
import { SecretsOfWindows } from './secretsOfWindows.ts';

function named(name: string, more: Partial<Account> = {}): Account {
  return sampleAccount({ organization: { id: `org-${name}`, name, domain: name }, ...more });
}

function at(servers: Servers): Account {
  return named('A', { place: { kind: 'custom', servers, environment: 'production' } });
}

const SERVERS = { accounts: 'https://a.test', api: 'https://b.test', web: 'https://c.test' };

describe('Accounts', () => {
  it('returns what was saved, sorted by organization name', async () => {
    const accounts = new Accounts(new SecretsInMemory());
    await accounts.save(named('Zebra'));
    await accounts.save(named('Alpha'));
    assert.deepEqual(await accounts.all(), [named('Alpha'), named('Zebra')]);
  });

  it('returns accounts of every kind unchanged', async () => {
    const accounts = new Accounts(new SecretsInMemory());
    const client = { type: 'self', id: '1000.A', secret: 'secret' } as const;
    const kinds: Partial<Account>[] = [
      { credentials: { kind: 'access-token' } },
      { credentials: { kind: 'client-credentials', client, organizationId: '808232144' } },
      {
        credentials: {
          kind: 'refresh-token',
          client: { type: 'mobile', id: '1000.M' },
          refreshToken: '1000.r',
        },
      },
      { throttledUntil: 17 },
      { place: { kind: 'custom', servers: SERVERS, environment: 'developer' } },
    ];
    for (const kind of kinds) {
      const account = named('A', kind);
      await accounts.save(account);
      assert.deepEqual(await accounts.get(account.id), account);
    }
  });

  it('stores each under its own key', async () => {
    const secrets = new SecretsInMemory();
    const accounts = new Accounts(secrets);
    await accounts.save(named('Zebra'));
    await accounts.save(named('Alpha'));
    assert.deepEqual((await secrets.keys()).sort(), [
      'account:EU/production/org-Alpha/1',
      'account:EU/production/org-Zebra/1',
    ]);
  });

  it('distinguishes custom servers by each of their URLs', async () => {
    const all = [
      at(SERVERS),
      at({ ...SERVERS, accounts: 'https://d.test' }),
      at({ ...SERVERS, api: 'https://d.test' }),
      at({ ...SERVERS, web: 'https://d.test' }),
      at({ ...SERVERS, accounts: 'https://a.test:8443' }),
    ];
    const accounts = new Accounts(new SecretsInMemory());
    for (const account of all) {
      await accounts.save(account);
    }
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.equal((await accounts.all()).length, all.length);
  });

  it('distinguishes accounts by data center, environment, organization and user', () => {
    const place = { kind: 'zoho', dataCenter: 'EU', environment: 'production' } as const;
    const ids = [
      named('A', { place }),
      named('A', { place: { ...place, dataCenter: 'US' } }),
      named('A', { place: { ...place, environment: 'sandbox' } }),
      named('B', { place }),
      named('A', { place, user: { id: '2', name: 'Ada', email: 'ada@example.com' } }),
    ].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(named('A', { credentials: { kind: 'access-token' } }).id, named('A').id);
  });

  it('deletes what does not parse instead of guessing', async () => {
    const good = named('Alpha');
    const broken = [
      '',
      '{',
      'null',
      '[]',
      JSON.stringify({ ...good, format: undefined }),
      JSON.stringify({ ...good, format: 0 }),
      JSON.stringify({ ...good, format: '2' }),
      JSON.stringify({ ...good, credentials: { ...good.credentials, refreshToken: '' } }),
      JSON.stringify({ ...good, credentials: { kind: 'client-credentials', organizationId: '1' } }),
      JSON.stringify({ ...good, credentials: { kind: 'constructor' } }),
      JSON.stringify({ ...good, access: { token: '', endsAt: 1 } }),
      JSON.stringify({ ...good, access: { token: 't', endsAt: null } }),
      JSON.stringify({ ...good, place: { ...good.place, dataCenter: 'XX' } }),
      JSON.stringify({ ...good, id: 'of another account' }),
    ];
    const secrets = new SecretsInMemory();
    for (const [index, text] of broken.entries()) {
      await secrets.store(`account:${index}`, text);
    }
    await secrets.store('something else', 'left alone');
    const accounts = new Accounts(secrets);
    await accounts.save(good);
    assert.deepEqual(await accounts.all(), [good]);
    assert.deepEqual((await secrets.keys()).sort(), [`account:${good.id}`, 'something else']);
  });

  it('does not delete what another window has just stored in its place', async () => {
    const storage = new SecretsOfWindows();
    const folder = await mkdtemp(path.join(tmpdir(), 'accounts-'));
    const [here, there] = [storage.window(), storage.window()].map((secrets) => {
      const clock = { sleep: () => storage.arrive(), random: () => 0.5 };
      return {
        secrets,
        accounts: new Accounts(new SharedSecrets(secrets, new Leases(folder), clock)),
      };
    });
    assert.ok(here && there);
    const account = named('Alpha');
    await here.secrets.store(`account:${account.id}`, '{');
    await storage.arrive();
    await there.accounts.save(account);
    assert.deepEqual(await here.accounts.all(), [account]);
    assert.deepEqual(await there.accounts.all(), [account]);
    await rm(folder, { recursive: true });
  });

  it('never throws for invalid data, and lists none of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const secrets = new SecretsInMemory();
        await secrets.store('account:x', text);
        assert.deepEqual(await new Accounts(secrets).all(), []);
      }),
    );
  });

  it('keeps and does not list what a later version wrote', async () => {
    const secrets = new SecretsInMemory();
    const later = named('Later');
    const text = JSON.stringify({ ...later, format: 2, credentials: { kind: 'passkey' } });
    await secrets.store(`account:${later.id}`, text);
    const accounts = new Accounts(secrets);
    await accounts.save(named('Alpha'));
    assert.deepEqual(await accounts.all(), [named('Alpha')]);
    assert.equal(await accounts.get(later.id), undefined);
    assert.equal(await secrets.get(`account:${later.id}`), text);
  });

  it('accepts no custom server that is more than an origin', async () => {
    const accounts = new Accounts(new SecretsInMemory());
    await accounts.save(at({ ...SERVERS, accounts: 'https://a.test/path' }));
    await accounts.save(at({ ...SERVERS, api: 'http://b.test' }));
    assert.deepEqual(await accounts.all(), []);
  });
});
