import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exception, Told } from '../../../scripts/wine/testRun.ts';
import { TestRun } from '../../../scripts/wine/testRun.ts';

const LINK: Exception = { file: 'a.test.ts', test: 'files > follows a link', why: 'no links' };
const SUITE: Exception = { file: 'a.test.ts', test: 'a terminal', why: 'no signals' };

function told(test: string, result: Told['result'], file = 'a.test.ts'): Told {
  return { file, test, result, ...(result === 'failed' ? { error: 'Error: no' } : {}) };
}

function judged(exceptions: readonly Exception[], ...all: Told[]): [string, string[]] {
  const printed: string[] = [];
  const run = new TestRun(exceptions, (line) => printed.push(line));
  all.forEach((one) => {
    run.take(one);
  });
  const { passed, failed, excepted } = run.end();
  return [`${passed} ${failed} ${excepted}`, printed];
}

describe('a run compared with the list of expected failures', () => {
  it('counts passes and failures', () => {
    const [count, printed] = judged(
      [],
      told('one', 'passed'),
      told('two', 'failed'),
      told('3', 'skipped'),
    );
    assert.equal(count, '1 1 0');
    assert.match(printed.join(), /a\.test\.ts: two\nError: no/);
  });

  it('excuses what is on the list, by name, with its reason', () => {
    const [count, printed] = judged([LINK], told(LINK.test, 'failed'), told('one', 'passed'));
    assert.equal(count, '1 0 1');
    assert.match(printed.join(), /follows a link: no links$/);
  });

  it('excuses everything in a suite that is on the list', () => {
    const [count] = judged(
      [SUITE],
      told('a terminal > ends', 'failed'),
      told('a terminal > x', 'failed'),
    );
    assert.equal(count, '0 0 2');
  });

  it('excuses nothing that only has a similar name', () => {
    const [count] = judged(
      [SUITE, LINK],
      told('a terminals end', 'failed'),
      told(LINK.test, 'failed', 'b.test.ts'),
    );
    // Two that failed, and two on the list that passed.
    assert.equal(count, '0 4 0');
  });

  it('counts what is on the list and passes as a failure', () => {
    const [count, printed] = judged(
      [LINK, SUITE],
      told(LINK.test, 'passed'),
      told('a terminal > x', 'failed'),
    );
    assert.equal(count, '1 1 1');
    assert.match(printed.at(-1) ?? '', /follows a link: it is on the list/);
  });

  it('ignores files that did not run, and occasional failures', () => {
    assert.deepEqual(judged([LINK], told('one', 'passed', 'b.test.ts')), ['1 0 0', []]);
    assert.deepEqual(judged([{ ...LINK, sometimes: true }], told('one', 'passed')), ['1 0 0', []]);
  });
});
