import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ProofProblem } from '../../../src/auth/proof.ts';
import { isProof, proofOf } from '../../../src/auth/proof.ts';
import type { OtherAddress } from '../../../src/zoho/crmAddress.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { DATA_CENTERS, serversOf } from '../../../src/zoho/dataCenter.ts';

const EU: Authority = { kind: 'zoho', dataCenter: 'EU' };
const SERVERS = {
  accounts: 'http://127.0.0.1:1',
  api: 'http://127.0.0.1:2',
  web: 'http://127.0.0.1:3',
};
const CUSTOM: Authority = { kind: 'custom', servers: SERVERS };

const ORGANIZATION = { kind: 'organization', id: '808232144' };

function elsewhere(address: OtherAddress): ProofProblem {
  return { kind: 'not-of-crm', address };
}

function otherHost(host: string): ProofProblem {
  return elsewhere({ kind: 'other-host', host });
}

/** What is pasted, and how it is read. */
const CASES: [string, unknown][] = [
  ['', { kind: 'empty' }],
  ['808232144', { kind: 'organization', id: '808232144' }],
  ['org808232144', { kind: 'organization', id: '808232144' }],
  ['1000.0a1b.2c3d', { kind: 'code', code: '1000.0a1b.2c3d' }],
  [
    'https://crm.zoho.eu/crm/org808232144/tab/Home/begin',
    { kind: 'organization', id: '808232144' },
  ],
  ['crm.zoho.eu/crm/org808232144', { kind: 'organization', id: '808232144' }],
  ['https://crmsandbox.zoho.eu/crm/org808232144/', { kind: 'sandbox' }],
  ['crmsandbox.zoho.eu/crm/northwindsandbox/tab/Home/begin', { kind: 'sandbox' }],
  ['https://crm.zoho.eu/crm/northwind/tab/Leads', { kind: 'no-number', name: 'northwind' }],
  ['https://crm.zoho.eu/crm/tab/Leads/4876876000000624001', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/WebToLeadForm', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/settings/profile', { kind: 'no-number', name: undefined }],
  ['https://crm.zoho.eu/crm/org80', elsewhere({ kind: 'unreadable', why: 'cut-off' })],
  ['My CRM: crm.zoho.eu/crm/org808232144/tab/Home/begin', ORGANIZATION],
  ['https://crm.zoho.eu/crm/org808232144x/tab', { kind: 'no-number', name: 'org808232144x' }],
  ['ZohoCRM.808232144', { kind: 'organization', id: '808232144' }],
  ['soid=ZohoCRM.808232144', ORGANIZATION],
  ['Organization ID: 808232144', ORGANIZATION],
  ['Organization ID 808232144', ORGANIZATION],
  ['Org ID: org808232144', ORGANIZATION],
  ['ORG-808232144', ORGANIZATION],
  ['"zgid":"808232144"', ORGANIZATION],
  ['組織ID：８０８２３２１４４', ORGANIZATION],
  ['org808232144/', ORGANIZATION],
  ['Code: 1000.0a1b.2c3d', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['{"code":"1000.0a1b.2c3d"}', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['Lead ID: 4876876000000624001', { kind: 'record-id' }],
  ['Amelia zcrm_4876876000000624001', { kind: 'record-id' }],
  ['Organization ID: 4876876000000624001', { kind: 'record-id' }],
  ['\u200B"org808232144" ', { kind: 'organization', id: '808232144' }],
  ['\u201C1000.0a1b.2c3d\u201D', { kind: 'code', code: '1000.0a1b.2c3d' }],
  ['<https://crm.zoho.eu/crm/org808232144/tab/Leads/custom-view/1/list>', ORGANIZATION],
  ['https://crm.zoho.eu/crm/org808232144/EntityInfo.do?module=Leads', ORGANIZATION],
  ['CRM.ZOHO.EU/crm/org808232144/tab/Leads/12', ORGANIZATION],
  [
    'https://one.zoho.eu/zohoone/northwind/home/cxapp/crm/org808232144/tab/Home/begin',
    ORGANIZATION,
  ],
  [
    'one.zoho.eu/zohoone/northwind/home/cxapp-spaces/x/crm/org808232144/tab/Leads/4876876000000624001',
    ORGANIZATION,
  ],
  ['https://crmplus.zoho.eu/northwind/index.do/cxapp/crm/org808232144/tab/Leads', ORGANIZATION],
  [
    'https://one.zoho.com/zohoone/northwind/home/cxapp/crm/org808232144/tab/Home',
    { kind: 'other-data-center', dataCenter: 'US' },
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
    { kind: 'other-data-center', dataCenter: 'US' },
  ],
  [
    'https://crmsandbox.zoho.com/crm/org808232144/',
    { kind: 'other-data-center', dataCenter: 'US' },
  ],
  ['https://crm.zoho.eu.evil.test/crm/org808232144/', otherHost('crm.zoho.eu.evil.test')],
  ['https://evil.test/?https://crm.zoho.eu/crm/org808232144/', otherHost('evil.test')],
  [
    'https://crm.zoho.eu@evil.test/crm/org808232144/',
    elsewhere({ kind: 'unreadable', why: 'odd' }),
  ],
  ['https://crm.zoho.eu:444/crm/org808232144/', otherHost('crm.zoho.eu:444')],
  ['my organization', { kind: 'not-understood' }],
  ['1234', { kind: 'not-understood' }],
];

describe('what identifies a self client’s organization', () => {
  for (const [text, expected] of CASES) {
    it(`reads “${text}”`, () => {
      assert.deepEqual(proofOf(text, EU), expected);
    });
  }

  it('accepts a URL of each data center there, and of none elsewhere', () => {
    for (const dataCenter of DATA_CENTERS) {
      const { web } = serversOf({ kind: 'zoho', dataCenter, environment: 'production' });
      for (const asked of DATA_CENTERS) {
        const proof = proofOf(`${web}/crm/org808232144/tab/Home`, {
          kind: 'zoho',
          dataCenter: asked,
        });
        assert.equal(proof.kind, asked === dataCenter ? 'organization' : 'other-data-center');
      }
    }
  });

  it('accepts no sandbox URL: that needs a code', () => {
    for (const dataCenter of DATA_CENTERS) {
      const { web } = serversOf({ kind: 'zoho', dataCenter, environment: 'sandbox' });
      const proof = proofOf(`${web}/crm/org808232144/tab/Home`, { kind: 'zoho', dataCenter });
      assert.equal(proof.kind, 'sandbox');
    }
  });

  it('accepts only a custom server’s own URL', () => {
    assert.equal(proofOf(`${SERVERS.web}/crm/org808232144/`, CUSTOM).kind, 'organization');
    assert.equal(proofOf(`${SERVERS.api}/crm/org808232144/`, CUSTOM).kind, 'not-of-crm');
    assert.equal(proofOf('https://crm.zoho.eu/crm/org808232144/', CUSTOM).kind, 'not-of-crm');
  });

  it('never throws, and never returns an organization that is not in the text', () => {
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
          proof.kind === 'organization' ? proof.id : proof.kind === 'code' ? proof.code : '';
        assert.ok(text.includes(given));
        assert.equal(isProof(proof), proof.kind === 'organization' || proof.kind === 'code');
      }),
    );
  });
});
