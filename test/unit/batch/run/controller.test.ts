import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { RunController } from '../../../../src/batch/run/controller.ts';
import type { BatchEnd } from '../../../../src/batch/run/runOptions.ts';
import type { NotOwned, RunPhase } from '../../../../src/batch/run/phase.ts';
import type { RunProgress } from '../../../../src/batch/run/progress.ts';
import type { RunHost } from '../../../../src/batch/run/runHost.ts';
import type { Standing } from '../../../../src/batch/run/standing.ts';
import type { UndoneItem, UndoProgress } from '../../../../src/batch/run/undoBatch.ts';
import { until } from '../../until.ts';
import { Window } from './batchInTest.ts';
import { COUNT, runInTest } from './runInTest.ts';

const LOCKED = { code: 'RECORD_LOCKED', message: '', status: 'error', details: {} };

describe('a run in a window', () => {
  const batch = runInTest();
  let id: string;
  let window: Window;
  /** What the run has been at, in order, each once. */
  let phases: RunPhase['kind'][];
  /** Where pictures stood, by their numbers, each time that this was told. */
  let standings: (readonly [n: number, standing: Standing])[];
  let progress: RunProgress | undefined;
  let undoProgress: UndoProgress | undefined;
  /** Called when a picture is read. */
  let onRead: (n: number) => Promise<void>;
  let onAttempt: () => Promise<void>;
  let allOpened: RunController[];

  beforeEach(async () => {
    window = batch.window;
    id = await batch.create();
    phases = [];
    standings = [];
    progress = undefined;
    undoProgress = undefined;
    onRead = () => Promise.resolve();
    onAttempt = () => Promise.resolve();
    allOpened = [];
  });

  afterEach(() => {
    // One that a failed test left paused would keep the process from ending.
    allOpened.forEach((run) => {
      run.cancel();
    });
  });

  function hostIn({ runs }: Window): RunHost {
    return {
      crm: batch.crm,
      runs,
      onAttempt: () => onAttempt(),
      optionsOf: async (_, signal) => {
        const options = await window.options(batch.products.planned, { signal, atOnce: 1 });
        const { observer, pictureOf, wordsOf, ...rest } = options;
        return rest;
      },
      pictureOf: ({ n }) => {
        const picture = batch.pictureOf(n);
        const read = async (): Promise<Uint8Array> => {
          await onRead(n);
          return picture.read();
        };
        return { ...picture, read };
      },
      wordsOf: () => ({ code: '', message: 'why' }),
      showUpload: (_, work) =>
        work((now) => {
          progress = now;
        }),
      showUndo: (work) =>
        work((now) => {
          undoProgress = now;
        }),
      onBug: (error) => window.bugs.push(error),
    };
  }

  async function opened(inWindow = window): Promise<RunController> {
    const state = await inWindow.runs.read(id);
    assert.ok(state !== undefined);
    const note = (): void => {
      if (phases.at(-1) !== run.phase.kind) {
        phases.push(run.phase.kind);
      }
    };
    const run: RunController = new RunController(state, hostIn(inWindow), {
      onAll: note,
      onPhase: note,
      onItems: (items) => {
        standings.push(...items.map((item) => [item.n, run.standingOf(item)] as const));
      },
    });
    allOpened.push(run);
    return run;
  }

  /** Calls back once, when the picture of this number is read. */
  function whenRead(one: number, then: () => void): void {
    onRead = (n) => {
      if (n === one) {
        onRead = () => Promise.resolve();
        then();
      }
      return Promise.resolve();
    };
  }

  function ended(end: BatchEnd | NotOwned | undefined): BatchEnd {
    assert.ok(typeof end === 'object' && 'requests' in end);
    return end;
  }

  function undone(
    end: readonly UndoneItem[] | NotOwned | undefined,
  ): UndoneItem['became']['kind'][] {
    assert.ok(Array.isArray(end));
    return (end as readonly UndoneItem[]).map(({ became }) => became.kind);
  }

  it('rests, runs, and rests when all is uploaded', async () => {
    const run = await opened();
    assert.deepEqual(run.phase, { kind: 'resting' });
    assert.equal(run.isActive, false);
    const going = run.start();
    assert.equal(run.isActive, true);
    assert.equal(ended(await going).end, 'over');
    assert.deepEqual(phases, ['running', 'resting']);
    assert.deepEqual(run.phase, { kind: 'resting', stop: undefined });
    assert.equal(run.state.over, true);
    const { all, uploaded, notSent, undoable } = run.counts;
    assert.deepEqual([all, uploaded, notSent, undoable], [COUNT, COUNT, 0, COUNT]);
    assert.equal(progress?.activity.kind, 'over');
  });

  it('has one go at a time, and no undo in it', async () => {
    const run = await opened();
    const going = run.start();
    assert.equal(await run.start(), undefined);
    assert.equal(await run.undo(), undefined);
    await run.watch(() => true);
    assert.equal(run.phase.kind, 'running');
    ended(await going);
    assert.equal(await batch.posts(), COUNT);
  });

  it('says which pictures are being uploaded', async () => {
    const run = await opened();
    ended(await run.start());
    assert.deepEqual(
      standings.filter(([n]) => n === 2).map(([, standing]) => standing),
      ['uploading', 'done', 'done'],
    );
    assert.equal(run.counts.uploading, 0);
  });

  it('is paused: nothing is sent until it is resumed', async () => {
    const run = await opened();
    let pausing: Promise<void> | undefined;
    whenRead(4, () => {
      pausing = run.pause();
    });
    const going = run.start();
    await until('it is asked to pause', () => pausing !== undefined);
    await pausing;
    assert.equal(run.phase.kind, 'paused');
    assert.equal(run.isActive, true);
    // The request is over a moment before its result is in the journal.
    await until('nothing is uploading', () => run.counts.uploading === 0);
    const before = await batch.posts();
    assert.ok(before < COUNT);
    assert.equal(progress?.activity.kind, 'paused');
    run.resume();
    assert.equal(run.phase.kind, 'running');
    assert.equal(ended(await going).end, 'over');
    assert.deepEqual(phases, ['running', 'paused', 'running', 'resting']);
    assert.equal(await batch.posts(), COUNT);
  });

  it('can be paused before its journal is this window’s', async () => {
    const run = await opened();
    const going = run.start();
    await run.pause();
    await until('it is held', () => progress?.activity.kind === 'paused');
    assert.equal(await batch.posts(), 0);
    run.resume();
    assert.equal(ended(await going).end, 'over');
  });

  it('rests after a cancel, says why, and goes on with what is left', async () => {
    const run = await opened();
    whenRead(5, () => {
      run.cancel();
    });
    assert.equal(ended(await run.start()).end, 'canceled');
    assert.deepEqual(run.phase, { kind: 'resting', stop: 'canceled' });
    const { uploaded, notSent, unknown } = run.counts;
    assert.ok(uploaded > 0 && notSent > 0);
    assert.equal(uploaded + notSent, COUNT);
    assert.equal(unknown, 0);
    // Whether or not their turn had come.
    const shown = run.state.items.map((item) => run.standingOf(item));
    assert.equal(shown.filter((standing) => standing === 'canceled').length, notSent);
    assert.equal(run.state.over, false);
    assert.equal(ended(await run.start()).end, 'over');
    assert.deepEqual(run.phase, { kind: 'resting', stop: undefined });
    assert.equal(run.counts.uploaded, COUNT);
  });

  it('still shows what was canceled as canceled while one of it is tried again', async () => {
    const run = await opened();
    whenRead(2, () => {
      run.cancel();
    });
    ended(await run.start());
    const last = COUNT - 1;
    const other = run.state.items.find((item) => run.standingOf(item) === 'canceled');
    assert.ok(other !== undefined && other.n < last);
    let meanwhile: Standing | undefined;
    whenRead(last, () => {
      meanwhile = run.standingOf(other);
    });
    ended(await run.start(new Set([last])));
    assert.equal(meanwhile, 'canceled');
  });

  it('is canceled while it is paused', async () => {
    const run = await opened();
    let pausing: Promise<void> | undefined;
    whenRead(4, () => {
      pausing = run.pause();
    });
    const going = run.start();
    await until('it is asked to pause', () => pausing !== undefined);
    await pausing;
    run.cancel();
    assert.equal(ended(await going).end, 'canceled');
    assert.deepEqual(phases, ['running', 'paused', 'canceling', 'resting']);
    assert.ok(run.counts.notSent > 0);
    run.resume();
    assert.equal(run.phase.kind, 'resting');
  });

  it('takes a cancel, a pause and a resume for nothing while it rests', async () => {
    const run = await opened();
    run.cancel();
    run.resume();
    await run.pause();
    assert.deepEqual(phases, []);
    assert.equal(ended(await run.start()).end, 'over');
  });

  it('tries again what has failed', async () => {
    const fault = { method: 'POST', path: batch.key(3).id, answer: { status: 400, body: LOCKED } };
    await batch.world.control.fault(fault);
    const run = await opened();
    assert.equal(ended(await run.start()).end, 'over');
    assert.deepEqual([run.counts.uploaded, run.counts.failed], [COUNT - 1, 1]);
    ended(await run.start());
    assert.deepEqual([run.counts.uploaded, run.counts.failed], [COUNT, 0]);
    assert.equal(await batch.posts(), COUNT + 1);
  });

  it('tries again only the pictures that are named', async () => {
    for (const n of [3, 5]) {
      const path = batch.key(n).id;
      await batch.world.control.fault({
        method: 'POST',
        path,
        answer: { status: 400, body: LOCKED },
      });
    }
    const run = await opened();
    ended(await run.start());
    assert.equal(run.counts.failed, 2);
    const going = run.start(new Set([5]));
    assert.ok(run.phase.kind === 'running');
    assert.equal(run.phase.attempt.photos, 1);
    assert.equal(ended(await going).end, 'over');
    assert.deepEqual([run.counts.uploaded, run.counts.failed], [COUNT - 1, 1]);
    assert.equal(await batch.posts(), COUNT + 1);
  });

  it('is not over where only some of what is left were tried', async () => {
    const run = await opened();
    assert.equal(ended(await run.start(new Set([1, 2]))).end, 'over');
    assert.equal(run.state.over, false);
    assert.deepEqual([run.counts.uploaded, run.counts.notSent], [2, COUNT - 2]);
    assert.equal(await batch.posts(), 2);
    ended(await run.start());
    assert.deepEqual([run.state.over, run.counts.uploaded], [true, COUNT]);
  });

  it('that was interrupted has pictures of unknown status, and finds out when it is resumed', async () => {
    await window.runs.own(id, async (journal) => {
      await journal.begun(0, { mark: null, before: { kind: 'none' }, sha256: 'a' });
    });
    const run = await opened();
    const [first] = run.state.items;
    assert.ok(first !== undefined);
    assert.equal(run.standingOf(first), 'open');
    assert.deepEqual([run.counts.unknown, run.counts.notSent], [1, COUNT - 1]);
    assert.equal(ended(await run.start()).end, 'over');
    assert.deepEqual([run.counts.unknown, run.counts.uploaded], [0, COUNT]);
    const { hashes } = batch.products;
    assert.equal(await batch.stored(0), hashes[0]);
  });

  it('is undone: each record is given back what it had', async () => {
    const old = await batch.putOld();
    const run = await opened();
    ended(await run.start());
    phases = [];
    const undoing = run.undo();
    assert.equal(run.isActive, true);
    assert.equal(await run.start(), undefined);
    assert.equal(undone(await undoing).length, COUNT);
    assert.deepEqual(phases, ['undoing', 'resting']);
    assert.deepEqual([run.counts.undone, run.counts.undoable], [COUNT, 0]);
    assert.equal(await batch.stored(0), old);
    assert.equal(undoProgress?.over, COUNT);
  });

  it('is undone for the pictures that are named, and remembers it', async () => {
    const old = await batch.putOld();
    const run = await opened();
    ended(await run.start());
    const undoing = run.undo(new Set([0, 2]));
    assert.ok(run.phase.kind === 'undoing');
    assert.equal(run.phase.photos, 2);
    assert.equal(undone(await undoing).length, 2);
    assert.deepEqual([run.counts.undone, run.counts.undoable], [2, COUNT - 2]);
    assert.equal(await batch.stored(0), old);
    assert.equal(await batch.stored(1), batch.products.hashes[1]);
    const again = await opened();
    assert.deepEqual([again.counts.undone, again.counts.undoable], [2, COUNT - 2]);
    assert.deepEqual(undone(await again.undo(new Set([0]))), []);
    assert.equal(undone(await again.undo()).length, COUNT - 2);
  });

  it('whose undo is canceled leaves the rest, which can be undone then', async () => {
    await batch.putOld();
    const run = await opened();
    ended(await run.start());
    const host = hostIn(window);
    const canceling = new RunController(
      run.state,
      {
        ...host,
        showUndo: (work) =>
          work(({ over }) => {
            if (over === 2) {
              canceling.cancel();
            }
          }),
      },
      { onAll: () => undefined, onPhase: () => undefined, onItems: () => undefined },
    );
    const kinds = undone(await canceling.undo());
    assert.equal(kinds.length, COUNT);
    assert.ok(kinds.includes('canceled'));
    assert.equal(canceling.phase.kind, 'resting');
    const { undone: count, undoable } = canceling.counts;
    assert.ok(count >= 2 && undoable > 0);
    assert.equal(count + undoable, COUNT);
    undone(await run.undo());
    assert.equal(run.counts.undone, COUNT);
  });

  it('that another window has is left alone, watched, and shown as that leaves it', async () => {
    const other = new Window(batch.folder);
    const hold = Promise.withResolvers<undefined>();
    const held = other.runs.own(id, async (journal) => {
      await journal.begun(0, { mark: null, before: { kind: 'none' }, sha256: 'a' });
      await hold.promise;
      await journal.ended(0, 'done');
      await journal.over();
    });
    await until('the other window has it', () => window.runs.isRunning(id));
    const impatient = new Window(batch.folder, { patience: 50 });
    const run = await opened(impatient);
    assert.equal(await run.start(), 'elsewhere');
    assert.deepEqual(phases, ['running', 'resting']);
    const watching = run.watch(() => true);
    await until('it is watched', () => run.phase.kind === 'elsewhere');
    assert.equal(run.isActive, false);
    assert.deepEqual([run.counts.uploading, run.counts.unknown], [1, 0]);
    assert.equal(await run.start(), undefined);
    assert.equal(await run.undo(), undefined);
    run.cancel();
    hold.resolve(undefined);
    await held;
    await watching;
    assert.equal(run.phase.kind, 'resting');
    assert.equal(run.state.over, true);
    assert.equal(run.counts.uploaded, 1);
    assert.equal(await batch.posts(), 0);
  });

  it('is watched no longer than somebody looks', async () => {
    const other = new Window(batch.folder);
    const hold = Promise.withResolvers<undefined>();
    const held = other.runs.own(id, () => hold.promise);
    await until('the other window has it', () => window.runs.isRunning(id));
    const run = await opened();
    let isSeen = true;
    const watching = run.watch(() => isSeen);
    await until('it is watched', () => run.phase.kind === 'elsewhere');
    isSeen = false;
    await watching;
    assert.equal(run.phase.kind, 'resting');
    hold.resolve(undefined);
    await held;
  });

  it('that is no longer known says so, and rests', async () => {
    const run = await opened();
    await rm(path.join(batch.folder, 'runs'), { recursive: true });
    assert.equal(await run.start(), 'gone');
    assert.equal(await run.undo(), 'gone');
    assert.equal(run.phase.kind, 'resting');
    assert.equal(run.state.items.length, COUNT);
  });

  it('rests where its progress cannot be saved, with the reason, and loses nothing', async () => {
    let isFull = false;
    const full = new Window(batch.folder, {
      write: async (file, text) => {
        if (isFull) {
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        }
        await file.appendFile(text);
      },
    });
    const run = await opened(full);
    whenRead(4, () => {
      isFull = true;
    });
    assert.deepEqual(ended(await run.start()).end, { code: 'ENOSPC' });
    assert.deepEqual(run.phase, { kind: 'resting', stop: { code: 'ENOSPC' } });
    isFull = false;
    assert.equal(ended(await run.start()).end, 'over');
    assert.equal(run.counts.uploaded, COUNT);
  });

  it('rests after a bug, too, and can be resumed', async () => {
    const run = await opened();
    onAttempt = () => Promise.reject(new Error('a bug'));
    await assert.rejects(run.start(), /a bug/);
    assert.equal(run.phase.kind, 'resting');
    onAttempt = () => Promise.resolve();
    assert.equal(ended(await run.start()).end, 'over');
  });
});
