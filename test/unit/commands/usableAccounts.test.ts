import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { Parts } from '../../../src/commands/parts.ts';
import { usableAccounts } from '../../../src/commands/usableAccounts.ts';
import type { CustomServer } from '../../../src/settings.ts';
import type { Place, Servers } from '../../../src/zoho/dataCentre.ts';

function servers(port: number): Servers {
  const origin = `http://127.0.0.1:${port}`;
  return { accounts: origin, api: origin, web: origin };
}

const PLACES: Record<string, Place> = {
  zoho: { kind: 'zoho', dataCentre: 'US', environment: 'production' },
  one: { kind: 'custom', servers: servers(1), environment: 'sandbox' },
  two: { kind: 'custom', servers: servers(2), environment: 'production' },
};

async function usable(custom: CustomServer): Promise<string[]> {
  const all = Object.entries(PLACES).map(([id, place]) => ({ id, place }) as Account);
  const parts = {
    accounts: { all: () => Promise.resolve(all) },
    settings: { customServer: () => custom },
  } as Parts;
  return (await usableAccounts(parts)).map(({ id }) => id);
}

it('an account is used only with the servers that it was made with', async () => {
  assert.deepEqual(await usable({ kind: 'none' }), ['zoho']);
  assert.deepEqual(await usable({ kind: 'set', servers: servers(1) }), ['one']);
  assert.deepEqual(
    await usable({ kind: 'set', servers: { ...servers(1), web: 'http://[::1]' } }),
    [],
  );
  assert.deepEqual(await usable({ kind: 'invalid' }), []);
});
