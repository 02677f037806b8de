import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { accountLabel, accountName, organizationName, personName } from '../../../src/ui/names.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';

const EU = { kind: 'zoho', dataCenter: 'EU' } as const;
const SANDBOX = { ...EU, environment: 'sandbox' } as const;

function sandbox(domain: string): Account {
  const organization = { id: domain, name: 'Northwind Traders', domain };
  return sampleAccount({ place: SANDBOX, organization });
}

describe('names of accounts', () => {
  it('name the organization and its environment', () => {
    assert.equal(organizationName(sampleAccount()), 'Northwind Traders (PRODUCTION)');
    assert.equal(organizationName(sandbox('training')), 'Northwind Traders (SANDBOX training)');
    assert.equal(accountName(sampleAccount()), 'Ada · Northwind Traders (PRODUCTION) · EU');
    assert.equal(personName(sampleAccount()), 'Ada · EU · org808232144');
    assert.equal(personName(sandbox('training')), 'Ada · EU');
  });

  it('are unique in VS Code’s menu', () => {
    const alike: Account[] = [
      sampleAccount(),
      sandbox('training'),
      sandbox('test'),
      // An organization of the same name.
      sampleAccount({ organization: { id: '2', name: 'Northwind Traders', domain: 'org2' } }),
      // Somebody of the same name.
      sampleAccount({ user: { id: '2', name: 'Ada', email: 'ada.b@example.com' } }),
      sampleAccount({ place: { kind: 'zoho', dataCenter: 'US', environment: 'production' } }),
    ];
    const labels = alike.map(accountLabel);
    assert.equal(new Set(labels).size, alike.length, labels.join('\n'));
    assert.ok(labels.every((label) => label.includes('Northwind Traders')));
    const [first] = labels;
    assert.equal(first, 'ada@example.com · Northwind Traders (PRODUCTION) · EU · org808232144');
  });

  it('contain no control characters', () => {
    const organization = { id: '1', name: 'A\u202EB\nC', domain: 'x\ny' };
    const account = sampleAccount({ place: SANDBOX, organization });
    for (const name of [accountLabel(account), organizationName(account), personName(account)]) {
      assert.doesNotMatch(name, /[\u202E\n]/);
    }
  });
});
