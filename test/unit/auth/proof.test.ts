import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ProofProblem } from '../../../src/auth/proof.ts';
import { isProof, proofOf } from '../../../src/auth/proof.ts';
import type { OtherAddress } from '../../../src/zoho/crmAddress.ts';
import type { Authority } from '../../../src/zoho/dataCentre.ts';
import { DATA_CENTRES, serversOf } from '../../../src/zoho/dataCentre.ts';

const EU: Authority = { kind: 'zoho', dataCentre: 'EU' };
const SERVERS = {
  accounts: 'http://127.0.0.1:1',
  api: 'http://127.0.0.1:2',
  web: 'http://127.0.0.1:3',
};
const CUSTOM: Authority = { kind: 'custom', servers: SERVERS };

const ORGANISATION = { kind: 'organisation', id: '808232144' };

function elsewhere(address: OtherAddress): ProofProblem {
  return { kind: 'not-of-crm', address };
}

function otherHost(host: string): ProofProblem {
  return elsewhere({ kind: 'other-host', host });
}

/** What is pasted, and what it is taken for. */
const CASES: [string, unknown][] = [
  ['', { kind: 'empty' }],
  ['808232144', { kind: 'organisation', id: '808232144' }],
  ['org808232144', { kind: 'organisation', id: '808232144' }],
  ['1000.0a1b.2c3d', { kind: 'code', code: '1000.0a1b.2c3d' }],
  [
    'https://crm.zoho.eu/crm/org808232144/tab/Home/begin',
    { kind: 'organisation', id: '808232144' },
  ],
  ['crm.zoho.eu/crm/org808232144', { kind: 'organisation', id: '808232144' }],
  ['https://crmsandbox.zoho.eu/crm/org808232144/', { kind: 'sandbox' }],
  ['crmsandbox.zoho.eu/crm/northwindsandbox/tab/Home/begin', { kind: 'sandbox' }],
  ['https://crm.zoho.eu/crm/northwind/tab/Leads', { kind: 'no-number', name: 'northwind' }],
  ['https://crm.zoho.eu/crm/tab/Leads/4876876000000624001', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/WebToLeadForm', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/settings/profile', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/org80', elsewhere({ kind: 'unreadable', why: 'cut-off' })],
  ['My CRM: crm.zoho.eu/crm/org808232144/tab/Home/begin', ORGANISATION],
  ['https://crm.zoho.eu/crm/org808232144x/tab', { kind: 'no-number', name: 'org808232144x' }],
  ['ZohoCRM.808232144', { kind: 'organisation', id: '808232144' }],
  ['soid=ZohoCRM.808232144', ORGANISATION],
  ['Organization ID: 808232144', ORGANISATION],
  ['Organisation ID 808232144', ORGANISATION],
  ['Org ID: org808232144', ORGANISATION],
  ['ORG-808232144', ORGANISATION],
  ['"zgid":"808232144"', ORGANISATION],
  ['組織ID：８０８２３２１４４', ORGANISATION],
  ['org808232144/', ORGANISATION],
  ['Code: 1000.0a1b.2c3d', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['{"code":"1000.0a1b.2c3d"}', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['Lead ID: 4876876000000624001', { kind: 'record-id' }],
  ['Amelia zcrm_4876876000000624001', { kind: 'record-id' }],
  ['Organization ID: 4876876000000624001', { kind: 'record-id' }],
  ['\u200B"org808232144" ', { kind: 'organisation', id: '808232144' }],
  ['\u201C1000.0a1b.2c3d\u201D', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['<https://crm.zoho.eu/crm/org808232144/tab/Leads/custom-view/1/list>', ORGANISATION],
  ['https://crm.zoho.eu/crm/org808232144/EntityInfo.do?module=Leads', ORGANISATION],
  ['CRM.ZOHO.EU/crm/org808232144/tab/Leads/12', ORGANISATION],
  [
    'https://one.zoho.eu/zohoone/northwind/home/cxapp/crm/org808232144/tab/Home/begin',
    ORGANISATION,
  ],
  [
    'one.zoho.eu/zohoone/northwind/home/cxapp-spaces/x/crm/org808232144/tab/Leads/4876876000000624001',
    ORGANISATION,
  ],
  ['https://crmplus.zoho.eu/northwind/index.do/cxapp/crm/org808232144/tab/Leads', ORGANISATION],
  [
    'https://one.zoho.com/zohoone/northwind/home/cxapp/crm/org808232144/tab/Home',
    { kind: 'other-data-centre', dataCentre: 'US' },
  ],
  ['4876876000000624001', { kind: 'record-id' }],
  ['zcrm_4876876000000624001', { kind: 'record-id' }],
  [
    'https://desk.zoho.eu/agent/northwind',
    elsewhere({ kind: 'other-product', product: 'Zoho Desk', host: 'desk.zoho.eu' }),
  ],
  [
    'https://one.zoho.eu/zohoone/northwind/home',
    elsewhere({ kind: 'other-product', product: 'Zoho One', host: 'one.zoho.eu' }),
  ],
  ['https://crm.zoho.eu/crm/org8082…', elsewhere({ kind: 'unreadable', why: 'cut-off' })],
  ['/crm/org808232144/tab/Home', elsewhere({ kind: 'unreadable', why: 'no-host' })],
  [
    'https://crm.zoho.com/crm/org808232144/tab/Home',
    { kind: 'other-data-centre', dataCentre: 'US' },
  ],
  [
    'https://crmsandbox.zoho.com/crm/org808232144/',
    { kind: 'other-data-centre', dataCentre: 'US' },
  ],
  ['https://crm.zoho.eu.evil.test/crm/org808232144/', otherHost('crm.zoho.eu.evil.test')],
  ['https://evil.test/?https://crm.zoho.eu/crm/org808232144/', otherHost('evil.test')],
  [
    'https://crm.zoho.eu@evil.test/crm/org808232144/',
    elsewhere({ kind: 'unreadable', why: 'odd' }),
  ],
  ['https://crm.zoho.eu:444/crm/org808232144/', otherHost('crm.zoho.eu:444')],
  ['my organisation', { kind: 'not-understood' }],
  ['1234', { kind: 'not-understood' }],
];

describe('what shows whose organisation a self client is for', () => {
  for (const [text, expected] of CASES) {
    it(`reads “${text}”`, () => {
      assert.deepEqual(proofOf(text, EU), expected);
    });
  }

  it('takes an address of each data centre there, and of none elsewhere', () => {
    for (const dataCentre of DATA_CENTRES) {
      const { web } = serversOf({ kind: 'zoho', dataCentre, environment: 'production' });
      for (const asked of DATA_CENTRES) {
        const proof = proofOf(`${web}/crm/org808232144/tab/Home`, {
          kind: 'zoho',
          dataCentre: asked,
        });
        assert.equal(proof.kind, asked === dataCentre ? 'organisation' : 'other-data-centre');
      }
    }
  });

  it('takes no address of a sandbox: that takes a code', () => {
    for (const dataCentre of DATA_CENTRES) {
      const { web } = serversOf({ kind: 'zoho', dataCentre, environment: 'sandbox' });
      const proof = proofOf(`${web}/crm/org808232144/tab/Home`, { kind: 'zoho', dataCentre });
      assert.equal(proof.kind, 'sandbox');
    }
  });

  it('takes a custom server’s own address only', () => {
    assert.equal(proofOf(`${SERVERS.web}/crm/org808232144/`, CUSTOM).kind, 'organisation');
    assert.equal(proofOf(`${SERVERS.api}/crm/org808232144/`, CUSTOM).kind, 'not-of-crm');
    assert.equal(proofOf('https://crm.zoho.eu/crm/org808232144/', CUSTOM).kind, 'not-of-crm');
  });

  it('never throws, and never takes an organisation that is not in the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .tuple(fc.constantFrom('https://crm.zoho.eu/crm/', 'org', ''), fc.string())
        .map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const proof = proofOf(text, EU);
        const given =
          proof.kind === 'organisation' ? proof.id : proof.kind === 'code' ? proof.code : '';
        assert.ok(text.includes(given));
        assert.equal(isProof(proof), proof.kind === 'organisation' || proof.kind === 'code');
      }),
    );
  });
});
