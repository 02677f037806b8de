import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placesOfToken } from '../../../src/auth/tokenPlaces.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { ENVIRONMENTS } from '../../../src/zoho/dataCenter.ts';

describe('placesOfToken', () => {
  const authority = { kind: 'zoho', dataCenter: 'EU' } as const satisfies Authority;
  const all = ENVIRONMENTS.map((environment) => ({ ...authority, environment }));

  it('are all of the authority’s own when the answer names no server, or no environment', () => {
    for (const domain of [
      '',
      ' ',
      'null',
      'undefined',
      'EU',
      'no address',
      'https://',
      'https://api.zoho.eu',
      'https://api.zoho.eu/',
      'https://zohoapis.eu',
      'zohoapis.eu/crm/v8',
      'https://www.zohoapis.eu',
      'https://www.zohoapis.eu/',
      'https://www.zohoapis.eu/crm/v8',
      'HTTPS://WWW.ZOHOAPIS.EU',
      'www.zohoapis.eu',
    ]) {
      assert.deepEqual(placesOfToken(authority, domain), all, domain);
    }
  });

  it('are only the environment whose server it names', () => {
    for (const domain of ['https://sandbox.zohoapis.eu', 'sandbox.zohoapis.eu/']) {
      assert.deepEqual(placesOfToken(authority, domain), [
        { ...authority, environment: 'sandbox' },
      ]);
    }
  });

  it('are none when it names a foreign server', () => {
    for (const domain of [
      'https://www.zohoapis.com',
      'www.zohoapis.com',
      'https://api.zoho.com',
      'https://zohoapis.com',
      'https://zohoapis.eu.evil.test',
      'https://api.zoho.eu.evil.test',
      'https://www.zohoapis.eu.evil.test',
      'www.zohoapis.eu.evil.test',
      'evil.test',
      'https://www.zohoapis.eu@evil.test',
      'https://evil@www.zohoapis.eu',
      'https://www.zohoapis.eu:8443',
      'http://www.zohoapis.eu',
      'ftp://www.zohoapis.eu',
      'https://accounts.zoho.eu',
    ]) {
      assert.deepEqual(placesOfToken(authority, domain), [], domain);
    }
  });

  it('of a custom server are its own, and none of Zoho’s', () => {
    const servers = { accounts: 'http://[::1]:1', api: 'http://[::1]:2', web: 'http://[::1]:3' };
    const custom = { kind: 'custom', servers } as const;
    const own = [{ ...custom, environment: 'production' }];
    for (const domain of ['', 'http://[::1]:2', 'http://[::1]:2/']) {
      assert.deepEqual(placesOfToken(custom, domain), own, domain);
    }
    for (const domain of ['https://api.zoho.com', 'https://www.zohoapis.com', 'http://[::1]:1']) {
      assert.deepEqual(placesOfToken(custom, domain), [], domain);
    }
  });
});
