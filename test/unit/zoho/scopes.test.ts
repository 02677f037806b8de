import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moduleScope, SCOPES } from '../../../src/zoho/scopes.ts';

it('a module with photos of its own has a scope of its own, and all custom ones share one', () => {
  assert.equal(moduleScope('Leads', 'CREATE'), 'ZohoCRM.modules.leads.CREATE');
  assert.equal(moduleScope('Deals', 'READ'), 'ZohoCRM.modules.deals.READ');
  assert.equal(moduleScope('Vehicles', 'CREATE'), 'ZohoCRM.modules.custom.CREATE');
  assert.equal(moduleScope('constructor', 'READ'), 'ZohoCRM.modules.custom.READ');
});

it('everything that is asked for is needed to find records and give them photos, and no more', () => {
  const modules = ['leads', 'contacts', 'accounts', 'products', 'vendors', 'deals', 'custom'];
  assert.deepEqual(
    [...SCOPES].sort(),
    [
      ...modules.flatMap((name) => [
        `ZohoCRM.modules.${name}.READ`,
        `ZohoCRM.modules.${name}.CREATE`,
      ]),
      'ZohoCRM.org.READ',
      'ZohoCRM.settings.layouts.READ',
      'ZohoCRM.settings.modules.READ',
      'ZohoSearch.securesearch.READ',
      'ZohoCRM.users.READ',
    ].sort(),
  );
});

it('a scope that can change or delete a record is not among them', () => {
  assert.deepEqual(
    SCOPES.filter((scope) => /\.(ALL|DELETE|UPDATE|WRITE)$/.test(scope)),
    [],
  );
});
