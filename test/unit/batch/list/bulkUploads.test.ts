import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { BulkUpload, BulkUploads } from '../../../../src/commands/bulkUploads.ts';
import { liveRuns } from '../../../../src/batch/run/liveRuns.ts';
import type { OpenRun } from '../../../../src/batch/run/openRuns.ts';
import type { RunPhase } from '../../../../src/batch/run/phase.ts';
import { countsOf } from '../../../../src/batch/run/standing.ts';
import { openMessages, told } from '../../commands/person.ts';
import { StoredRuns } from './storedRuns.ts';

const { bulkUploads } = await import('../../../../src/batch/list/bulkUploads.ts');

describe('the list of bulk uploads', () => {
  let stored: StoredRuns;
  let uploads: BulkUploads;
  /** What an open page was told to do. */
  let done: string[];

  beforeEach(async () => {
    stored = await StoredRuns.open();
    uploads = bulkUploads(stored.services);
    done = [];
  });

  afterEach(async () => {
    assert.deepEqual(openMessages(), []);
    await stored.close();
  });

  async function listed(): Promise<readonly BulkUpload[]> {
    return (await uploads.of(stored.account.id, 5)).uploads;
  }

  async function only(): Promise<BulkUpload> {
    const [upload, ...others] = await listed();
    assert.ok(upload);
    assert.deepEqual(others, []);
    return upload;
  }

  /** Its page, which notes what it's told to do. */
  async function openPage(id: string, phase: RunPhase['kind']): Promise<OpenRun> {
    const state = (await stored.runs.read(id)) ?? assert.fail();
    const note = (what: string) => (): void => {
      done.push(what);
    };
    const run = {
      phase: { kind: phase } as RunPhase,
      state,
      counts: countsOf(state),
      isActive: phase !== 'resting' && phase !== 'elsewhere',
      pause: (): Promise<void> => {
        done.push('pause');
        return Promise.resolve();
      },
      resume: note('resume'),
      cancel: note('cancel'),
    };
    return {
      run,
      view: { close: note('close page') },
      show: note('show page'),
      resume: note('resume on page'),
      retry: note('retry on page'),
      undo: note('undo on page'),
    };
  }

  it('says how each ended, and what can be done with it', async () => {
    await stored.ran(['done', 'skipped']);
    const upload = await only();
    assert.equal(upload.status, 'done');
    assert.equal(upload.label, '2 photos to Products');
    assert.match(upload.description, /^1 of 2 uploaded, 1 skipped · \w/);
    assert.match(
      upload.details,
      /^Started .+\nFolder: spring\n1 of 2 photos uploaded\. 1 skipped \(unchanged\)\.$/,
    );
    assert.deepEqual(upload.actions, ['show', 'undo', 'delete']);
  });

  it('offers to retry what failed, and to resume what was interrupted', async () => {
    const failed = await stored.ran(['failed', 'skipped']);
    const interrupted = await stored.ran(['failed', 'left']);
    const some = (await listed()).map(({ id, status, actions }) => ({ id, status, actions }));
    assert.deepEqual(some, [
      { id: interrupted, status: 'interrupted', actions: ['show', 'resume', 'delete'] },
      { id: failed, status: 'failed', actions: ['show', 'retry', 'delete'] },
    ]);
    const [first] = await listed();
    assert.equal(first?.description, 'Interrupted · 0 of 2 uploaded, 1 failed, 1 not sent');
  });

  it('shows what runs here as it is now, first, and lets it be paused, resumed, and canceled', async () => {
    const id = await stored.ran(['done', 'left']);
    await stored.ran(['done']);
    const page = await openPage(id, 'running');
    const { openRuns } = stored.services;
    await openRuns.while(id, page, async () => {
      const [starting] = await listed();
      assert.ok(starting);
      assert.equal(starting.description, 'Starting');
      assert.deepEqual(starting.actions, ['show', 'pause', 'cancel']);
      const counts = { ...page.run.counts, failed: 0 };
      liveRuns.progressed(id, {
        kind: 'upload',
        progress: {
          bytes: 399,
          totalBytes: 1000,
          counts: { ...counts, all: 2000, notSent: 600, uploading: 4 },
          secondsLeft: 234,
          atOnce: 4,
          requests: 1,
          activity: { kind: 'uploading' },
        },
      });
      const now = uploads.now(starting) ?? assert.fail();
      assert.equal(now.description, '39% · 4 minutes left · 1,396 of 2,000');
      assert.match(now.details, /1,396 of 2,000 pictures/);
      Object.assign(page.run, { phase: { kind: 'paused' } });
      const paused = uploads.now(starting) ?? assert.fail();
      assert.equal(paused.status, 'paused');
      assert.match(paused.description, /^Paused · 39% · /);
      assert.deepEqual(paused.actions, ['show', 'resume', 'cancel']);
      await uploads.act(id, 'resume');
      await uploads.act(id, 'cancel');
      Object.assign(page.run, { phase: { kind: 'running' } });
      await uploads.act(id, 'pause');
      await uploads.act(id, 'show');
      assert.deepEqual(done, ['resume', 'cancel', 'pause', 'show page']);
      liveRuns.progressed(id, undefined);
    });
    // Now another window may do something with it.
    const [rested] = await listed();
    assert.ok(rested);
    assert.equal(uploads.now(rested), undefined);
    assert.equal(rested.status, 'interrupted');
  });

  it('acts on an open page that rests', async () => {
    const id = await stored.ran(['done', 'left']);
    await stored.services.openRuns.while(id, await openPage(id, 'resting'), async () => {
      assert.equal((await only()).status, 'interrupted');
      for (const action of ['resume', 'retry', 'undo'] as const) {
        await uploads.act(id, action);
      }
    });
    assert.deepEqual(done, ['resume on page', 'retry on page', 'undo on page']);
  });

  it('knows what another window has, and leaves that alone', async () => {
    const id = await stored.ran(['done', 'left']);
    await stored.runs.own(id, async () => {
      const upload = await only();
      assert.equal(upload.status, 'elsewhere');
      assert.equal(upload.description, 'In another window · 1 of 2 uploaded, 1 not sent');
      assert.deepEqual(upload.actions, ['show']);
      await uploads.act(id, 'undo');
      (await told(/another VS Code window/)).press();
    });
    // Nothing is left to pause or cancel where it isn't.
    await uploads.act(id, 'pause');
    await uploads.act(id, 'cancel');
  });

  it('tells if an upload no longer exists, or its account is signed out', async () => {
    const id = await stored.ran(['done', 'left']);
    stored.known = [];
    for (const action of ['show', 'resume', 'undo'] as const) {
      await uploads.act(id, action);
      (await told(/isn’t signed in/)).press();
    }
    await stored.runs.forgetAll(stored.account.id);
    await uploads.act(id, 'show');
    (await told(/no longer exists/)).press();
  });

  it('deletes an upload after a question, closes its page, and tells the list', async () => {
    const id = await stored.ran(['done', 'left']);
    const changes: string[] = [];
    uploads.onDidChange((changed) => changes.push(changed));
    for (const agrees of [false, true]) {
      const acting = uploads.act(id, 'delete');
      const question = await told(/^Delete the upload of 2 photos to Products from the list\?$/);
      assert.equal(
        question.detail,
        '1 picture hasn’t been uploaded. You can’t resume the upload. Photos in the CRM and photo backups stay, but you can’t undo the upload.',
      );
      if (agrees) {
        const page = await openPage(id, 'resting');
        await stored.services.openRuns.while(id, page, async () => {
          question.press('Delete');
          await acting;
        });
      } else {
        question.press();
        await acting;
        assert.equal((await listed()).length, 1);
      }
    }
    assert.deepEqual(await listed(), []);
    assert.deepEqual(done, ['close page']);
    assert.ok(changes.includes(id));
  });

  it('doesn’t delete an upload that was resumed meanwhile, here or in another window', async () => {
    const id = await stored.ran(['done']);
    for (const isHere of [false, true]) {
      const acting = uploads.act(id, 'delete');
      const question = await told(/^Delete the upload of 1 photo/);
      await stored.runs.own(id, async () => {
        const page = await openPage(id, 'running');
        const press = async (): Promise<void> => {
          question.press('Delete');
          (await told(isHere ? /still running\. Cancel it/ : /another VS Code window/)).press();
          await acting;
        };
        await (isHere ? stored.services.openRuns.while(id, page, press) : press());
      });
    }
    assert.equal((await only()).id, id);
    assert.deepEqual(done, []);
  });
});
