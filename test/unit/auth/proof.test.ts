import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isProof, proofOf } from '../../../src/auth/proof.ts';
import type { Authority } from '../../../src/zoho/dataCentre.ts';
import { DATA_CENTRES, serversOf } from '../../../src/zoho/dataCentre.ts';

const EU: Authority = { kind: 'zoho', dataCentre: 'EU' };
const SERVERS = {
  accounts: 'http://127.0.0.1:1',
  api: 'http://127.0.0.1:2',
  web: 'http://127.0.0.1:3',
};
const CUSTOM: Authority = { kind: 'custom', servers: SERVERS };

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
  ['https://crm.zoho.eu/crm/northwind/tab/Leads', { kind: 'no-number' }],
  ['https://crm.zoho.eu/crm/tab/Leads/4876876000000624001', { kind: 'no-number' }],
  ['https://crm.zoho.eu/crm/org808232144x/tab', { kind: 'no-number' }],
  [
    'https://crm.zoho.com/crm/org808232144/tab/Home',
    { kind: 'other-data-centre', dataCentre: 'US' },
  ],
  [
    'https://crmsandbox.zoho.com/crm/org808232144/',
    { kind: 'other-data-centre', dataCentre: 'US' },
  ],
  ['https://crm.zoho.eu.evil.test/crm/org808232144/', { kind: 'not-understood' }],
  ['https://evil.test/?https://crm.zoho.eu/crm/org808232144/', { kind: 'not-understood' }],
  ['https://crm.zoho.eu@evil.test/crm/org808232144/', { kind: 'not-understood' }],
  ['https://crm.zoho.eu:444/crm/org808232144/', { kind: 'not-understood' }],
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
    assert.equal(proofOf(`${SERVERS.api}/crm/org808232144/`, CUSTOM).kind, 'not-understood');
    assert.equal(proofOf('https://crm.zoho.eu/crm/org808232144/', CUSTOM).kind, 'not-understood');
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
