import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isRounded } from '../../../../src/batch/match/roundedNumbers.ts';
import { partsOf } from './partsOf.ts';

it('an ID that a spreadsheet rounded', () => {
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
    assert.equal(isRounded(text), true, text);
  }
  for (const text of [
    '4876876000000624001',
    '5540230000037010',
    '3000000038000',
    // Every hundredth ID with 17 digits looks like this, and `zcrm_` prevents rounding.
    'zcrm_55402300000370100',
    'zcrm_4876876000000621000',
    'E18',
    '1E5',
    '5.54',
    'LAMP-01',
    '',
  ]) {
    assert.equal(isRounded(text), false, text);
  }
});

it('a file name with zcrm_ was never rounded', () => {
  for (const [name, pattern] of [
    ['zcrm_55402300000370100_front.jpg', '{key}_*'],
    ['ZCRM-55402300000370100-front.jpg', '{key}-*'],
    ['Lead_zcrm_55402300000370100.jpg', '*_{key}'],
    ['Lead_zcrm_55402300000370100_2.jpg', '*_{key}_*'],
  ] as const) {
    const key = partsOf(name, { pattern, replace: [] }, true)?.key;
    assert.match(key ?? '', /^zcrm_55402300000370100$/i);
    assert.equal(isRounded(key ?? ''), false, name);
  }
});
