import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { png } from '../../pictures.ts';
import { AMELIA, CrmClient, photoPath } from './crmClient.ts';

const PATH = `/crm/v8/${AMELIA.module}/${AMELIA.id}`;

describe('the rest of the API', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  async function firstOf(path: string, key: string): Promise<Record<string, unknown>> {
    const { status, body } = await crm.api('GET', path);
    assert.equal(status, 200);
    const [first] = (body as Record<string, Record<string, unknown>[]>)[key] ?? [];
    assert.ok(first);
    return first;
  }
  async function codeOf(method: string, path: string): Promise<unknown[]> {
    const { status, code } = await crm.api(method, path);
    return [status, code];
  }

  describe('a record', () => {
    it('comes with its fields, or only with the requested ones', async () => {
      const record = await firstOf(PATH, 'data');
      assert.equal(record.Full_Name, 'Amelia Fischer');
      assert.deepEqual(await firstOf(`${PATH}?fields=Last_Name,Record_Image`, 'data'), {
        id: AMELIA.id,
        Record_Image: null,
        Last_Name: 'Fischer',
      });
    });

    it('has another Record_Image after each upload, and none without a photo', async () => {
      const picture = await png({ width: 8, height: 8 });
      const seen = new Set<unknown>();
      for (let count = 1; count <= 3; count += 1) {
        await crm.upload(photoPath(), picture);
        seen.add((await firstOf(PATH, 'data')).Record_Image);
      }
      assert.equal(seen.size, 3);
      await crm.api('DELETE', photoPath());
      assert.equal((await firstOf(PATH, 'data')).Record_Image, null);
    });

    it('keeps its Record_Image if a switch says so', async () => {
      await crm.reset({ profile: 'worst', switches: { recordImageStays: true } });
      const picture = await png({ width: 8, height: 8 });
      await crm.upload(photoPath(), picture);
      const { Record_Image } = await firstOf(PATH, 'data');
      await crm.upload(photoPath(), picture);
      assert.equal((await firstOf(PATH, 'data')).Record_Image, Record_Image);
      assert.equal(typeof Record_Image, 'string');
    });

    it('has another Record_Image at each read if the profile says so (worst)', async () => {
      await crm.reset({ profile: 'worst' });
      await crm.upload(photoPath(), await png({ width: 8, height: 8 }));
      const [one, other] = [await firstOf(PATH, 'data'), await firstOf(PATH, 'data')];
      assert.notEqual(one.Record_Image, other.Record_Image);
    });

    it('that does not exist is reported in three ways', async () => {
      const path = '/crm/v8/Contacts/4876876000000624999';
      assert.deepEqual(await codeOf('GET', path), [400, 'INVALID_DATA']);
      await crm.reset({ profile: 'newest' });
      assert.deepEqual(await codeOf('GET', path), [204, undefined]);
      await crm.reset({ profile: 'worst' });
      assert.deepEqual(await codeOf('GET', path), [404, 'INVALID_DATA']);
    });

    it('shows changes made through the control', async () => {
      await crm.control.patchRecord(AMELIA.module, AMELIA.id, { Title: 'CEO', $locked: true });
      assert.equal((await firstOf(PATH, 'data')).Title, 'CEO');
      assert.equal((await crm.control.record(AMELIA.module, AMELIA.id)).$locked, true);
    });
  });

  describe('settings', () => {
    it('list the modules, with the tab names of custom ones', async () => {
      const { body } = await crm.api('GET', '/crm/v2/settings/modules');
      const { modules } = body as { modules: Record<string, unknown>[] };
      assert.deepEqual(
        modules
          .filter(({ generated_type }) => generated_type === 'custom')
          .map(({ api_name, module_name, plural_label }) => [api_name, module_name, plural_label]),
        [
          ['Vehicles', 'CustomModule3', 'Vehicles'],
          ['CM1', 'CustomModule5', 'Shop windows'],
        ],
      );
    });

    it('list the modules with photos, from v8 on', async () => {
      const counts = [];
      for (const version of ['v7', 'v8']) {
        const path = `/crm/${version}/settings/modules?feature_name=record_image`;
        const { body } = await crm.api('GET', path);
        counts.push((body as { modules: unknown[] }).modules.length);
      }
      assert.deepEqual(counts, [10, 8]);
    });

    it('describe one module', async () => {
      const { api_name, display_field } = await firstOf(
        '/crm/v2/settings/modules/Leads',
        'modules',
      );
      assert.deepEqual([api_name, display_field], ['Leads', { api_name: 'Full_Name' }]);
      await crm.reset({ profile: 'newest' });
      const { status, body } = await crm.api('GET', '/crm/v2/settings/modules/Nonsense');
      const { details } = body as { details: unknown };
      assert.deepEqual([status, details], [400, { resource_path_index: 2 }]);
    });

    it('describe the fields of a module, with the photo if it has one', async () => {
      const photoFields = [];
      for (const module of ['Contacts', 'Quotes']) {
        const { body } = await crm.api('GET', `/crm/v2/settings/fields?module=${module}`);
        const { fields } = body as { fields: Record<string, unknown>[] };
        photoFields.push(fields.find(({ data_type }) => data_type === 'profileimage')?.api_name);
      }
      assert.deepEqual(photoFields, ['Record_Image', undefined]);
      const path = '/crm/v2/settings/fields';
      assert.deepEqual(await codeOf('GET', path), [400, 'REQUIRED_PARAM_MISSING']);
      assert.deepEqual(await codeOf('GET', `${path}?module=X`), [400, 'INVALID_MODULE']);
    });
  });

  it('name the current user', async () => {
    const user = await firstOf('/crm/v2/users?type=CurrentUser', 'users');
    assert.deepEqual(
      [user.full_name, user.email],
      ['Patricia Boyle', 'patricia.boyle@northwind.example'],
    );
    await crm.consent({ user: 'samir.okafor@northwind.example' });
    const other = await firstOf('/crm/v2/users?type=CurrentUser', 'users');
    assert.equal(other.full_name, 'Samir Okafor');
    const { body } = await crm.api('GET', '/crm/v2/users');
    assert.equal((body as { users: unknown[] }).users.length, 3);
    assert.deepEqual(await codeOf('GET', '/crm/v2/users?type=X'), [400, 'INVALID_DATA']);
  });

  it('name the organization', async () => {
    const production = await firstOf('/crm/v2/org', 'org');
    await crm.consent({ org: 'sandbox' });
    const sandbox = await firstOf('/crm/v2/org', 'org');
    assert.deepEqual(
      [production, sandbox].map(({ company_name, domain_name, type }) => [
        company_name,
        domain_name,
        type,
      ]),
      [
        ['Northwind Traders', 'org808232144', 'production'],
        ['Northwind Traders', 'northwindsandbox', 'sandbox'],
      ],
    );
  });

  it('has IDs that a JavaScript number can’t hold', async () => {
    for (const org of ['production', 'sandbox']) {
      await crm.consent({ org });
      const { id } = await firstOf('/crm/v2/org', 'org');
      assert.ok(typeof id === 'string' && /^\d{18,19}$/.test(id));
      assert.ok(BigInt(id) > 2n ** 53n);
    }
  });

  it('has no other path, version or method', async () => {
    for (const path of ['/', '/crm/v9/org', '/crm/v2/Contacts/1/2/3', '/crm/v2/%zz/1/photo']) {
      assert.deepEqual(await codeOf('GET', path), [404, 'INVALID_URL_PATTERN'], path);
    }
    for (const [method, path] of [
      ['PUT', photoPath()],
      ['POST', '/crm/v2/org'],
      ['DELETE', '/crm/v2/users'],
    ] as const) {
      assert.deepEqual(await codeOf(method, path), [400, 'INVALID_REQUEST_METHOD']);
    }
  });
});
