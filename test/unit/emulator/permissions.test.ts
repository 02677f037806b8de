import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { png } from '../../pictures.ts';
import type { Profile } from '../../emulator/profile.ts';
import { AMELIA, CrmClient, photoPath } from './crmClient.ts';

type Json = Record<string, unknown>;

describe('what a profile may see, and what a layout has', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  async function moduleNamed(name: string): Promise<Json | undefined> {
    const { body } = await crm.api('GET', '/crm/v8/settings/modules');
    return (body as { modules: Json[] }).modules.find(({ api_name }) => api_name === name);
  }

  async function layout(module = 'Contacts'): Promise<Json & { photo: Json | undefined }> {
    const { body } = await crm.api('GET', `/crm/v8/settings/layouts?module=${module}`);
    const [first] = (body as { layouts: (Json & { sections: { fields: Json[] }[] })[] }).layouts;
    assert.ok(first);
    const fields = first.sections.flatMap((section) => section.fields);
    return { ...first, photo: fields.find(({ api_name }) => api_name === 'Record_Image') };
  }

  describe('a module that the profile does not see', () => {
    const hide = (): Promise<void> =>
      crm.control.patchProfile('Administrator', { hiddenModules: ['Contacts'] });

    const ways: readonly [string, string, string][] = [
      ['a record', 'GET', `/crm/v8/Contacts/${AMELIA.id}`],
      ['a search', 'GET', '/crm/v8/Contacts/search?word=amelia'],
      ['its metadata', 'GET', '/crm/v8/settings/modules/Contacts'],
      ['its fields', 'GET', '/crm/v8/settings/fields?module=Contacts'],
      ['its layouts', 'GET', '/crm/v8/settings/layouts?module=Contacts'],
      ['its photo', 'GET', photoPath()],
    ];
    for (const [profile, refusal] of [
      ['seed', [403, 'NO_PERMISSION']],
      ['worst', [400, 'INVALID_MODULE']],
    ] as const) {
      for (const [what, method, path] of ways) {
        it(`${what} is refused with ${refusal.join(' ')} (${profile})`, async () => {
          await crm.reset({ profile });
          assert.equal((await crm.api(method, path)).status < 300, true);
          await hide();
          const { status, code } = await crm.api(method, path);
          assert.deepEqual([status, code], refusal);
        });
      }
    }

    it('is listed and marked, or not listed at all (worst)', async () => {
      assert.equal((await moduleNamed('Contacts'))?.viewable, true);
      await hide();
      const marked = await moduleNamed('Contacts');
      assert.deepEqual([marked?.viewable, marked?.editable], [false, false]);
      assert.deepEqual(
        (marked?.profiles as Json[]).map(({ name }) => name),
        ['Standard', 'Reporting'],
      );
      await crm.reset({ profile: 'worst' });
      await hide();
      assert.equal(await moduleNamed('Contacts'), undefined);
    });
  });

  it('a module whose records may only be read is marked so', async () => {
    await crm.consent({ user: 'samir.okafor@northwind.example' });
    const vendors = await moduleNamed('Vendors');
    assert.deepEqual([vendors?.viewable, vendors?.editable], [true, false]);
  });

  describe('a photo that is turned off in the layout', () => {
    for (const [profile, inLayout, inField, refusal] of [
      ['seed', false, undefined, 'NOT_SUPPORTED'],
      ['newest', undefined, false, 'FEATURE_NOT_SUPPORTED'],
      ['worst', undefined, undefined, 'INVALID_MODULE'],
    ] as readonly [Profile, unknown, unknown, string][]) {
      it(`is in the metadata, or not, and refused (${profile})`, async () => {
        await crm.reset({ profile });
        const picture = await png({ width: 8, height: 8 });
        assert.equal((await crm.upload(photoPath(), picture)).status, 200);
        await crm.control.patchModule('Contacts', { image_enable: false });
        const { image_enable, photo } = await layout();
        assert.deepEqual([image_enable, photo?.image_enable], [inLayout, inField]);
        const { status, code } = await crm.upload(photoPath(), picture);
        assert.deepEqual([status, code], [400, refusal]);
      });
    }
  });

  it('a photo that the profile may only read is marked so, in fields and layouts', async () => {
    const marks = async (): Promise<unknown[]> => {
      const { photo } = await layout('Products');
      const { body } = await crm.api('GET', '/crm/v8/settings/fields?module=Products');
      const { fields } = body as { fields: Json[] };
      const field = fields.find(({ api_name }) => api_name === 'Record_Image');
      return [photo?.read_only, field?.read_only];
    };
    assert.deepEqual(await marks(), [false, false]);
    await crm.consent({ user: 'samir.okafor@northwind.example' });
    assert.deepEqual(await marks(), [true, true]);
  });

  it('layouts require their scope and a module, and have no photo if the module has none', async () => {
    assert.equal((await layout('Quotes')).photo, undefined);
    const path = '/crm/v8/settings/layouts';
    assert.equal((await crm.api('GET', path)).code, 'REQUIRED_PARAM_MISSING');
    await crm.consent({ scopes: ['ZohoCRM.settings.fields.READ'] });
    assert.equal((await crm.api('GET', `${path}?module=Leads`)).code, 'OAUTH_SCOPE_MISMATCH');
    await crm.consent({ scopes: ['ZohoCRM.settings.layouts.READ'] });
    assert.equal((await crm.api('GET', `${path}?module=Leads`)).status, 200);
  });
});
