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

  it('accepts a code once', () => {
    const code = grants.codes.issue(consent);
    granted(grants.redeemCode(client, code));
    assert.deepEqual(grants.redeemCode(client, code), { error: 'invalid_code' });
  });

  it('accepts a code for three minutes, or for the time set in the console', () => {
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

  it('accepts neither code nor refresh token from another client', () => {
    const other = { ...client, id: 'other' };
    assert.deepEqual(grants.redeemCode(other, grants.codes.issue(consent)), {
      error: 'invalid_code',
    });
    assert.deepEqual(grants.refresh(other, redeemed().refresh, false), { error: 'invalid_code' });
  });

  it('keeps an access token valid for an hour', () => {
    const { access } = redeemed();
    now += 60 * MINUTE - 1;
    assert.equal(grants.isExpired(access), false);
    now += 1;
    assert.equal(grants.isExpired(access), true);
  });

  it("issues ten access tokens in ten minutes, including the code's", () => {
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

  it('restarts the ten minutes with each attempt if the profile says so', () => {
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

  it('revokes the oldest access token when the sixteenth is issued', () => {
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

  it('revokes the oldest refresh token of a user and client when the twenty-first is issued', () => {
    const oldest = redeemed();
    for (let count = 2; count <= 20; count += 1) {
      redeemed();
    }
    granted(grants.refresh(client, oldest.refresh, false));
    redeemed();
    assert.deepEqual(grants.refresh(client, oldest.refresh, false), { error: 'invalid_code' });
    assert.equal(oldest.access.ended, true);
  });

  it('counts the refresh tokens of each user separately', () => {
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

  it('without a new prompt, issues a refresh token only the first time', () => {
    const terms = { ...CONSOLE_TERMS, prompts: false };
    const given = [1, 2].map(
      () => granted(grants.redeemCode(client, grants.codes.issue(consent, terms))).refresh,
    );
    assert.deepEqual(
      given.map((refresh) => refresh !== undefined),
      [true, false],
    );
  });

  it('revokes the access tokens of a revoked refresh token, and no others', () => {
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
