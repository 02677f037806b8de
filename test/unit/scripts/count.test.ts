import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longest, NOTHING, together } from '../../../scripts/testing/count.ts';

describe('the counts of layers', () => {
  it('are added up', () => {
    const page = { name: 'page', milliseconds: 1200 };
    const lint = { name: 'lint', milliseconds: 40 };
    const first = together(NOTHING, { passed: 2, failed: 1, suites: [lint] });
    const all = together(first, { passed: 3, failed: 0, suites: [page] });
    assert.deepEqual(all, { passed: 5, failed: 1, suites: [lint, page] });
  });

  it('list the slowest suites first', () => {
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
