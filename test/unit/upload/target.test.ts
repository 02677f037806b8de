import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moduleProblem } from '../../../src/upload/target.ts';

describe('moduleProblem', () => {
  it('accepts the modules of the page, and custom ones by their API name', () => {
    for (const name of [
      'Leads',
      'Contacts',
      'Accounts',
      'Products',
      'Vendors',
      'Vehicles',
      'CM_1',
    ]) {
      assert.equal(moduleProblem(name, 'v2'), undefined, name);
    }
  });

  it('accepts Deals from v5 on', () => {
    assert.equal(moduleProblem('Deals', 'v2'), 'no-photos');
    assert.equal(moduleProblem('Deals', 'v4'), 'no-photos');
    assert.equal(moduleProblem('Deals', 'v5'), undefined);
    assert.equal(moduleProblem('Deals', 'v8'), undefined);
  });

  it('recognizes standard modules without photos, in any spelling', () => {
    assert.equal(moduleProblem('Quotes', 'v8'), 'no-photos');
    assert.equal(moduleProblem('documents', 'v8'), 'no-photos');
    assert.equal(moduleProblem('Projects', 'v8'), 'no-photos');
  });

  it('rejects what would lead elsewhere', () => {
    for (const name of ['Leads/../org', 'a b', '../x', 'Leads?x=1', 'Leads#', '1st', 'é']) {
      assert.equal(moduleProblem(name, 'v2'), 'characters', name);
    }
    assert.equal(moduleProblem('', 'v2'), 'empty');
  });
});
