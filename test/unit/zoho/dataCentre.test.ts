import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Place } from '../../../src/zoho/dataCentre.ts';
import {
  consoleOf,
  DATA_CENTRES,
  placeOfApiDomain,
  samePlace,
  serversOf,
} from '../../../src/zoho/dataCentre.ts';

const eu = { kind: 'zoho', dataCentre: 'EU', environment: 'production' } as const satisfies Place;

function hostsOf(place: Place): string[] {
  const { accounts, api, web } = serversOf(place);
  return [accounts, api, web].map((origin) => new URL(origin).host);
}

describe('serversOf', () => {
  it('names the hosts of every data centre as Zoho lists them', () => {
    const hosts = DATA_CENTRES.map((dataCentre) => hostsOf({ ...eu, dataCentre }));
    assert.deepEqual(hosts, [
      ['accounts.zoho.com', 'www.zohoapis.com', 'crm.zoho.com'],
      ['accounts.zoho.eu', 'www.zohoapis.eu', 'crm.zoho.eu'],
      ['accounts.zoho.in', 'www.zohoapis.in', 'crm.zoho.in'],
      ['accounts.zoho.com.au', 'www.zohoapis.com.au', 'crm.zoho.com.au'],
      ['accounts.zoho.jp', 'www.zohoapis.jp', 'crm.zoho.jp'],
      ['accounts.zohocloud.ca', 'www.zohoapis.ca', 'crm.zohocloud.ca'],
      ['accounts.zoho.sa', 'www.zohoapis.sa', 'crm.zoho.sa'],
      ['accounts.zoho.uk', 'www.zohoapis.uk', 'crm.zoho.uk'],
      ['accounts.zoho.com.cn', 'www.zohoapis.com.cn', 'crm.zoho.com.cn'],
    ]);
  });

  it('has an API host of its own for sandboxes and developer organisations', () => {
    assert.equal(serversOf({ ...eu, environment: 'sandbox' }).api, 'https://sandbox.zohoapis.eu');
    assert.equal(
      serversOf({ ...eu, environment: 'developer' }).api,
      'https://developer.zohoapis.eu',
    );
    assert.equal(serversOf({ ...eu, environment: 'sandbox' }).web, 'https://crmsandbox.zoho.eu');
  });

  it('leads to the console of the data centre', () => {
    assert.equal(consoleOf('AU'), 'https://api-console.zoho.com.au');
    assert.equal(consoleOf('CA'), 'https://api-console.zohocloud.ca');
  });
});

describe('placeOfApiDomain', () => {
  it('takes the data centre’s own domains, and learns the environment from them', () => {
    assert.deepEqual(placeOfApiDomain(eu, 'https://www.zohoapis.eu'), eu);
    assert.deepEqual(placeOfApiDomain(eu, 'https://sandbox.zohoapis.eu'), {
      ...eu,
      environment: 'sandbox',
    });
  });

  it('keeps the environment that the person named when the domain does not tell', () => {
    const sandbox = { ...eu, environment: 'sandbox' } as const;
    assert.deepEqual(placeOfApiDomain(sandbox, 'https://www.zohoapis.eu'), sandbox);
  });

  it('refuses every other host, however alike', () => {
    for (const domain of [
      'https://www.zohoapis.com',
      'https://www.zohoapis.eu.evil.example',
      'https://www.zohoapis.eu:8443',
      'https://www.zohoapis.eu/',
      'https://evil@www.zohoapis.eu',
      'http://www.zohoapis.eu',
      'https://wwwXzohoapis.eu',
      '',
    ]) {
      assert.equal(placeOfApiDomain(eu, domain), undefined, domain);
    }
  });

  it('takes a custom server’s own API and nothing of Zoho’s', () => {
    const servers = {
      accounts: 'http://127.0.0.1:1',
      api: 'http://127.0.0.1:2',
      web: 'http://127.0.0.1:3',
    };
    const custom = { kind: 'custom', servers, environment: 'production' } as const;
    assert.deepEqual(placeOfApiDomain(custom, 'http://127.0.0.1:2'), custom);
    assert.equal(placeOfApiDomain(custom, 'https://www.zohoapis.com'), undefined);
    assert.equal(
      samePlace(custom, { ...custom, servers: { ...servers, web: 'http://127.0.0.1:4' } }),
      false,
    );
    assert.equal(samePlace(custom, eu), false);
  });
});
