import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isRoundedId } from '../../../../src/upload/match/roundedId.ts';

it('an id that a spreadsheet has rounded', () => {
  for (const text of [
    '5.54E+18',
    '5,54E+18',
    '4.876876e18',
    '4876876000000620000',
    '554023000003701000',
    '4,876,876,000,000,620,000',
    '4876876000000624001.0',
    '5.54E+12',
    'zcrm_5.54E+18',
    'zcrm_4876876000000620000',
  ]) {
    assert.equal(isRoundedId(text), true, text);
  }
  for (const text of [
    '4876876000000624001',
    '5540230000037010',
    '3000000038000',
    // Every hundredth ID of 17 digits looks like this, and what has `zcrm_` was no number.
    'zcrm_55402300000370100',
    'zcrm_4876876000000621000',
    'E18',
    '1E5',
    '5.54',
    'LAMP-01',
    '',
  ]) {
    assert.equal(isRoundedId(text), false, text);
  }
});
