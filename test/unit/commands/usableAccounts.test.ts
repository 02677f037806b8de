import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Accounts } from '../../../src/auth/accounts.ts';
import { usableAccounts } from '../../../src/commands/usableAccounts.ts';
import type { CustomServer, Settings } from '../../../src/settings.ts';
import type { Place, Servers } from '../../../src/zoho/dataCenter.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';

function servers(port: number): Servers {
  const origin = `http://127.0.0.1:${port}`;
  return { accounts: origin, api: origin, web: origin };
}

const PLACES: Record<string, Place> = {
  zoho: { kind: 'zoho', dataCenter: 'US', environment: 'production' },
  one: { kind: 'custom', servers: servers(1), environment: 'sandbox' },
  two: { kind: 'custom', servers: servers(2), environment: 'production' },
};

async function usable(custom: CustomServer): Promise<string[]> {
  const accounts = new Accounts(new SecretsInMemory());
  for (const [name, place] of Object.entries(PLACES)) {
    await accounts.save(sampleAccount({ place, organization: { id: name, name, domain: name } }));
  }
  const settings = { customServer: () => custom } as Settings;
  return (await usableAccounts({ accounts, settings })).map(({ organization }) => organization.id);
}

it('an account is used only with the servers that it was created with', async () => {
  assert.deepEqual(await usable({ kind: 'none' }), ['zoho']);
  assert.deepEqual(await usable({ kind: 'set', servers: servers(1) }), ['one']);
  const another = { ...servers(1), web: 'http://[::1]' };
  assert.deepEqual(await usable({ kind: 'set', servers: another }), []);
  assert.deepEqual(await usable({ kind: 'invalid' }), []);
});
