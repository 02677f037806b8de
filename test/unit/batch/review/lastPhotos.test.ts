import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identityOf } from '../../../../src/batch/match/match.ts';
import type { LastPhoto } from '../../../../src/batch/review/lastPhotos.ts';
import { lastPhotosOf } from '../../../../src/batch/review/lastPhotos.ts';
import { inUnfinishedRuns } from '../../../../src/batch/review/unfinishedPhotos.ts';
import type { Item } from '../../../../src/batch/run/runState.ts';
import { readRecords } from '../../../../src/zoho/records.ts';
import type { CrmRecord } from '../../../../src/zoho/record.ts';
import type { Switches } from '../../../emulator/profile.ts';
import { jpeg } from '../../../pictures.ts';
import { ACCOUNT } from '../run/batchInTest.ts';
import { COUNT, runInTest } from '../run/runInTest.ts';

const CHANGED = 2;
const REMOVED = 5;

describe('the photos that were last uploaded from here', () => {
  const batch = runInTest();
  const signal = new AbortController().signal;

  /** What one read of all records returns. */
  async function read(): Promise<CrmRecord[]> {
    const ids = batch.products.planned.map(({ key }) => key.id);
    const found = await readRecords(batch.crm, batch.key(0).module, ids, signal);
    assert.ok(found.ok);
    return found.value;
  }

  async function compare(records?: readonly CrmRecord[]): Promise<(LastPhoto | undefined)[]> {
    const lastUploads = await batch.window.lastUploads();
    const photos = await lastPhotosOf(batch.crm, records ?? (await read()), lastUploads, {
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: batch.window.prompts,
      signal,
      onWait: () => undefined,
    });
    return batch.products.planned.map(({ key }) => photos.get(identityOf(key))?.lastPhoto);
  }

  async function gets(): Promise<number> {
    const requests = await batch.world.control.requests();
    return requests.filter(({ method }) => method === 'GET').length;
  }

  /** Somebody else gives one record another photo, and removes another's. */
  async function changeInCrm(): Promise<void> {
    const { control } = batch.world;
    await batch.put(CHANGED, await jpeg({ width: 9, height: 9 }));
    await control.removePhoto(batch.key(REMOVED).module, batch.key(REMOVED).id);
  }

  function expected(others: LastPhoto, changed: LastPhoto, removed: LastPhoto): LastPhoto[] {
    return Array.from({ length: COUNT }, (_, n) =>
      n === CHANGED ? changed : n === REMOVED ? removed : others,
    );
  }

  it('are known without another request while nothing has changed', async () => {
    await batch.run();
    const records = await read();
    const before = await gets();
    assert.deepEqual(await compare(records), expected('same', 'same', 'same'));
    assert.equal(await gets(), before);
  });

  it('tell what was changed and removed in the CRM, with one more request', async () => {
    await batch.run();
    await changeInCrm();
    const records = await read();
    const before = await gets();
    assert.deepEqual(await compare(records), expected('same', 'changed', 'removed'));
    assert.equal(await gets(), before + 1);
  });

  it('are believed to be the same if the second read says so', async () => {
    await batch.run();
    const odd = (await read()).map((one) => ({ ...one, photoMark: `odd ${one.photoMark}` }));
    assert.deepEqual(await compare(odd), expected('same', 'same', 'same'));
    await changeInCrm();
    // A query that writes marks in another way costs a third read, and no more.
    assert.deepEqual(await compare(odd), expected('same', 'changed', 'removed'));
  });

  for (const switches of [
    { recordImageStays: false },
    { recordImageStays: false, recordImageChanges: false },
  ] satisfies Partial<Switches>[]) {
    it(`are never all called changed by marks that tell nothing: ${JSON.stringify(switches)}`, async () => {
      await batch.reset('seed', switches);
      await batch.putOld();
      await batch.run();
      assert.deepEqual(await compare(), expected('unsure', 'unsure', 'unsure'));
      await changeInCrm();
      assert.deepEqual(await compare(), expected('unsure', 'unsure', 'removed'));
    });
  }

  /** Records of another module that were uploaded to from here, and their IDs. */
  async function others(count: number): Promise<CrmRecord[]> {
    const { control } = batch.world;
    const fields = Array.from({ length: count }, (_, n) => ({ Name: `Van ${n}` }));
    const ids = await control.addRecords('Vehicles', fields);
    const lastUploads = await batch.window.lastUploads();
    const keys = ids.map((id) => ({ module: 'Vehicles', id }));
    for (const key of keys) {
      lastUploads.note(key, 'hash', 'ours');
    }
    await lastUploads.save();
    return keys.map((key) => ({ key, name: undefined, photoMark: 'theirs' }));
  }

  it('aren’t called changed by marks that agreed by chance before others didn’t', async () => {
    await batch.run();
    await changeInCrm();
    const [van] = await others(1);
    assert.ok(van);
    for (const mark of ['one', 'two']) {
      const data = [{ id: van.key.id, Record_Image: mark }];
      await batch.world.control.fault({
        path: 'Vehicles\\?ids=',
        answer: { status: 200, body: { data } },
        times: 1,
      });
    }
    assert.deepEqual(
      await compare([...(await read()), van]),
      expected('same', 'unsure', 'removed'),
    );
  });

  it('of the rest are unknown once Zoho doesn’t answer', async () => {
    const vans = await others(300);
    await batch.world.control.fault({ path: 'Vehicles\\?ids=', answer: { status: 503 }, times: 0 });
    const before = await gets();
    await compare(vans);
    assert.equal((await gets()) - before, 3);
  });

  it('count as unknown if their mark was the same before the upload', async () => {
    await batch.reset('seed', { recordImageChanges: false });
    await batch.putOld();
    await batch.run();
    await batch.put(CHANGED, await jpeg({ width: 9, height: 9 }));
    assert.deepEqual(await compare(), expected('unsure', 'unsure', 'unsure'));
  });

  it('are nothing to compare where nothing was uploaded, or all was undone', async () => {
    assert.deepEqual(new Set(await compare()), new Set([undefined]));
    const id = await batch.create();
    await batch.resume(id);
    await batch.undoAll(id);
    assert.deepEqual(new Set(await compare()), new Set([undefined]));
  });

  it('aren’t called changed after an upload that was canceled before it looked at them', async () => {
    await batch.run();
    const cancel = new AbortController();
    const end = await batch.run({
      signal: cancel.signal,
      observer: {
        onProgress: ({ activity }) => {
          if (activity.kind === 'looking') {
            cancel.abort();
          }
        },
        onStanding: () => undefined,
        onBug: (error) => batch.window.bugs.push(error),
      },
    });
    assert.equal(end.end, 'over');
    const told = new Set(await compare());
    assert.ok(!told.has('changed'), [...told].join());
  });

  it('aren’t called changed where nobody knows whether the upload was stored', async () => {
    await batch.run();
    const { control } = batch.world;
    const { id } = batch.key(CHANGED);
    const body = { code: 'NO_PERMISSION', details: {}, message: '', status: 'error' };
    await control.fault({ method: 'POST', path: id, cutBeforeAnswer: true });
    await control.fault({
      method: 'GET',
      path: `Products/${id}(\\?|$)`,
      answer: { status: 403, body },
      times: 0,
    });
    const { standings } = await batch.run();
    assert.equal(standings[CHANGED], 'unknown');
    await control.endFaults();
    assert.deepEqual(await compare(), expected('same', 'unsure', 'same'));
  });

  it('are nothing to compare where nobody knows whether they were undone', async () => {
    const id = await batch.create();
    await batch.resume(id);
    const cancel = new AbortController();
    await batch.world.control.fault({ method: 'DELETE', times: 0, cutBeforeAnswer: true });
    const undone = await batch.undoAll(id, batch.crm, {
      signal: cancel.signal,
      onProgress: ({ waitsFor }) => {
        if (waitsFor !== undefined) {
          cancel.abort();
        }
      },
    });
    await batch.world.control.endFaults();
    assert.ok(undone.some(({ became }) => 'photo' in became && became.photo === 'unknown'));
    // They are gone, and nobody else removed them.
    const compared = await compare();
    assert.ok(!compared.includes('removed'), compared.join());
  });

  it('are those of an upload that isn’t over, too', async () => {
    const id = await batch.create();
    await batch.resume(id, { only: new Set([0, 1]) });
    const [state] = await batch.window.runs.unfinished();
    assert.ok(state !== undefined);
    const [seen, unseen] = state.items;
    assert.ok(seen?.looked !== undefined && unseen !== undefined);
    delete unseen.looked;
    const open = inUnfinishedRuns([state], ACCOUNT);
    assert.deepEqual(
      [...open.keys()],
      [seen, unseen].map(({ key }) => identityOf(key)),
    );
    assert.equal(inUnfinishedRuns([state], 'another').size, 0);
    const judged = ({ key }: Item, photoMark: string): LastPhoto | undefined =>
      open.get(identityOf(key))?.({
        record: { key, name: undefined, photoMark },
        lastPhoto: 'changed',
      }).lastPhoto;
    const { after } = seen.looked;
    assert.ok('mark' in after && after.mark !== null);
    assert.equal(judged(seen, after.mark), 'unsure');
    assert.equal(judged(seen, 'theirs'), 'changed');
    // It was sent, and nobody has looked at it yet.
    assert.equal(judged(unseen, 'any'), 'unsure');
  });
});
