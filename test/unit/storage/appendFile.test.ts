import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { WriteTo } from '../../../src/storage/appendFile.ts';
import { AppendFile } from '../../../src/storage/appendFile.ts';
import { Scanner } from '../../scanner.ts';
import '../../windowsFiles.ts';

describe('AppendFile', () => {
  let root: string;
  let file: string;
  let count = 0;

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'append-'));
  });

  after(() => rm(root, { recursive: true }));

  beforeEach(() => {
    count += 1;
    file = path.join(root, `${count}`, 'made when needed', 'lines');
  });

  it('writes lines in order, and lines added meanwhile together', async () => {
    const goes: string[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const write: WriteTo = async (handle, bytes) => {
      goes.push(Buffer.from(bytes).toString());
      await promise;
      await handle.appendFile(bytes);
    };
    const lines = await AppendFile.open(file, write);
    const first = lines.append('a');
    await new Promise(setImmediate);
    const others = ['b', 'c'].map((line) => lines.append(line));
    resolve(undefined);
    await Promise.all([first, ...others]);
    await lines.close();
    assert.deepEqual(goes, ['a\n', 'b\nc\n']);
    assert.equal(await readFile(file, 'utf8'), 'a\nb\nc\n');
  });

  it('removes a half-written line, and continues after the last whole line', async () => {
    const lines = await AppendFile.open(file);
    await lines.append('whole');
    await lines.close();
    await writeFile(file, '{"half', { flag: 'a' });
    const again = await AppendFile.open(file);
    await again.append('next');
    await again.close();
    assert.equal(await readFile(file, 'utf8'), 'whole\nnext\n');
  });

  it('reports failed lines to all their callers, and continues with the next ones', async () => {
    let full = true;
    const write: WriteTo = async (handle, bytes) => {
      if (full) {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      }
      await handle.appendFile(bytes);
    };
    const lines = await AppendFile.open(file, write);
    const all = await Promise.allSettled([lines.append('a'), lines.append('b')]);
    assert.deepEqual(
      all.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    full = false;
    await lines.append('c');
    await lines.close();
    assert.equal(await readFile(file, 'utf8'), 'c\n');
  });

  it('continues after the last whole line when the disk was full in the middle of one', async () => {
    let full = true;
    const write: WriteTo = async (handle, bytes) => {
      await handle.appendFile(full ? bytes.subarray(0, 5) : bytes);
      if (full) {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      }
    };
    const lines = await AppendFile.open(file, write);
    await assert.rejects(lines.append('lost for good'), { code: 'ENOSPC' });
    full = false;
    await lines.append('whole');
    await lines.close();
    assert.equal(await readFile(file, 'utf8'), 'whole\n');
  });

  it('retries a line that another program kept from being written completely', async () => {
    let refusals = 2;
    const write: WriteTo = async (handle, bytes) => {
      await handle.appendFile(refusals > 0 ? bytes.subarray(0, 5) : bytes);
      if (refusals > 0) {
        refusals -= 1;
        throw Object.assign(new Error('locked'), { code: 'EBUSY' });
      }
    };
    const lines = await AppendFile.open(file, write);
    await lines.append('whole line');
    await lines.close();
    assert.equal(await readFile(file, 'utf8'), 'whole line\n');
  });

  it('does not change a file that ends in a whole line, or only has half a line', async () => {
    await mkdir(path.dirname(file), { recursive: true });
    for (const [before, after] of [
      ['', ''],
      ['a\n', 'a\n'],
      ['half', ''],
      ['\n\nhalf', '\n\n'],
      ['ä\nö', 'ä\n'],
    ] as const) {
      await writeFile(file, before);
      const { mtimeMs } = await stat(file);
      await (await AppendFile.open(file)).close();
      assert.equal(await readFile(file, 'utf8'), after);
      assert.equal((await stat(file)).mtimeMs === mtimeMs, before === after);
    }
  });

  it('opens and truncates a file once a scanner has released it', async () => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'whole\nhalf');
    const scanner = new Scanner(root, 2);
    try {
      scanner.look(file, 3);
      const lines = await AppendFile.open(file);
      await lines.append('next');
      await lines.close();
    } finally {
      scanner.close();
    }
    assert.ok(scanner.count >= 3);
    assert.equal(await readFile(file, 'utf8'), 'whole\nnext\n');
  });
});
