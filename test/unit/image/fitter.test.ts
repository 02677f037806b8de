import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { FitterOptions } from '../../../src/image/fit.ts';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fittable } from '../../../src/image/fittable.ts';
import type { Fitted, Unfit } from '../../../src/image/fitting.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { pictureOf } from '../../pictures.ts';
import { until } from '../until.ts';

const NEVER = new AbortController().signal;
const fitters: Fitter[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'fitter-'));
after(async () => {
  await Promise.all(fitters.map((fitter) => fitter.dispose()));
  rmSync(folder, { recursive: true });
});

function fitterOfThreads(options: Partial<FitterOptions> = {}): Fitter {
  const worker = new URL('threadWorker.ts', import.meta.url);
  const fitter = new Fitter({ worker, ...options });
  fitters.push(fitter);
  return fitter;
}

function fittable(content: string, name = 'a.png'): Fittable {
  const picture = pictureOf(Buffer.from(content), name);
  return { picture, format: 'PNG', width: 1, height: 1, size: content.length };
}

function fit(fitter: Fitter, content: string, signal = NEVER): Promise<Fitted | Unfit> {
  return fitter.fit(fittable(content), {}, signal);
}

/** Which thread a picture was in. */
async function threadOf(fitter: Fitter): Promise<number> {
  const fitted = await fit(fitter, 'which');
  assert.equal(fitted.kind, 'fitted');
  return fitted.after.width;
}

describe('pictures share a thread', () => {
  it('one after the other, as long as they succeed', async () => {
    const fitter = fitterOfThreads();
    const threads = await Promise.all([1, 2, 3].map(() => threadOf(fitter)));
    assert.equal(new Set(threads).size, 1);
  });

  it('that ends after some idle time', async () => {
    const fitter = fitterOfThreads({ idleLimit: 1 });
    const first = await threadOf(fitter);
    await until('there is another thread', async () => (await threadOf(fitter)) !== first);
  });

  it('that may end by itself between two', async () => {
    const fitter = fitterOfThreads();
    await fit(fitter, 'exit after answer');
    const first = await threadOf(fitter);
    await until('there is another thread', async () => (await threadOf(fitter)) !== first);
  });

  it('that is disposed of', async () => {
    const fitter = fitterOfThreads();
    const first = await threadOf(fitter);
    await fitter.dispose();
    assert.notEqual(await threadOf(fitter), first);
  });
});

describe('a HEIC', () => {
  it('isn’t even read, in any thread, unless that is allowed at that moment', async () => {
    let isAllowed = false;
    for (const options of [{}, { convertsHeic: () => isAllowed }]) {
      const fitter = fitterOfThreads(options);
      const { picture, ...facts } = fittable('which', 'a.heic');
      const read = (): Promise<Uint8Array> => assert.fail('it is read');
      const unread = {
        ...facts,
        format: 'HEIC',
        picture: { ...picture, read, head: read },
      } as const;
      assert.deepEqual(await fitter.fit(unread, {}, NEVER), { kind: 'heic-off', format: 'HEIC' });
      // Its name is nothing to go by.
      assert.equal((await fitter.fit({ ...facts, picture }, {}, NEVER)).kind, 'fitted');
      isAllowed = true;
      const allowed = await fitter.fit({ ...facts, picture, format: 'HEIC' }, {}, NEVER);
      assert.equal(allowed.kind, options.convertsHeic === undefined ? 'heic-off' : 'fitted');
      isAllowed = false;
    }
  });
});

describe('the next picture gets a new thread after one that', () => {
  const wrongs: Readonly<Record<string, Unfit>> = {
    break: { kind: 'broken', format: 'PNG', detail: 'half of it' },
    throw: { kind: 'crashed', format: 'PNG', detail: 'no memory' },
    exit: { kind: 'crashed', format: 'PNG', detail: 'ended with 3' },
    wait: { kind: 'too-slow', format: 'PNG', milliseconds: 3000 },
  };
  for (const [what, expected] of Object.entries(wrongs)) {
    it(`causes ${what}`, async () => {
      // Enough time for a busy machine to start a thread.
      const fitter = fitterOfThreads(what === 'wait' ? { timeLimit: 3000 } : {});
      const before = await threadOf(fitter);
      assert.deepEqual(await fit(fitter, what), expected);
      assert.notEqual(await threadOf(fitter), before);
    });
  }

  it('is canceled', async () => {
    const fitter = fitterOfThreads();
    const before = await threadOf(fitter);
    const cancel = new AbortController();
    const file = path.join(folder, 'hangs');
    const hanging = fit(fitter, `hang: ${file}`, cancel.signal);
    const waiting = threadOf(fitter);
    await until('the thread hangs', () => existsSync(file));
    cancel.abort(new Error('enough'));
    await assert.rejects(hanging, /enough/);
    assert.notEqual(await waiting, before);
  });
});

describe('a cancel', () => {
  it('works while the picture waits for its turn', async () => {
    const fitter = fitterOfThreads();
    const first = new AbortController();
    const second = new AbortController();
    const hanging = fit(fitter, 'hang', first.signal);
    const waiting = fit(fitter, 'which', second.signal);
    second.abort(new Error('the second'));
    await assert.rejects(waiting, /the second/);
    first.abort(new Error('the first'));
    await assert.rejects(hanging, /the first/);
  });

  it('works before anything is read', async () => {
    const read = (): never => assert.fail('it was read');
    const { picture, ...facts } = fittable('which');
    const canceled = AbortSignal.abort(new Error('before'));
    const fitting = fitterOfThreads().fit(
      { ...facts, picture: { ...picture, read } },
      {},
      canceled,
    );
    await assert.rejects(fitting, /before/);
  });
});

it('a file that can’t be read anymore is reported, and the next one continues', async () => {
  const fitter = fitterOfThreads();
  const { picture, ...facts } = fittable('which');
  const read = (): Promise<never> => Promise.reject(new Unreadable('missing'));
  const gone = fitter.fit({ ...facts, picture: { ...picture, read } }, {}, NEVER);
  await assert.rejects(gone, Unreadable);
  assert.ok((await threadOf(fitter)) > 0);
});

it('the version is named like the picture, with the extension of its format', async () => {
  const fitter = fitterOfThreads();
  for (const [name, expected] of [
    ['IMG_1.HEIC', 'IMG_1.jpg'],
    ['a.b.webp', 'a.b.jpg'],
    ['photo.JPEG', 'photo.JPEG'],
    ['photo.jpg', 'photo.jpg'],
    ['photo', 'photo.jpg'],
    ['.png', '.png.jpg'],
  ] as const) {
    const fitted = await fitter.fit(fittable('which', name), {}, NEVER);
    assert.equal(fitted.kind === 'fitted' && fitted.picture.name, expected);
  }
});
