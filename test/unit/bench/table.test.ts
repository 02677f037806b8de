import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { table } from '../../bench/table.ts';

describe('a table of measurements', () => {
  it('has names flush left, numbers flush right, and no spaces at the ends of its lines', () => {
    const rows = [
      ['ours', '7.1', ''],
      ['zoho-node-sdk', '34.0', '9.5'],
    ];
    assert.equal(
      table(['', 'median ms', 'peak MB'], rows),
      [
        '               median ms  peak MB',
        '-------------  ---------  -------',
        'ours                 7.1',
        'zoho-node-sdk       34.0      9.5',
      ].join('\n'),
    );
  });
});
