import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { accountId } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

function account(organisation: string, more: Partial<Account> = {}): Account {
  const parts: Omit<Account, 'id'> = {
    place: { kind: 'zoho', dataCentre: 'EU', environment: 'production' },
    organisation: { id: `org-${organisation}`, name: organisation },
    user: { id: '1', name: 'Ada', email: 'ada@example.com' },
    client: { id: '1000.A', secret: 'secret' },
    refreshToken: '1000.r',
    access: { token: '1000.a', endsAt: 1 },
    ...more,
  };
  return { id: accountId(parts), ...parts };
}

describe('Accounts', () => {
  it('gives back what was saved, by name of organisation', async () => {
    const accounts = new Accounts(new SecretsInMemory());
    await accounts.save(account('Zebra'));
    await accounts.save(account('Alpha'));
    assert.deepEqual(await accounts.all(), [account('Alpha'), account('Zebra')]);
  });

  it('keeps each under a key of its own', async () => {
    const secrets = new SecretsInMemory();
    const accounts = new Accounts(secrets);
    await accounts.save(account('Zebra'));
    await accounts.save(account('Alpha'));
    assert.deepEqual((await secrets.keys()).sort(), [
      'account:EU/production/org-Alpha/1',
      'account:EU/production/org-Zebra/1',
    ]);
  });

  it('tells custom servers apart by each of their addresses', () => {
    const servers = { accounts: 'https://a.test', api: 'https://b.test', web: 'https://c.test' };
    const all = [
      servers,
      { ...servers, accounts: 'https://d.test' },
      { ...servers, api: 'https://d.test' },
      { ...servers, web: 'https://d.test' },
    ];
    const ids = all.map(
      (one) =>
        account('A', { place: { kind: 'custom', servers: one, environment: 'production' } }).id,
    );
    assert.equal(new Set(ids).size, 4);
  });

  it('tells accounts apart by data centre, environment, organisation and user', () => {
    const place = account('A').place as Account['place'] & { kind: 'zoho' };
    const ids = [
      account('A'),
      account('A', { place: { ...place, dataCentre: 'US' } }),
      account('A', { place: { ...place, environment: 'sandbox' } }),
      account('B'),
      account('A', { user: { id: '2', name: 'Ada', email: 'ada@example.com' } }),
    ].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(account('A', { refreshToken: 'another' }).id, account('A').id);
  });

  it('deletes what does not parse instead of guessing at it', async () => {
    const good = account('Alpha');
    const broken = [
      '{',
      'null',
      JSON.stringify({ ...good, refreshToken: '' }),
      JSON.stringify({ ...good, place: { ...good.place, dataCentre: 'XX' } }),
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

  it('takes no custom server that is more than an origin', async () => {
    const servers = {
      accounts: 'https://a.example/path',
      api: 'https://a.example',
      web: 'https://a.example',
    };
    const bad = account('A', { place: { kind: 'custom', servers, environment: 'production' } });
    const accounts = new Accounts(new SecretsInMemory());
    await accounts.save(bad);
    assert.deepEqual(await accounts.all(), []);
  });
});
