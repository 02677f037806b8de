import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RunPhase } from '../../../../src/batch/run/phase.ts';
import { Tally } from '../../../../src/batch/run/progress.ts';
import type { Item, Line, RunState } from '../../../../src/batch/run/runState.ts';
import { apply } from '../../../../src/batch/run/runState.ts';
import type { Standing } from '../../../../src/batch/run/standing.ts';
import { countsOf, isLeft, standingOf } from '../../../../src/batch/run/standing.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { sampleRun } from './sampleRun.ts';
import { shown } from '../../ui/stubbedMessages.ts';

const { tellBatch } = await import('../../../../src/batch/panel/report.ts');
const { runFacts } = await import('../../../../src/batch/panel/runFacts.ts');
const { runRow } = await import('../../../../src/batch/panel/runRow.ts');
const { wordsOfRunProgress } = await import('../../../../src/batch/words/progress.ts');
const { runDetail } = await import('../../../../src/batch/words/resume.ts');

const ACCOUNT = sampleAccount();
const RUN = sampleRun({ id: '1', account: ACCOUNT.id, onlyChanged: false });

/** Any line about one of the pictures, in any order: what a journal says needn't make sense. */
function line(pictures: number): fc.Arbitrary<Exclude<Line, { kind: 'planned' }>> {
  const n = fc.nat({ max: pictures - 1 });
  const before = { kind: 'none' } as const;
  const after = { kind: 'none' } as const;
  return fc.oneof(
    n.map((n) => ({ kind: 'begun', n, mark: null, before, sha256: 'a' }) as const),
    n.map((n) => ({ kind: 'withdrawn', n }) as const),
    fc
      .record({ n, how: fc.constantFrom('done', 'skipped', 'failed', 'unknown') })
      .map((ended) => ({ kind: 'ended', ...ended }) as const),
    fc
      .record({ n, pending: fc.boolean() })
      .map((looked) => ({ kind: 'looked', after, ...looked }) as const),
    n.map((n) => ({ kind: 'undone', n }) as const),
  );
}

const journal = fc
  .integer({ min: 1, max: 12 })
  .chain((pictures) =>
    fc.record({ pictures: fc.constant(pictures), lines: fc.array(line(pictures)) }),
  )
  .map(({ pictures, lines }): RunState => {
    const key = { module: 'Products', id: '1' };
    const items = Array.from({ length: pictures }, (_, n): Item => ({
      n,
      place: '',
      name: 'a.jpg',
      size: 1,
      key,
    }));
    const state = { run: RUN, items, over: false, marksTell: false };
    for (const one of lines) {
      apply(state, one);
    }
    return state;
  });

/** Every number in a text, but for that of all pictures, which is named apart. */
function sumIn(text: string, all: number): number {
  assert.match(text, new RegExp(`\\bof ${all}\\b`));
  return (text.replace(` of ${all}`, '').match(/\d+/g) ?? []).reduce(
    (sum, number) => sum + Number(number),
    0,
  );
}

describe('what is said about how many pictures stand where', () => {
  it('adds up to all of them, and is the same everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(journal, async (state) => {
        const all = state.items.length;
        const counts = countsOf(state);

        const phase: RunPhase = { kind: 'resting' };
        const { lines } = runFacts(ACCOUNT, { state, phase, counts });
        assert.equal(sumIn(lines.join(' '), all), all, lines.join(' '));

        const [, detail = ''] = runDetail(0, counts).split(' · ');
        assert.equal(sumIn(detail, all), all, detail);

        shown.length = 0;
        await tellBatch(ACCOUNT, counts, 'over');
        const told = shown[0]?.text ?? '';
        assert.equal(sumIn(told, all), all, told);

        // The filters of the page count its rows.
        const rows = state.items.map((item) =>
          runRow({ state, standingOf }, item, () => undefined),
        );
        const ofState = (...some: string[]): number =>
          rows.filter((row) => some.includes(row.state)).length;
        assert.deepEqual(
          [counts.uploaded, counts.pending, counts.skipped, counts.failed, counts.unknown],
          ['done', 'awaiting-approval', 'skipped', 'failed', 'unknown'].map((one) => ofState(one)),
        );
        assert.deepEqual(
          [counts.undone, counts.uploading, counts.notSent],
          [ofState('undone'), ofState('uploading'), ofState('waiting', 'canceled')],
        );
      }),
    );
  });

  it('adds up during an attempt, whatever becomes of the pictures, and however often', () => {
    const standing = fc.constantFrom<Standing>(
      ...(['waiting', 'uploading', 'done', 'awaiting-approval', 'skipped'] as const),
      ...(['failed', 'unknown', 'canceled', 'open'] as const),
    );
    fc.assert(
      fc.property(
        journal,
        fc.array(fc.tuple(fc.nat(), standing, fc.double({ min: 0, max: 1, noNaN: true }))),
        fc.option(fc.array(fc.nat({ max: 11 })), { nil: undefined }),
        ({ items }, steps, some) => {
          const only = some && new Set(some.filter((n) => n < items.length));
          const of = items.filter(({ n }) => only?.has(n) ?? true);
          const tally = new Tally(
            items.map(({ size }) => size),
            { standings: items.map((one) => (isLeft(one) ? 'waiting' : standingOf(one))), only },
          );
          const check = (): void => {
            const progress = tally.progress({ atOnce: 4, requests: 0 }, { kind: 'uploading' });
            const { all, ...counts } = progress.counts;
            assert.equal(all, of.length);
            assert.equal(
              Object.values(counts).reduce((sum, count) => sum + count, 0),
              all,
            );
            assert.ok(progress.bytes >= 0 && progress.bytes <= progress.totalBytes);
            const over = all - counts.notSent - counts.uploading;
            assert.ok(wordsOfRunProgress(progress).startsWith(`${over} of ${all} picture`));
            const isAllOver = of.every(({ n }) =>
              ['done', 'awaiting-approval', 'skipped', 'failed', 'undone'].includes(
                tally.standingOf(n),
              ),
            );
            assert.ok(!isAllOver || progress.bytes === progress.totalBytes);
          };
          check();
          for (const [any, next, fraction] of steps) {
            const n = any % items.length;
            tally.put(n, next);
            if (next === 'uploading') {
              tally.sent(n, fraction);
            }
            check();
          }
        },
      ),
    );
  });
});
