import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Place } from '../../../src/zoho/dataCentre.ts';
import { DATA_CENTRES, serversOf } from '../../../src/zoho/dataCentre.ts';
import { mismatchOf, recordLinkOf } from '../../../src/zoho/recordLink.ts';

const ID = '4876876000000624001';
const CRM = 'https://crm.zoho.eu';

/** Addresses of records, as they are seen: tab, what it calls the organisation. */
const RECORDS: [address: string, tab: string, organisation?: string][] = [
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

const NONE = [
  `${CRM}/crm/org808232144/tab/Leads/custom-view/${ID}/list?page=1`,
  `${CRM}/crm/org808232144/tab/Leads/create?layoutId=${ID}`,
  `${CRM}/crm/org808232144/tab/Leads`,
  `${CRM}/crm/EntityInfo.do?module=Leads`,
  `http://crm.zoho.eu/crm/tab/Leads/${ID}`,
  `https://crm.zoho.eu.evil.test/crm/tab/Leads/${ID}`,
  `https://crm.zoho.eu@evil.test/crm/tab/Leads/${ID}`,
  `https://www.zohoapis.eu/crm/tab/Leads/${ID}`,
  `${CRM}/crm/tab/Leads/12`,
  ID,
  '',
];

function place(environment: Place['environment']): Place {
  return { kind: 'zoho', dataCentre: 'EU', environment };
}

describe('an address of a record', () => {
  for (const [address, tab, organisation] of RECORDS) {
    it(`is read: ${address}`, () => {
      const host = new URL(address).host;
      assert.deepEqual(recordLinkOf(address, undefined), { tab, id: ID, organisation, host });
    });
  }

  for (const address of NONE) {
    it(`is none: “${address}”`, () => {
      assert.equal(recordLinkOf(address, undefined), undefined);
    });
  }

  it('of a server set up for trying out is taken from that one only', () => {
    const web = 'http://127.0.0.1:8003';
    assert.equal(recordLinkOf(`${web}/crm/x/tab/Leads/${ID}`, web)?.id, ID);
    assert.equal(recordLinkOf(`http://127.0.0.1:8004/crm/x/tab/Leads/${ID}`, web), undefined);
    assert.equal(recordLinkOf(`${CRM}/crm/x/tab/Leads/${ID}`, web), undefined);
  });

  it('is never of another host, and never throws', () => {
    const hosts = DATA_CENTRES.flatMap((dataCentre) =>
      (['production', 'sandbox'] as const).map(
        (environment) => new URL(serversOf({ kind: 'zoho', dataCentre, environment }).web).host,
      ),
    );
    const paths = fc.constantFrom(
      `/crm/tab/Leads/${ID}`,
      `/crm/org1/tab/Leads/${ID}`,
      '/',
      '/crm/EntityInfo.do?module=Leads&id=1',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.webAuthority({ withPort: true, withUserInfo: true }), paths)
        .map(([host, rest]) => `https://${host}${rest}`),
      fc
        .tuple(fc.constantFrom(...hosts), fc.string())
        .map(([host, rest]) => `https://${host}/crm/tab/${rest}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const link = recordLinkOf(text, undefined);
        assert.ok(link === undefined || (hosts.includes(link.host) && /^\d{10,19}$/.test(link.id)));
      }),
    );
  });
});

describe('whose address it is', () => {
  const account = {
    place: place('production'),
    organisation: { id: '808232144', domain: 'org808232144' },
  };
  const sandbox = {
    place: place('sandbox'),
    organisation: { id: '811940027', domain: 'northwindsandbox' },
  };
  const kindOf = (address: string, own = account): string | undefined => {
    const link = recordLinkOf(address, undefined);
    assert.ok(link);
    return mismatchOf(link, own)?.kind;
  };

  it('the account’s own, as far as it can be told', () => {
    assert.equal(kindOf(`${CRM}/crm/org808232144/tab/Leads/${ID}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/northwind/tab/Leads/${ID}`), undefined);
    assert.equal(kindOf(`${CRM}/crm/NorthwindSandbox/tab/Leads/${ID}`, sandbox), undefined);
    assert.equal(kindOf(`${CRM}/crm/org811940027/tab/Leads/${ID}`, sandbox), undefined);
  });

  it('another organisation’s, data centre’s or environment’s', () => {
    assert.equal(kindOf(`${CRM}/crm/org1808232144/tab/Leads/${ID}`), 'other-organisation');
    assert.equal(
      kindOf(`https://crm.zoho.com/crm/org808232144/tab/Leads/${ID}`),
      'other-data-centre',
    );
    assert.equal(kindOf(`https://crmsandbox.zoho.eu/crm/tab/Leads/${ID}`), 'sandbox');
    assert.equal(
      kindOf(`${CRM}/crm/northwindtraining/tab/Leads/${ID}`, sandbox),
      'other-organisation',
    );
  });
});
