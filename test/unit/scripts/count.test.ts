import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longest, NOTHING, together } from '../../../scripts/testing/count.ts';

describe('what became of layers', () => {
  it('is counted together', () => {
    const page = { name: 'page', milliseconds: 1200 };
    const lint = { name: 'lint', milliseconds: 40 };
    const first = together(NOTHING, { passed: 2, failed: 1, suites: [lint] });
    const all = together(first, { passed: 3, failed: 0, suites: [page] });
    assert.deepEqual(all, { passed: 5, failed: 1, suites: [lint, page] });
  });

  it('names the suites that took longest, the longest first', () => {
    const suites = [9, 100, 20].map((seconds) => ({
      name: `of ${seconds}`,
      milliseconds: seconds * 1000,
    }));
    const lines = longest(suites, 2).split('\n');
    assert.deepEqual(
      lines.map((line) => line.trim()),
      ['100.0 s  of 100', '20.0 s  of 20'],
    );
  });
});
