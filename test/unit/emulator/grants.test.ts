import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { STANDARD_CLIENT } from '../../emulator/client.ts';
import type { Consent } from '../../emulator/consent.ts';
import { seedOrganizations } from '../../emulator/data.ts';
import { CONSOLE_TERMS } from '../../emulator/grantCodes.ts';
import type { AccessToken, TokenError } from '../../emulator/grants.ts';
import { Grants } from '../../emulator/grants.ts';
import { Mint } from '../../emulator/mint.ts';

const MINUTE = 60_000;
const client = STANDARD_CLIENT;

describe('Grants', () => {
  let now = 0;
  let grants: Grants;
  let consent: Consent;
  beforeEach(() => {
    now = Date.UTC(2026, 10, 23);
    grants = new Grants(() => now, new Mint());
    const [organization] = seedOrganizations();
    const [user] = organization.users;
    assert.ok(user);
    consent = { client, organization, user, scopes: [] };
  });

  function granted<T extends object>(result: T | TokenError): T {
    assert.ok(typeof result === 'object' && !('error' in result), JSON.stringify(result));
    return result;
  }
  function redeemed(): { refresh: string; access: AccessToken } {
    const { refresh, access } = granted(grants.redeemCode(client, grants.codes.issue(consent)));
    assert.ok(refresh);
    return { refresh, access };
  }

  it('takes a code once', () => {
    const code = grants.codes.issue(consent);
    granted(grants.redeemCode(client, code));
    assert.deepEqual(grants.redeemCode(client, code), { error: 'invalid_code' });
  });

  it('takes a code for three minutes, or for as long as the console was told', () => {
    const [three = '', one = ''] = [CONSOLE_TERMS, { ...CONSOLE_TERMS, validMs: MINUTE }].map(
      (terms) => grants.codes.issue(consent, terms),
    );
    now += MINUTE;
    assert.deepEqual(grants.redeemCode(client, one), { error: 'invalid_code' });
    now += 2 * MINUTE - 1;
    granted(grants.redeemCode(client, three));
    const late = grants.codes.issue(consent);
    now += 3 * MINUTE;
    assert.deepEqual(grants.redeemCode(client, late), { error: 'invalid_code' });
  });

  it('takes neither code nor refresh token from another client', () => {
    const other = { ...client, id: 'other' };
    assert.deepEqual(grants.redeemCode(other, grants.codes.issue(consent)), {
      error: 'invalid_code',
    });
    assert.deepEqual(grants.refresh(other, redeemed().refresh, false), { error: 'invalid_code' });
  });

  it('lets an access token live for an hour', () => {
    const { access } = redeemed();
    now += 60 * MINUTE - 1;
    assert.equal(grants.isExpired(access), false);
    now += 1;
    assert.equal(grants.isExpired(access), true);
  });

  it('gives ten access tokens in ten minutes, the one with the code included', () => {
    const { refresh } = redeemed();
    for (let count = 2; count <= 10; count += 1) {
      granted(grants.refresh(client, refresh, false));
    }
    assert.equal(grants.refresh(client, refresh, false), 'throttled');
    now += 10 * MINUTE - 1;
    assert.equal(grants.refresh(client, refresh, false), 'throttled');
    now += 1;
    granted(grants.refresh(client, refresh, false));
  });

  it('begins the ten minutes anew with each try where the profile says so', () => {
    const { refresh } = redeemed();
    for (let count = 2; count <= 10; count += 1) {
      granted(grants.refresh(client, refresh, true));
    }
    now += 9 * MINUTE;
    assert.equal(grants.refresh(client, refresh, true), 'throttled');
    now += 9 * MINUTE;
    assert.equal(grants.refresh(client, refresh, true), 'throttled');
    now += 10 * MINUTE;
    granted(grants.refresh(client, refresh, true));
  });

  it('ends the oldest access token with the sixteenth', () => {
    const { refresh, access } = redeemed();
    const tokens = [access];
    while (tokens.length < 15) {
      now += MINUTE * 2;
      tokens.push(granted(grants.refresh(client, refresh, false)));
    }
    assert.deepEqual(
      tokens.map(({ ended }) => ended),
      tokens.map(() => false),
    );
    now += MINUTE * 2;
    granted(grants.refresh(client, refresh, false));
    assert.deepEqual(
      tokens.map(({ ended }) => ended),
      tokens.map((token) => token === access),
    );
  });

  it('ends the oldest refresh token of a user and client with the twenty-first', () => {
    const oldest = redeemed();
    for (let count = 2; count <= 20; count += 1) {
      redeemed();
    }
    granted(grants.refresh(client, oldest.refresh, false));
    redeemed();
    assert.deepEqual(grants.refresh(client, oldest.refresh, false), { error: 'invalid_code' });
    assert.equal(oldest.access.ended, true);
  });

  it('counts the refresh tokens of each user by themselves', () => {
    const oldest = redeemed();
    const [, colleague] = consent.organization.users;
    assert.ok(colleague);
    consent = { ...consent, user: colleague };
    for (let count = 1; count <= 20; count += 1) {
      redeemed();
    }
    granted(grants.refresh(client, oldest.refresh, false));
  });

  it('counts a person once, whichever organizations the tokens are for', () => {
    const oldest = redeemed();
    const elsewhere = seedOrganizations().find(({ domain_name }) => domain_name === 'org820417733');
    const user = elsewhere?.users[0];
    assert.ok(elsewhere && user);
    consent = { ...consent, organization: elsewhere, user };
    for (let count = 1; count <= 20; count += 1) {
      redeemed();
    }
    assert.deepEqual(grants.refresh(client, oldest.refresh, false), { error: 'invalid_code' });
  });

  it('gives a refresh token the first time only to whom does not ask the person again', () => {
    const terms = { ...CONSOLE_TERMS, prompts: false };
    const given = [1, 2].map(
      () => granted(grants.redeemCode(client, grants.codes.issue(consent, terms))).refresh,
    );
    assert.deepEqual(
      given.map((refresh) => refresh !== undefined),
      [true, false],
    );
  });

  it('ends the access tokens of a revoked refresh token, and no others', () => {
    const [one, other] = [redeemed(), redeemed()];
    assert.equal(grants.revokeRefreshToken(one.refresh), true);
    assert.equal(grants.revokeRefreshToken(one.refresh), false);
    assert.deepEqual([one.access.ended, other.access.ended], [true, false]);
  });

  it('revokes one access token', () => {
    const { access, refresh } = redeemed();
    assert.equal(grants.revokeAccessToken(access.value), true);
    assert.equal(grants.revokeAccessToken(access.value), false);
    assert.equal(granted(grants.refresh(client, refresh, false)).ended, false);
  });
});
