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
  ]) {
    assert.equal(isRoundedId(text), true, text);
  }
  for (const text of ['4876876000000624001', '5540230000037010', 'E18', '5.54', 'LAMP-01', '']) {
    assert.equal(isRoundedId(text), false, text);
  }
});
