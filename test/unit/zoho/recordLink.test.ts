import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Place } from '../../../src/zoho/dataCenter.ts';
import { DATA_CENTERS, webDomainOf } from '../../../src/zoho/dataCenter.ts';
import { mismatchOf, recordLinkOf } from '../../../src/zoho/recordLink.ts';

const ID = '4876876000000624001';
const CRM = 'https://crm.zoho.eu';

/** Record URLs as found in use: their tab and organization. */
const RECORDS: [address: string, tab: string, organization?: string][] = [
  [`${CRM}/crm/org808232144/tab/CustomModule1/${ID}`, 'CustomModule1', 'org808232144'],
  [`${CRM}/crm/org808232144/tab/Leads/${ID}?sub=1#x`, 'Leads', 'org808232144'],
  [`${CRM}/crm/org808232144/tab/Potentials/${ID}/edit`, 'Potentials', 'org808232144'],
  [`${CRM}/crm/org808232144/tab/Leads/${ID}/canvas/12`, 'Leads', 'org808232144'],
  [`${CRM}/crm/patriots/tab/CustomModule21/${ID}`, 'CustomModule21', 'patriots'],
  [`${CRM}/crm/tab/Leads/${ID}`, 'Leads'],
  [`${CRM}/crm/EntityInfo.do?module=Leads&id=${ID}`, 'Leads'],
  [`${CRM}/crm/EntityInfo.do?x=1&id=${ID}&module=Vehicles`, 'Vehicles'],
  [
    `https://crmsandbox.zoho.eu/crm/boostedcrmsandbox/tab/Leads/${ID}`,
    'Leads',
    'boostedcrmsandbox',
  ],
  [`https://crm.zohocloud.ca/crm/org110000402423/tab/Deals/${ID}`, 'Deals', 'org110000402423'],
];

function place(environment: Place['environment']): Place {
  return { kind: 'zoho', dataCenter: 'EU', environment };
}

describe('a record URL', () => {
  for (const [address, tab, organization] of RECORDS) {
    it(`is read: ${address}`, () => {
      const host = new URL(address).host;
      assert.deepEqual(recordLinkOf(address, undefined), { tab, id: ID, organization, host });
    });
  }

  it('is rejected if it names no record', () => {
    for (const text of [`${CRM}/crm/org808232144/tab/Leads`, 'https://evil.example/', ID, '']) {
      assert.equal(recordLinkOf(text, undefined), undefined, text);
    }
  });
});

describe('the owner of a URL', () => {
  const account = {
    place: place('production'),
    organization: { id: '808232144', domain: 'org808232144' },
  };
  const sandbox = {
    place: place('sandbox'),
    organization: { id: '811940027', domain: 'northwindsandbox' },
  };
  const kindOf = (address: string, own = account): string | undefined => {
    const link = recordLinkOf(address, undefined);
    assert.ok(link);
    return mismatchOf(link, own)?.kind;
  };

  it('is the account itself, as far as the URL tells', () => {
    assert.equal(kindOf(`${CRM}/crm/org808232144/tab/Leads/${ID}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/northwind/tab/Leads/${ID}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/NorthwindSandbox/tab/Leads/${ID}`, sandbox), undefined);
    assert.equal(kindOf(`${CRM}/crm/org811940027/tab/Leads/${ID}`, sandbox), undefined);
  });

  it('is another organization, data center or environment', () => {
    assert.equal(kindOf(`${CRM}/crm/org1808232144/tab/Leads/${ID}`), 'other-organization');
    assert.equal(
      kindOf(`https://crm.zoho.com/crm/org808232144/tab/Leads/${ID}`),
      'other-data-center',
    );
    assert.equal(kindOf(`https://crmsandbox.zoho.eu/crm/tab/Leads/${ID}`), 'sandbox');
    assert.equal(
      kindOf(`${CRM}/crm/northwindtraining/tab/Leads/${ID}`, sandbox),
      'other-organization',
    );
  });

  it('is found inside Zoho One and CRM Plus too, where only the organization shows a sandbox', () => {
    const one = 'https://one.zoho.eu/zohoone/northwind/home/cxapp/crm';
    const plus = 'https://crmplus.zoho.eu/northwind/index.do/cxapp/crm';
    for (const app of [one, plus]) {
      assert.equal(kindOf(`${app}/org808232144/tab/Leads/${ID}`), undefined);
      assert.equal(kindOf(`${app}/org1808232144/tab/Leads/${ID}`), 'other-organization');
      assert.equal(kindOf(`${app}/org811940027/tab/Leads/${ID}`, sandbox), undefined);
      assert.equal(kindOf(`${app}/org808232144/tab/Leads/${ID}`, sandbox), 'other-organization');
    }
    for (const dataCenter of DATA_CENTERS.filter((other) => other !== 'EU')) {
      const host = `one.${webDomainOf(dataCenter)}`;
      const address = `https://${host}/zohoone/northwind/home/cxapp/crm/org808232144/tab/Leads/${ID}`;
      assert.equal(kindOf(address), 'other-data-center', host);
    }
  });

  it('is found in short and old URLs, with an organization or without', () => {
    const query = `module=Leads&id=${ID}`;
    assert.equal(kindOf(`${CRM}/crm/ShowEntityInfo.do?${query}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/org808232144/EntityInfo.do?${query}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/ORG808232144/EntityInfo.do?${query}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/org1808232144/EntityInfo.do?${query}`), 'other-organization');
    assert.equal(kindOf(`https://crmsandbox.zoho.eu/crm/EntityInfo.do?${query}`), 'sandbox');
    assert.equal(kindOf(`crm.zoho.in/crm/ShowEntityInfo.do?${query}`), 'other-data-center');
  });

  it('is found by name, if the organization has one', () => {
    const own = (domain: string): typeof account => ({
      ...account,
      organization: { id: '808232144', domain },
    });
    const named = `${CRM}/crm/Northwind/tab/Leads/${ID}`;
    assert.equal(kindOf(named, own('northwind')), undefined);
    assert.equal(kindOf(named, own('patriots')), 'other-organization');
    assert.equal(kindOf(`${CRM}/crm/org808232144/tab/Leads/${ID}`, own('northwind')), undefined);
    // Zoho has returned no name, so any name may be right.
    assert.equal(kindOf(named, own('808232144')), undefined);
  });
});
