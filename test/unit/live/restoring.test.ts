import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import type { Fault } from '../../emulator/fault.ts';
import type { LoggedRequest } from '../../emulator/requestLog.ts';
import { howMany } from '../../long.ts';
import { jpeg } from '../../pictures.ts';
import { until } from '../until.ts';
import { LiveWorld, SANDBOX_CONTACT } from './liveWorld.ts';
import type { CheckRun } from './liveWorld.ts';

const { module, id } = SANDBOX_CONTACT;

/** The steps of a whole check, counted by what is said. */
const STEPS = 60;

describe('check:live puts the photo back', () => {
  let world: LiveWorld;
  let photo: Buffer;

  before(async () => {
    world = await LiveWorld.open();
  });
  after(() => world.close());
  beforeEach(async () => {
    photo = await jpeg({ width: 90, height: 70, noise: true });
  });

  async function assertBack({ person }: CheckRun): Promise<void> {
    const bytes = await world.control.photoBytes(module, id);
    assert.ok(bytes !== null && photo.equals(bytes), person.text);
    const [, file = ''] = /saved in (\S+)/.exec(person.text) ?? [];
    assert.equal(file !== '' && existsSync(file), false);
    const left = await world.control.refreshTokens();
    const ours = left.filter(({ organization }) => organization === 'northwindsandbox');
    assert.deepEqual(ours, []);
  }

  const every = howMany(18, 1);
  for (let step = 3; step < STEPS; step += every) {
    it(`after Ctrl+C at step ${step}`, async () => {
      const abort = new AbortController();
      let said = 0;
      const run = await world.run({
        photo,
        abort,
        quick: true,
        onSaid: () => {
          said += 1;
          if (said === step) {
            abort.abort(new Error('interrupted'));
          }
        },
      });
      await assertBack(run);
      const text = run.report?.markdown ?? '';
      if (run.outcome === 'interrupted') {
        assert.match(text, /Interrupted|all \d+ answers match/);
      } else {
        // Before the record was found, there is nothing to report.
        assert.ok(run.outcome instanceof Error || run.outcome === 'done', run.person.text);
      }
    });
  }

  it('after Ctrl+C while an upload is on its way, and not before that is answered', async () => {
    const abort = new AbortController();
    let said = '';
    const uploads = async (): Promise<LoggedRequest[]> =>
      (await world.control.requests()).filter(
        ({ method, path }) => method === 'POST' && path.includes('/photo'),
      );
    let waited: Promise<void> = Promise.resolve();
    const run = await world.run({
      photo,
      abort,
      agreed: false,
      onSaid: (text) => {
        said = text.trim();
      },
      answer: async (prompt) => {
        if (!prompt.includes('y = yes')) {
          return undefined;
        }
        if (!said.startsWith('18/')) {
          return 's';
        }
        await world.control.fault({ method: 'POST', path: '/photo', delayMs: 500 });
        waited = until('the upload has arrived', async () => (await uploads()).length > 0).then(
          () => {
            abort.abort(new Error('interrupted'));
          },
        );
        return 'y';
      },
    });
    await waited;
    assert.equal(run.outcome, 'interrupted', run.person.text);
    const sent = await uploads();
    assert.equal(sent.length, 2);
    assert.ok(
      sent.every(({ status, milliseconds }) => status === 200 && milliseconds !== undefined),
    );
    await assertBack(run);
  });

  const cuts: Readonly<Record<string, Fault>> = {
    'an upload is cut': { method: 'POST', path: '/photo', cutAfterBytes: 500 },
    'the answer to an upload is lost': { method: 'POST', path: '/photo', cutBeforeAnswer: true },
    'a download is cut': { method: 'GET', path: '/photo', cutAnswerAfterBytes: 40 },
    'a page answers': { path: '/photo', answer: { status: 502, body: '<html>Bad gateway</html>' } },
  };
  for (const [what, fault] of Object.entries(cuts)) {
    for (const [when, choice] of [
      ['in a question', 'y'],
      // The last question is skipped, so putting it back comes next.
      ['while it is put back', 's'],
    ] as const) {
      it(`if ${what} ${when}`, async () => {
        let said = '';
        const run = await world.run({
          photo,
          agreed: false,
          onSaid: (text) => {
            said = text.trim();
          },
          answer: async (prompt) => {
            if (!prompt.includes('y = yes')) {
              return undefined;
            }
            if (!said.startsWith('20/')) {
              // It uploads two pictures that Zoho accepts.
              return said.startsWith('18/') ? 'y' : 's';
            }
            await world.control.fault({ server: 'api', times: 1, ...fault });
            return choice;
          },
        });
        await assertBack(run);
        assert.equal(run.outcome, 'done', run.person.text);
      });
    }
  }

  it('if a token ends meanwhile', async () => {
    const run = await world.run({
      photo,
      quick: true,
      answer: async (prompt) => {
        if (prompt.includes('y = yes')) {
          await world.control.expireAccessTokens();
        }
        return undefined;
      },
    });
    assert.equal(run.outcome, 'done', run.person.text);
    await assertBack(run);
  });

  it('if the check itself has a bug', async () => {
    // Nobody answers to the question for approval.
    const run = await world.run({ photo, quick: true, switches: { approvalPending: true } });
    assert.match(String(run.outcome), /nobody said what to answer/);
    const bytes = await world.control.photoBytes(module, id);
    assert.ok(bytes !== null && photo.equals(bytes), run.person.text);
    // Nobody approves it, so it isn't proved.
    const [, file = ''] = /Its copy stays in (\S+)/.exec(run.person.text) ?? [];
    assert.ok(existsSync(file), run.person.text);
    await removeFolder(path.dirname(file));
  });

  it('keeps the copy if it is given up', async () => {
    const [abort, giveUp] = [new AbortController(), new AbortController()];
    const run = await world.run({
      photo,
      abort,
      giveUp: giveUp.signal,
      onSaid: (text) => {
        if (text.includes('too many bytes')) {
          abort.abort(new Error('interrupted'));
        } else if (text.includes('Putting the photo back')) {
          giveUp.abort(new Error('given up'));
        }
      },
    });
    assert.equal(run.outcome, 'not restored', run.person.text);
    const [, file = ''] = /Its copy stays in (\S+?)\. Upload it/.exec(run.person.text) ?? [];
    assert.ok(existsSync(file), run.person.text);
    await removeFolder(path.dirname(file));
    assert.match(run.report?.markdown ?? '', /NOT RESTORED/);
  });

  it('removes it if there was none before', async () => {
    const run = await world.run({ quick: true });
    assert.equal(run.outcome, 'done', run.person.text);
    assert.equal(await world.control.photo(module, id), null);
    assert.match(run.person.text, /the record has none, as before/);
  });

  it('changes nothing if there was none, and the code doesn’t allow to remove one', async () => {
    const run = await world.run({ quick: true, deletes: false });
    assert.equal(run.outcome, 'done', run.person.text);
    assert.equal(await world.control.photo(module, id), null);
    const uploads = (await world.control.requests()).filter(
      ({ method, path }) => method === 'POST' && path.includes('/photo'),
    );
    assert.deepEqual(uploads, []);
    assert.match(run.person.text, /doesn’t allow removing one again/);
  });

  it('changes nothing if the photo can’t be read before', async () => {
    const run = await world.run({
      photo,
      quick: true,
      prepare: () => world.control.patchRecord(module, id, { $in_merge: true }),
    });
    const uploads = (await world.control.requests()).filter(({ method }) => method !== 'GET');
    assert.deepEqual(
      uploads.filter(({ path }) => path.includes('/photo')),
      [],
    );
    assert.match(run.person.text, /400 RECORD_LOCKED\)\. So nothing is changed/);
    await assertBack(run);
  });

  it('changes nothing if Zoho would not take the photo back', async () => {
    // As PNG, it is larger than Zoho accepts.
    photo = await jpeg({ width: 2100, height: 1700, noise: true });
    const run = await world.run({ photo, quick: true, profile: 'newest' });
    assert.match(run.person.text, /too large\. So nothing is changed/);
    await assertBack(run);
  });
});
