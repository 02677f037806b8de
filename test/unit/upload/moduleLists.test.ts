import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  ModuleLists,
  moduleOfTab,
  standardModules,
  supportsPhotos,
} from '../../../src/upload/moduleLists.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const never = new AbortController().signal;

describe('the modules of an organization', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(() => world.control.reset());

  async function crm(scopes?: string[]): Promise<Crm> {
    const accessToken = await world.control.issueAccessToken(
      scopes === undefined ? {} : { scopes },
    );
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    return new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  it('are those that support photos, by the organization’s own labels', async () => {
    const lists = new ModuleLists();
    const found = await lists.renew('one', await crm(), never);
    assert.ok(found.ok);
    const labels = (version: 'v2' | 'v5'): string[] =>
      found.value.filter((module) => supportsPhotos(module, version)).map(({ label }) => label);
    assert.deepEqual(labels('v2'), [
      'Leads',
      'Contacts',
      'Accounts',
      'Products',
      'Vendors',
      'Vehicles',
      'Shop windows',
    ]);
    assert.ok(labels('v5').includes('Deals'));
    assert.deepEqual(lists.known('one'), found.value);
    assert.equal(lists.known('another'), undefined);
  });

  it('keep their values if an answer has none', async () => {
    const lists = new ModuleLists();
    for (const body of [{}, { modules: [{ id: '1', api_name: null }] }]) {
      await world.control.fault({ path: '/settings/modules', answer: { status: 200, body } });
      assert.ok((await lists.renew('one', await crm(), never)).ok);
      assert.equal(lists.known('one'), undefined);
    }
    await lists.renew('one', await crm(), never);
    const before = lists.known('one');
    assert.ok(before !== undefined && before.length > 0);
    await world.control.fault({ path: '/settings/modules', answer: { status: 204 } });
    await lists.renew('one', await crm(), never);
    assert.equal(lists.known('one'), before);
  });

  it('are unknown without the scope, which is named; known ones stay', async () => {
    const lists = new ModuleLists();
    await lists.renew('one', await crm(), never);
    const before = lists.known('one');
    const found = await lists.renew('one', await crm(['ZohoCRM.org.READ']), never);
    assert.ok(!found.ok && found.failure.kind === 'scope-missing');
    assert.equal(found.failure.scope, 'ZohoCRM.settings.modules.READ');
    assert.equal(lists.known('one'), before);
  });

  for (const profile of ['seed', 'worst'] as const) {
    it(`exclude those that the profile can’t see (${profile})`, async () => {
      await world.control.reset({ profile });
      await world.control.patchProfile('Administrator', { hiddenModules: ['Vehicles'] });
      const found = await new ModuleLists().renew('one', await crm(), never);
      assert.ok(found.ok);
      const names = found.value.map(({ apiName }) => apiName);
      assert.equal(names.includes('Vehicles'), false);
      assert.equal(names.includes('CM1'), true);
    });
  }

  it('are found by the tab in a URL', () => {
    const custom = { apiName: 'Vehicles', tabName: 'CustomModule3', label: 'Cars', isCustom: true };
    const modules = [...standardModules('v5'), custom];
    assert.equal(moduleOfTab('CustomModule3', modules), 'Vehicles');
    assert.equal(moduleOfTab('Potentials', modules), 'Deals');
    assert.equal(moduleOfTab('Leads', modules), 'Leads');
    assert.equal(moduleOfTab('CustomModule9', modules), 'CustomModule9');
  });
});
