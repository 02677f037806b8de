import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Authority, Place } from '../../../src/zoho/dataCenter.ts';
import {
  accountsOf,
  consoleOf,
  DATA_CENTERS,
  dataCenterOfAccounts,
  dataCenterOfLocation,
  ENVIRONMENTS,
  isUnconfirmed,
  placeName,
  placesOfApiDomain,
  sameAuthority,
  samePlace,
  serversOf,
} from '../../../src/zoho/dataCenter.ts';

const eu = { kind: 'zoho', dataCenter: 'EU', environment: 'production' } as const satisfies Place;

function hostsOf(place: Place): string[] {
  const { accounts, api, web } = serversOf(place);
  return [accounts, api, web].map((origin) => new URL(origin).host);
}

describe('serversOf', () => {
  it('returns the hosts of every data center as Zoho lists them', () => {
    const hosts = DATA_CENTERS.map((dataCenter) => hostsOf({ ...eu, dataCenter }));
    assert.deepEqual(hosts, [
      ['accounts.zoho.com', 'www.zohoapis.com', 'crm.zoho.com'],
      ['accounts.zoho.eu', 'www.zohoapis.eu', 'crm.zoho.eu'],
      ['accounts.zoho.in', 'www.zohoapis.in', 'crm.zoho.in'],
      ['accounts.zoho.com.au', 'www.zohoapis.com.au', 'crm.zoho.com.au'],
      ['accounts.zoho.jp', 'www.zohoapis.jp', 'crm.zoho.jp'],
      ['accounts.zohocloud.ca', 'www.zohoapis.ca', 'crm.zohocloud.ca'],
      ['accounts.zoho.sa', 'www.zohoapis.sa', 'crm.zoho.sa'],
      ['accounts.zoho.ae', 'www.zohoapis.ae', 'crm.zoho.ae'],
      ['accounts.zoho.uk', 'www.zohoapis.uk', 'crm.zoho.uk'],
      ['accounts.zoho.com.cn', 'www.zohoapis.com.cn', 'crm.zoho.com.cn'],
    ]);
  });

  it('has separate API hosts for sandboxes and developer organizations', () => {
    assert.equal(serversOf({ ...eu, environment: 'sandbox' }).api, 'https://sandbox.zohoapis.eu');
    assert.equal(
      serversOf({ ...eu, environment: 'developer' }).api,
      'https://developer.zohoapis.eu',
    );
    assert.equal(serversOf({ ...eu, environment: 'sandbox' }).web, 'https://crmsandbox.zoho.eu');
  });

  it('marks the hosts that no public source confirms', () => {
    const hosts = DATA_CENTERS.flatMap((dataCenter) => {
      const all = ENVIRONMENTS.map((environment) =>
        serversOf({ kind: 'zoho', dataCenter, environment }),
      );
      const origins = all.flatMap(({ accounts, api, web }) => [accounts, api, web]);
      return [...new Set(origins), consoleOf(dataCenter)];
    });
    assert.deepEqual(hosts.filter(isUnconfirmed), [
      'https://sandbox.zohoapis.ae',
      'https://developer.zohoapis.ae',
      'https://api-console.zoho.ae',
      'https://sandbox.zohoapis.uk',
      'https://developer.zohoapis.uk',
    ]);
  });

  it('links to the console of the data center', () => {
    assert.equal(consoleOf('AU'), 'https://api-console.zoho.com.au');
    assert.equal(consoleOf('CA'), 'https://api-console.zohocloud.ca');
  });
});

describe('placesOfApiDomain', () => {
  const authority = { kind: 'zoho', dataCenter: 'EU' } as const satisfies Authority;

  it('recognizes the environment from a domain that belongs to only one', () => {
    assert.deepEqual(placesOfApiDomain(authority, 'https://sandbox.zohoapis.eu'), [
      { ...eu, environment: 'sandbox' },
    ]);
    assert.deepEqual(placesOfApiDomain(authority, 'https://developer.zohoapis.eu'), [
      { ...eu, environment: 'developer' },
    ]);
  });

  it('leaves every environment open if the domain is production’s, and starts with that', () => {
    assert.deepEqual(placesOfApiDomain(authority, 'https://www.zohoapis.eu'), [
      eu,
      { ...eu, environment: 'sandbox' },
      { ...eu, environment: 'developer' },
    ]);
  });

  it('leaves every environment open if there is no domain, or one outside the CRM', () => {
    const all = ['production', 'sandbox', 'developer'].map((environment) => ({
      ...eu,
      environment,
    }));
    assert.deepEqual(placesOfApiDomain(authority, ''), all);
    assert.deepEqual(placesOfApiDomain(authority, 'https://api.zoho.eu'), all);
  });

  it('leads to no other host, however similar', () => {
    for (const domain of [
      'https://www.zohoapis.com',
      'https://www.zohoapis.eu.evil.example',
      'https://www.zohoapis.eu:8443',
      'https://www.zohoapis.eu/',
      'https://evil@www.zohoapis.eu',
      'http://www.zohoapis.eu',
      'https://wwwXzohoapis.eu',
      'https://api.zoho.com',
      'https://api.zohoapis.eu',
    ]) {
      assert.deepEqual(placesOfApiDomain(authority, domain), [], domain);
    }
  });

  it('accepts a custom server’s own API and none of Zoho’s', () => {
    const servers = {
      accounts: 'http://127.0.0.1:1',
      api: 'http://127.0.0.1:2',
      web: 'http://127.0.0.1:3',
    };
    const custom = { kind: 'custom', servers } as const;
    assert.deepEqual(placesOfApiDomain(custom, 'http://127.0.0.1:2'), [
      { ...custom, environment: 'production' },
    ]);
    assert.deepEqual(placesOfApiDomain(custom, ''), [{ ...custom, environment: 'production' }]);
    assert.deepEqual(placesOfApiDomain(custom, 'https://www.zohoapis.com'), []);
    assert.deepEqual(placesOfApiDomain(custom, 'http://127.0.0.1:1'), []);
  });
});

describe('the data center of a URL', () => {
  it('is the one that it belongs to, for every data center in the table', () => {
    for (const dataCenter of DATA_CENTERS) {
      const authority = { kind: 'zoho', dataCenter } as const;
      assert.equal(dataCenterOfAccounts(accountsOf(authority)), dataCenter);
      assert.equal(dataCenterOfLocation(dataCenter.toLowerCase()), dataCenter);
    }
  });

  it('is none if the URL only resembles one', () => {
    const origins = ['https://accounts.zoho.com/', 'http://accounts.zoho.com', 'https://zoho.com'];
    assert.deepEqual(
      origins.map(dataCenterOfAccounts),
      origins.map(() => undefined),
    );
    const locations = ['US', 'xx', '', 'constructor'];
    assert.deepEqual(
      locations.map(dataCenterOfLocation),
      locations.map(() => undefined),
    );
  });
});

describe('places', () => {
  const servers = { accounts: 'https://a.test', api: 'https://b.test', web: 'https://c.test' };
  const custom = { kind: 'custom', servers, environment: 'production' } as const;

  it('are the same only if every server is', () => {
    assert.equal(samePlace(custom, { ...custom }), true);
    for (const name of ['accounts', 'api', 'web'] as const) {
      const other = { ...custom, servers: { ...servers, [name]: 'https://d.test' } };
      assert.equal(samePlace(custom, other), false, name);
    }
    assert.equal(samePlace(custom, eu), false);
    assert.equal(samePlace(eu, { ...eu, environment: 'sandbox' }), false);
  });

  it('share an accounts server over all environments', () => {
    assert.equal(sameAuthority(eu, { ...eu, environment: 'sandbox' } as Place), true);
    assert.equal(sameAuthority(eu, { kind: 'zoho', dataCenter: 'US' }), false);
    assert.equal(sameAuthority(eu, custom), false);
  });

  it('are shown as the data center, or as the host of a custom server', () => {
    assert.equal(placeName(eu), 'EU');
    assert.equal(placeName(custom), 'b.test');
  });
});
