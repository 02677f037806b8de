import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { guarded, unguarded } from '../../../../src/batch/table/formulaGuard.ts';

const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const SKIPPED = ['\t', '\r', '\n', ',', ';', '|', '"', "'", ' ', '\u00A0', '\uFEFF', '\u200B'];

describe('a guarded text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '1', '\u{1F600}', ...STARTS, ...SKIPPED) });

  it('is the text again without its guards', () => {
    fc.assert(
      fc.property(text, (one) => {
        assert.equal(unguarded(guarded(one)), one);
      }),
    );
  });

  it('begins no formula, however it is split again', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(/[,]/, /[;]/, /[\t]/, /[|]/, /[\r\n]/), (one, by) => {
        for (const part of guarded(one).split(by)) {
          assert.doesNotMatch(part.replace(/^[\s"\u200B]+/u, ''), /^[=+\-@＝＋－＠]/u);
        }
      }),
    );
  });

  it('takes time by its length only', () => {
    for (const piece of [...SKIPPED, ',=', "'=", '\t-', '=', 'a', '\u{E0041}']) {
      const long = piece.repeat(1_000_000);
      const before = process.cpuUsage();
      assert.equal(unguarded(guarded(long)), long);
      const { user } = process.cpuUsage(before);
      assert.ok(user < 5_000_000, JSON.stringify(piece));
    }
  });
});
