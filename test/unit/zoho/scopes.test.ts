import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  allows,
  joinedScopes,
  COQL_SCOPE,
  isOfCrm,
  moduleScope,
  SCOPES,
  SEARCH_SCOPE,
} from '../../../src/zoho/scopes.ts';

it('a module with photos has its own scope, and all custom ones share one', () => {
  assert.equal(moduleScope('Leads', 'CREATE'), 'ZohoCRM.modules.leads.CREATE');
  assert.equal(moduleScope('Deals', 'READ'), 'ZohoCRM.modules.deals.READ');
  assert.equal(moduleScope('Vehicles', 'CREATE'), 'ZohoCRM.modules.custom.CREATE');
  assert.equal(moduleScope('constructor', 'READ'), 'ZohoCRM.modules.custom.READ');
});

it('every requested scope is needed to find records and change their photos', () => {
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

it('no requested scope can change or delete a record', () => {
  assert.deepEqual(
    SCOPES.filter((scope) => /\.(ALL|DELETE|UPDATE|WRITE)$/.test(scope)),
    [],
  );
});

const LEADS = 'ZohoCRM.modules.leads.READ';

it('a scope is granted by itself, in any case, or by a broader one', () => {
  for (const granted of [
    LEADS,
    'zohocrm.modules.Leads.read',
    'ZohoCRM.modules.leads.ALL',
    'ZohoCRM.modules.READ',
    'ZohoCRM.modules.ALL',
  ]) {
    assert.ok(allows(['ZohoCRM.org.READ', granted], LEADS), granted);
  }
  const settings = 'ZohoCRM.settings.fields.READ';
  for (const granted of [
    'ZohoCRM.settings.ALL',
    'ZohoCRM.settings.READ',
    'zohocrm.settings.fields.all',
  ]) {
    assert.ok(allows([granted], settings), granted);
  }
  for (const granted of ['ZohoCRM.modules.WRITE', 'ZohoCRM.modules.leads.WRITE']) {
    assert.ok(allows([granted], 'ZohoCRM.modules.leads.CREATE'), granted);
  }
  assert.ok(allows(['ZohoCRM.org.ALL'], 'ZohoCRM.org.READ'));
  assert.ok(allows(['ZohoCRM.coql.read'], COQL_SCOPE));
});

it('nothing else grants it', () => {
  for (const granted of [
    '',
    'ZohoCRM.ALL',
    'ZohoCRM.READ',
    'ALL',
    'ZohoCRM.modules',
    'ZohoCRM.modules.leads',
    'ZohoCRM.modules.leads.CREATE',
    'ZohoCRM.modules.leads.READ.ALL',
    'ZohoCRM.modules.contacts.ALL',
    'ZohoCRM.modules.WRITE',
    'ZohoCRM.settings.ALL',
    'ZohoDesk.modules.ALL',
    'ZohoCRM.modulesXALL',
  ]) {
    assert.ok(!allows([granted], LEADS), granted);
  }
  assert.ok(!allows([], LEADS));
  assert.ok(!allows(['ZohoCRM.modules.CREATE'], 'ZohoCRM.modules.leads.DELETE'));
  assert.ok(!allows(['ZohoCRM.search.READ', 'ZohoCRM.modules.ALL'], SEARCH_SCOPE));
});

it('scopes that Zoho writes differently are not requested twice', () => {
  const granted = [
    'zohocrm.modules.leads.read',
    'zohocrm.modules.leads.delete',
    'ZohoCRM.coql.READ',
  ];
  assert.deepEqual(joinedScopes([LEADS], granted), [
    LEADS,
    'zohocrm.modules.leads.delete',
    'ZohoCRM.coql.READ',
  ]);
});

it('one scope does not belong to the CRM: that of the search', () => {
  assert.deepEqual(
    SCOPES.filter((scope) => !isOfCrm(scope)),
    [SEARCH_SCOPE],
  );
});
