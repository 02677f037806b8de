import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { escaped } from '../../../src/zoho/valueSearch.ts';
import { seedOrganizations } from '../../emulator/data.ts';
import { criteriaMatcher } from '../../emulator/searchCriteria.ts';

it('a value in criteria stays one value', () => {
  const [organization] = seedOrganizations();
  const record = organization.records.find(({ module }) => module.api_name === 'Products');
  assert.ok(record !== undefined);
  const unit = fc.constantFrom('(', ')', ',', '\\', ':', 'a', ' ', "'", '"', '%', '佐');
  const value = fc.oneof(
    fc.string({ unit, minLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  );
  fc.assert(
    fc.property(value, value, (text, other) => {
      const criteria = `((Product_Code:equals:${escaped(text)})and(Product_Name:equals:${escaped(other)}))`;
      const matches = criteriaMatcher(criteria, record.module, organization);
      const named = (Product_Code: string, Product_Name: string): boolean =>
        matches({ ...record, fields: { Product_Code, Product_Name } });
      assert.ok(named(text, other));
      assert.ok(!named('', other));
      assert.ok(!named(text, ''));
    }),
    { numRuns: 1000 },
  );
});

it('what Zoho documents is escaped as documented', () => {
  assert.equal(escaped('Zylker (UK), Ltd'), 'Zylker \\(UK\\)\\, Ltd');
  assert.equal(escaped('a\\'), 'a\\\\');
  assert.equal(escaped('a\\b'), 'a\\b');
});
