import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { accountLabel, accountName, organisationName, personName } from '../../../src/ui/names.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';

const EU = { kind: 'zoho', dataCentre: 'EU' } as const;
const SANDBOX = { ...EU, environment: 'sandbox' } as const;

function sandbox(domain: string): Account {
  const organisation = { id: domain, name: 'Northwind Traders', domain };
  return sampleAccount({ place: SANDBOX, organisation });
}

describe('names of accounts', () => {
  it('say whose records they are', () => {
    assert.equal(organisationName(sampleAccount()), 'Northwind Traders (PRODUCTION)');
    assert.equal(organisationName(sandbox('training')), 'Northwind Traders (SANDBOX training)');
    assert.equal(accountName(sampleAccount()), 'Ada · Northwind Traders (PRODUCTION) · EU');
    assert.equal(personName(sampleAccount()), 'Ada · EU · org808232144');
    assert.equal(personName(sandbox('training')), 'Ada · EU');
  });

  it('are never the same for two of them in VS Code’s menu', () => {
    const alike: Account[] = [
      sampleAccount(),
      sandbox('training'),
      sandbox('test'),
      // An organisation of the same name.
      sampleAccount({ organisation: { id: '2', name: 'Northwind Traders', domain: 'org2' } }),
      // Somebody of the same name.
      sampleAccount({ user: { id: '2', name: 'Ada', email: 'ada.b@example.com' } }),
      sampleAccount({ place: { kind: 'zoho', dataCentre: 'US', environment: 'production' } }),
    ];
    const labels = alike.map(accountLabel);
    assert.equal(new Set(labels).size, alike.length, labels.join('\n'));
    assert.ok(labels.every((label) => label.includes('Northwind Traders')));
    const [first] = labels;
    assert.equal(first, 'ada@example.com · Northwind Traders (PRODUCTION) · EU · org808232144');
  });

  it('have no control characters in them', () => {
    const organisation = { id: '1', name: 'A\u202EB\nC', domain: 'x\ny' };
    const account = sampleAccount({ place: SANDBOX, organisation });
    for (const name of [accountLabel(account), organisationName(account), personName(account)]) {
      assert.doesNotMatch(name, /[\u202E\n]/);
    }
  });
});
