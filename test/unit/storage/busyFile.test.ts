import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { writeAtomically } from '../../../src/storage/atomicFile.ts';
import {
  overwriteFile,
  readText,
  removeFile,
  removeFolder,
  renameFile,
  whileBusy,
} from '../../../src/storage/busyFile.ts';
import { Scanner } from '../../scanner.ts';
import { hurried } from '../hurried.ts';
import { until } from '../until.ts';

describe('a file that another program has open', () => {
  let folder: string;
  let file: string;
  let scanner: Scanner | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'busy-'));
    file = path.join(folder, 'file');
    await writeFile(file, 'content');
  });

  afterEach(async () => {
    scanner?.close();
    scanner = undefined;
    await rm(folder, { recursive: true });
  });

  function scan(refusals: number): Scanner {
    scanner = new Scanner(folder, refusals);
    scanner.look(file);
    return scanner;
  }

  it('is renamed once it is released', async () => {
    const { refused } = scan(3);
    await renameFile(file, `${file}2`);
    assert.deepEqual([...refused], [['rename', 3]]);
    assert.deepEqual(await readdir(folder), ['file2']);
  });

  it('can be replaced once it is released', async () => {
    await writeFile(`${file}.part`, 'new');
    scan(3);
    await renameFile(`${file}.part`, file);
    scanner?.close();
    assert.equal(await readFile(file, 'utf8'), 'new');
  });

  it('is removed once it is released', async () => {
    scan(3);
    await removeFile(file);
    assert.deepEqual(await readdir(folder), []);
  });

  it('is removed with its folder once it is released', async () => {
    const within = path.join(folder, 'within');
    await mkdir(within);
    await writeFile(path.join(within, 'file'), '');
    scan(0).look(path.join(within, 'file'), 3);
    await removeFolder(within);
    assert.deepEqual(await readdir(folder), ['file']);
  });

  it('is read and overwritten once it is released', async () => {
    const { refused } = scan(3);
    assert.equal(await readText(file), 'content');
    scanner?.look(file);
    await overwriteFile(file, 'other');
    assert.deepEqual(
      [...refused],
      [
        ['readFile', 3],
        ['writeFile', 3],
      ],
    );
  });

  it('is rewritten once it is released, and leaves no other file', async () => {
    scan(3);
    await writeAtomically(file, Buffer.from('new'));
    scanner?.close();
    assert.equal(await readFile(file, 'utf8'), 'new');
    assert.deepEqual(await readdir(folder), ['file']);
  });

  it('is retried for some seconds, with growing pauses', async ({ mock }) => {
    const busy = Object.assign(new Error('busy'), { code: 'EBUSY' });
    let tries = 0;
    let milliseconds = 0;
    const work = (): Promise<never> => {
      tries += 1;
      return Promise.reject(busy);
    };
    const trying = hurried(
      mock.timers,
      () => whileBusy(work),
      (passed) => {
        milliseconds = passed;
      },
    );
    await assert.rejects(trying, busy);
    assert.ok(milliseconds > 3000 && milliseconds < 10_000, `${milliseconds} ms`);
    assert.ok(tries > 5 && tries < 30, `${tries}`);
  });

  it('fails in the end with the system’s error, and leaves no other file', async ({ mock }) => {
    scan(0).look(file, Infinity);
    const written = hurried(mock.timers, () => writeAtomically(file, Buffer.from('new')));
    await assert.rejects(written, { code: /^(EBUSY|EPERM|EACCES)$/ });
    scanner?.close();
    assert.equal(await readFile(file, 'utf8'), 'content');
    assert.deepEqual(await readdir(folder), ['file']);
  });

  it('is waited for only until the signal aborts', async () => {
    scan(0).look(file, Infinity);
    const cancel = new AbortController();
    const writing = writeAtomically(file, Buffer.from('new'), cancel.signal);
    const reason = new Error('canceled');
    setImmediate(() => {
      cancel.abort(reason);
    });
    await assert.rejects(writing, reason);
    await until('nothing is left', async () => (await readdir(folder)).length === 1);
  });

  it('is not retried after other errors', async () => {
    let tries = 0;
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const work = (): Promise<never> => {
      tries += 1;
      return Promise.reject(full);
    };
    await assert.rejects(whileBusy(work), full);
    assert.equal(tries, 1);
    await assert.rejects(renameFile(`${file}-none`, file), { code: 'ENOENT' });
  });
});
