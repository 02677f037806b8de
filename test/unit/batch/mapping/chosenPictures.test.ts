import assert from 'node:assert/strict';
import { mkdtemp, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type * as vscodeTypes from 'vscode';
import { png } from '../../../pictures.ts';
import { vscode } from '../../stubbedVscode.ts';

interface Place {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
}

function uriOf(file: string): vscodeTypes.Uri {
  const url = pathToFileURL(file);
  const place = { scheme: 'file', path: file, fsPath: file, toString: () => url.href };
  return place as unknown as vscodeTypes.Uri;
}

const shown: string[] = [];
let answer: string | undefined;
/** Cancels all progress once this many pictures were inspected. */
let cancelAt = Infinity;

vscode.FileType = { File: 1, Directory: 2 };
vscode.FileSystemError = Error;
vscode.ProgressLocation = { Notification: 15 };
/** Where the files of a folder are stored. */
let joined: (file: string) => vscodeTypes.Uri = uriOf;
vscode.Uri = {
  joinPath: (uri: Place, name: string) => joined(path.join(uri.path, name)),
};
const fs: Record<string, unknown> = {};
vscode.workspace = { fs };
vscode.window = {
  showInformationMessage: (text: string) => {
    shown.push(text);
    return Promise.resolve(answer);
  },
  withProgress: (_: object, work: (...given: object[]) => unknown) => {
    let cancel = (): void => undefined;
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
      },
    };
    const report = ({ message = '' }: { message?: string }): void => {
      if (Number(/^(\d+) of/.exec(message)?.[1] ?? 0) >= cancelAt) {
        cancel();
      }
    };
    return work({ report }, token);
  },
};

const local = {
  stat: (uri: Place) => Promise.resolve({ type: uri.path.includes('.') ? 1 : 2, size: 0 }),
  readDirectory: async ({ path: folder }: Place): Promise<[string, number][]> =>
    (await readdir(folder)).map((name) => [name, 1]),
};

const folder = await mkdtemp(path.join(tmpdir(), 'cloud'));
const { readSelection } = await import('../../../../src/batch/mapping/chosenPictures.ts');

/** A file that has a size but takes no space, like one that is only in the cloud. */
async function inCloud(name: string, bytes: number): Promise<void> {
  const file = path.join(folder, name);
  await (await open(file, 'w')).close();
  await truncate(file, bytes);
}

async function looked(): Promise<Record<string, string>> {
  const into = await readSelection([uriOf(folder)]);
  return Object.fromEntries(
    (into?.pictures ?? []).map(({ candidate, file: { inspected } }) => [
      candidate.path,
      'refusal' in inspected
        ? `${inspected.refusal.kind} ${'reason' in inspected.refusal ? inspected.refusal.reason : ''}`
        : 'picture',
    ]),
  );
}

describe('a folder with pictures that are only in the cloud', () => {
  beforeEach(async () => {
    shown.length = 0;
    answer = undefined;
    cancelAt = Infinity;
    Object.assign(fs, local);
    await writeFile(path.join(folder, 'here.png'), await png({ width: 8, height: 8 }));
    await writeFile(path.join(folder, '.IMG 1.HEIC.icloud'), 'bplist');
    await inCloud('a.png', 3_000_000);
    await inCloud('b.jfif', 2_000_000);
  });

  after(() => rm(folder, { recursive: true }));

  it('asks once, and inspects the pictures that are on this machine', async () => {
    answer = 'Skip';
    assert.deepEqual(await looked(), {
      'a.png': 'unreadable in-cloud',
      'b.jfif': 'unreadable in-cloud',
      'here.png': 'picture',
      'IMG 1.HEIC': 'unreadable in-cloud',
    });
    assert.deepEqual(shown, ['2 pictures (5 MB) seem to be only in the cloud. Download them?']);
  });

  it('keeps the sizes of skipped pictures', async () => {
    answer = 'Skip';
    const into = await readSelection([uriOf(folder)]);
    assert.deepEqual(
      into?.pictures.map(({ candidate }) => candidate.size > 0),
      [true, true, true, false],
    );
  });

  it('inspects all pictures if they may be downloaded', async () => {
    answer = 'Download';
    // The content isn't a picture, which shows only once it is read.
    const all = await looked();
    assert.equal(all['a.png'], 'not-a-picture ');
    assert.equal(all['b.jfif'], 'not-a-picture ');
    assert.equal(all['here.png'], 'picture');
    assert.equal(all['IMG 1.HEIC'], 'unreadable in-cloud');
  });

  it('reads nothing after a cancel', async () => {
    assert.equal(await readSelection([uriOf(folder)]), undefined);
  });
});

describe('a slow network drive', () => {
  const SLOW_MS = 20;
  const COUNT = 320;
  let reading = 0;
  let looks = 0;
  let most = 0;

  beforeEach(() => {
    shown.length = 0;
    cancelAt = Infinity;
    reading = 0;
    looks = 0;
    most = 0;
    const slowly = async <T>(value: T): Promise<T> => {
      reading += 1;
      looks += 1;
      most = Math.max(most, reading);
      await sleep(SLOW_MS);
      reading -= 1;
      return value;
    };
    Object.assign(fs, {
      stat: (uri: Place) => slowly({ type: uri.path.includes('.') ? 1 : 2, size: 6 }),
      readFile: () => slowly(new TextEncoder().encode('GIF89a')),
      readDirectory: () =>
        slowly(Array.from({ length: COUNT }, (_, n) => [`${n}.gif`, 1] as const)),
    });
    joined = (file) =>
      ({ scheme: 'far', path: file, toString: () => `far:${file}` }) as unknown as vscodeTypes.Uri;
  });

  it('has several files inspected at once, up to a limit', async () => {
    const into = await readSelection([uriOf('/share')]);
    assert.equal(into?.pictures.length, COUNT);
    assert.ok(most > 8 && most <= 16, `${most} at once`);
  });

  it('stops at once after a cancel', async () => {
    cancelAt = 20;
    assert.equal(await readSelection([uriOf('/share')]), undefined);
    assert.ok(looks < COUNT, 'all were looked at');
  });
});
