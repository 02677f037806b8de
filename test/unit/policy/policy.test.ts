import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PolicySubject } from '../../../src/policy/policy.ts';
import type { PolicyRules } from '../../../src/policy/policyFile.ts';
import { NO_POLICY, policyOf, policyWhere } from './policyInTest.ts';

const ACCOUNT = {
  place: { kind: 'zoho', dataCenter: 'EU', environment: 'production' } as const,
  organization: { id: '808232144' },
  credentials: { kind: 'refresh-token' },
} satisfies PolicySubject;
const SANDBOX = { ...ACCOUNT, place: { ...ACCOUNT.place, environment: 'sandbox' } };
const PASTED = { ...SANDBOX, credentials: { kind: 'access-token' } };
const server = 'https://crm.example.com';
const CUSTOM: PolicySubject = {
  ...ACCOUNT,
  place: {
    kind: 'custom',
    servers: { accounts: server, api: server, web: server },
    environment: 'production',
  },
};

describe('a policy', () => {
  async function refusal(rules: PolicyRules, subject: PolicySubject): Promise<string | undefined> {
    return (await policyOf(rules).refusalOf(subject))?.what;
  }

  it('without a file allows everything', async () => {
    for (const account of [ACCOUNT, SANDBOX, PASTED, CUSTOM]) {
      assert.equal(await NO_POLICY.refusalOf(account), undefined);
      assert.equal(await refusal({}, account), undefined);
    }
    const policy = await NO_POLICY.now();
    assert.equal(policy.refusalOfUse('uploadFromUrl'), undefined);
    assert.equal(policy.backups, true);
  });

  it('allows only the data centers and organizations that it lists', async () => {
    assert.equal(await refusal({ allowedDataCenters: ['EU'] }, ACCOUNT), undefined);
    assert.equal(await refusal({ allowedDataCenters: ['IN'] }, ACCOUNT), 'allowedDataCenters');
    assert.equal(await refusal({ allowedDataCenters: [] }, ACCOUNT), 'allowedDataCenters');
    assert.equal(await refusal({ allowedOrganizations: ['808232144'] }, ACCOUNT), undefined);
    assert.equal(
      await refusal({ allowedOrganizations: ['80823214'] }, ACCOUNT),
      'allowedOrganizations',
    );
    assert.equal(await refusal({ allowedOrganizations: [] }, ACCOUNT), 'allowedOrganizations');
  });

  it('can turn off production and pasted tokens', async () => {
    assert.equal(await refusal({ production: false }, ACCOUNT), 'production');
    assert.equal(await refusal({ production: false }, SANDBOX), undefined);
    assert.equal(await refusal({ production: true }, ACCOUNT), undefined);
    assert.equal(await refusal({ pastedTokens: false }, PASTED), 'pastedTokens');
    assert.equal(await refusal({ pastedTokens: false }, SANDBOX), undefined);
  });

  it('about where data goes leaves no way through a custom server', async () => {
    for (const rules of [
      { allowedDataCenters: ['EU'] },
      { allowedOrganizations: ['808232144'] },
      { production: false },
    ] satisfies PolicyRules[]) {
      assert.equal(await refusal(rules, CUSTOM), 'customServer');
    }
    assert.equal(await refusal({ backups: false }, CUSTOM), undefined);
  });

  it('is applied before a sign-in, as far as the account is known', async () => {
    const { place } = { place: { kind: 'zoho', dataCenter: 'EU' } as const };
    assert.equal(await refusal({ allowedDataCenters: ['IN'] }, { place }), 'allowedDataCenters');
    assert.equal(await refusal({ allowedOrganizations: [] }, { place }), undefined);
    assert.equal(await refusal({ production: false }, { place }), undefined);
  });

  it('that can’t be used forbids whatever sends, and deletes nothing', async () => {
    const policy = policyWhere(() => ({ kind: 'unusable', problem: { kind: 'not-an-object' } }));
    assert.equal((await policy.refusalOf(SANDBOX))?.what, 'unusable');
    const now = await policy.now();
    assert.equal(now.refusalOfUse('languageModelTools')?.what, 'unusable');
    assert.equal(now.refusalOfUse('uploadFromUrl')?.what, 'unusable');
    assert.equal(policy.backups, true);
  });

  it('about backups counts from the first request on', async () => {
    const policy = policyOf({ backups: false });
    await policy.refusalOf(ACCOUNT);
    assert.equal(policy.backups, false);
  });
});
