import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ModuleLists } from '../../../src/upload/moduleLists.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { findFields } from '../../../src/zoho/fields.ts';
import type { Switches } from '../../emulator/profile.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { CrmClient } from './crmClient.ts';

const never = new AbortController().signal;

/** What the documentation leaves open about answers with names, by the emulator's switches. */
describe('answers that leave things open', () => {
  let world: World;
  let client: CrmClient;

  before(async () => {
    world = await openWorld();
    client = new CrmClient(world.emulator);
  });

  after(() => world.close());

  async function rowsOf(path: string, name: string): Promise<Record<string, unknown>[]> {
    const { body } = await client.api('GET', `/crm/v8/${path}`);
    return (body as Record<string, Record<string, unknown>[]>)[name] ?? [];
  }

  for (const [organizationType, type] of [
    ['lower case', 'production'],
    ['capitalized', 'Production'],
    ['null', null],
    ['missing', undefined],
  ] as const) {
    it(`may write an organization’s type like this: ${organizationType}`, async () => {
      await client.reset({ switches: { organizationType, nullCompanyName: true } });
      const [org] = await rowsOf('org', 'org');
      assert.deepEqual([org?.type, org?.company_name], [type, null]);
    });
  }

  it('may have nulls in labels and visibility', async () => {
    await client.reset({ switches: { nullLabels: true, fieldsVisible: null } });
    const modules = await rowsOf('settings/modules', 'modules');
    const unsupported = modules.filter(({ api_supported }) => api_supported === false);
    assert.ok(unsupported.length > 0);
    assert.ok(unsupported.every(({ api_name }) => api_name === null));
    const bare = modules.filter((module) => Object.keys(module).join() === 'id');
    assert.equal(bare.length, 1);
    assert.ok(modules.every(({ plural_label }) => (plural_label ?? null) === null));
    const [user] = await rowsOf('users?type=CurrentUser', 'users');
    assert.equal(user?.full_name, null);
    const fields = await rowsOf('settings/fields?module=Leads', 'fields');
    assert.ok(fields.every(({ visible }) => visible === null));
  });

  const open: readonly Partial<Switches>[] = [
    { nullLabels: false, fieldsVisible: true },
    { nullLabels: true, fieldsVisible: null },
  ];
  for (const switches of open) {
    it(`lead to the same modules and fields (${JSON.stringify(switches)})`, async () => {
      await client.reset({ switches });
      const accessToken = await world.control.issueAccessToken({
        scopes: ['ZohoCRM.settings.ALL'],
      });
      const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
      const crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
      const modules = await new ModuleLists().renew('one', crm, never);
      assert.ok(modules.ok);
      const names = modules.value.map(({ apiName }) => apiName);
      assert.ok(names.includes('Contacts') && names.includes('Vehicles'), names.join());
      assert.ok(modules.value.every(({ label }) => label !== ''));
      const fields = await findFields(crm, 'Products', never);
      assert.ok(fields.ok);
      assert.ok(fields.value.some(({ apiName }) => apiName === 'Product_Code'));
    });
  }
});
