import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { matchingFields, usualFields } from '../../../../src/batch/match/matchingFields.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { CrmField } from '../../../../src/zoho/fields.ts';
import { findFields } from '../../../../src/zoho/fields.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';

describe('the fields of a module', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  async function ask(module: string, scopes?: string[]): Promise<Result<CrmField[]>> {
    const accessToken = await world.control.issueAccessToken(scopes ? { scopes } : {});
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    const crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    return findFields(crm, module, AbortSignal.timeout(9000));
  }

  async function names(module: string): Promise<string[]> {
    const found = await ask(module);
    assert.ok(found.ok);
    return matchingFields(module, found.value).map(
      ({ apiName, type, unique, bar }) =>
        `${apiName}${type === 'text' ? '' : ` (${type})`}${unique ? ' (unique)' : ''}${bar === undefined ? '' : `: ${bar}`}`,
    );
  }

  it('are ordered: unique, common, auto-numbers, others, unusable', async () => {
    assert.deepEqual(await names('Contacts'), [
      'Student_Number (unique)',
      'Email',
      'Full_Name',
      'Phone (phone)',
      'Badge (number)',
      'Biography',
      'Department',
      'First_Name',
      'Last_Name',
      'Title',
      'Tax_ID: encrypted',
    ]);
    assert.deepEqual(await names('Products'), [
      'EAN (number) (unique)',
      'Product_Code',
      'Product_Name',
      'Article_Number',
    ]);
    assert.deepEqual(await names('Vehicles'), ['Number_Plate (unique)', 'Name']);
  });

  it('are barred if neither COQL nor the search accepts them', () => {
    const field = { apiName: 'A', label: 'A', dataType: 'text', unique: true, encrypted: false };
    const [first] = matchingFields('Leads', [{ ...field, searchable: false }]);
    assert.equal(first?.bar, 'not-searchable');
  });

  it('need a scope; without it, the common ones are offered', async () => {
    const found = await ask('Contacts', ['ZohoCRM.modules.ALL']);
    assert.ok(!found.ok && found.failure.kind === 'scope-missing');
    assert.equal(found.failure.scope, 'ZohoCRM.settings.fields.READ');
    assert.deepEqual(
      usualFields('Products').map(({ apiName }) => apiName),
      ['Product_Code', 'Product_Name'],
    );
    assert.deepEqual(
      usualFields('constructor').map(({ apiName }) => apiName),
      ['Name'],
    );
  });

  it('of a missing module', async () => {
    const found = await ask('Nothing');
    assert.equal(found.ok ? undefined : found.failure.kind, 'module-invalid');
  });

  it('are the common ones if Zoho lists none of a known type', () => {
    const field = { label: 'X', unique: false, encrypted: false, searchable: true };
    const odd = { ...field, apiName: 'X', dataType: 'something_new' };
    assert.deepEqual(matchingFields('Leads', []), usualFields('Leads'));
    assert.deepEqual(matchingFields('Leads', [odd]), usualFields('Leads'));
    const email = { ...field, apiName: 'Email', label: 'E-mail', dataType: '' };
    assert.deepEqual(
      matchingFields('Leads', [odd, email]).map(({ label, type }) => [label, type]),
      [['E-mail', 'text']],
    );
  });
});
