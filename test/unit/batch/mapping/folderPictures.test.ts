import assert from 'node:assert/strict';
import path from 'node:path';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type * as vscodeTypes from 'vscode';
import { vscode } from '../../stubbedVscode.ts';

type Tree = Readonly<Record<string, readonly [name: string, type: number][]>>;

const FILE = 1;
const FOLDER = 2;

/** The content of folders, by path. */
const tree: Tree = {
  '/photos': [
    ['b10.jpg', FILE],
    ['b9.JPG', FILE],
    ['._b9.JPG', FILE],
    ['.hidden.png', FILE],
    ['records.csv', FILE],
    ['._records.csv', FILE],
    ['records.xlsx', FILE],
    ['.git', FOLDER],
    ['__MACOSX', FOLDER],
    ['more', FOLDER],
  ],
  '/photos/.git': [['a.png', FILE]],
  '/photos/__MACOSX': [
    ['._c.png', FILE],
    ['c.png', FILE],
  ],
  '/d:': [['b.png', FILE]],
  '/photos/more': [['c.png', FILE]],
  '/cloud': [
    ['.a.jpg.icloud', FILE],
    ['.a.csv.icloud', FILE],
    ['b.JFIF', FILE],
  ],
};

vscode.FileType = { File: FILE, Directory: FOLDER, SymbolicLink: 64 };
vscode.Uri = {
  joinPath: (uri: { path: string }, name: string) => uriOf(path.posix.join(uri.path, name)),
};
vscode.workspace = {
  fs: {
    readDirectory: (uri: { path: string }) => Promise.resolve(tree[uri.path]),
    stat: (uri: { path: string }) => Promise.resolve({ type: uri.path in tree ? FOLDER : FILE }),
  },
};

function uriOf(file: string): vscodeTypes.Uri {
  return { path: file, toString: () => file } as unknown as vscodeTypes.Uri;
}

const { picturesIn } = await import('../../../../src/batch/mapping/folderPictures.ts');

it('finds pictures, and not the files that macOS puts next to them', async () => {
  const { signal } = new AbortController();
  const found = await picturesIn([uriOf('/photos')], () => undefined, signal);
  assert.deepEqual(
    found.pictures.map((picture) => picture.path),
    ['b9.JPG', 'b10.jpg', 'more/c.png'],
  );
  assert.deepEqual(new Set(found.pictures.map(({ folder }) => folder)), new Set(['photos']));
  assert.deepEqual(
    found.tables.map((table) => table.path),
    ['/photos/records.csv', '/photos/records.xlsx'],
  );
  // ._b9.JPG, .hidden.png, ._records.csv, .git and __MACOSX.
  assert.equal(found.junk, 5);
});

it('takes a hidden file that was selected by itself, and finds files that are only in iCloud', async () => {
  const { signal } = new AbortController();
  const files = [uriOf('/photos/.hidden.png'), uriOf('/photos/._b9.JPG'), uriOf('/cloud')];
  const found = await picturesIn(files, () => undefined, signal);
  assert.deepEqual(
    found.pictures.map(({ path: name, isPlaceholder }) => [name, isPlaceholder === true]),
    [
      ['.hidden.png', false],
      ['cloud/a.jpg', true],
      ['cloud/b.JFIF', false],
    ],
  );
  assert.equal(found.junk, 2);
});

it('reads a folder once that was selected together with some of its files', async () => {
  const { signal } = new AbortController();
  const files = ['/photos', '/photos/more', '/photos/more/c.png', '/photos/records.csv', '/photo'];
  const found = await picturesIn(files.map(uriOf), () => undefined, signal);
  assert.deepEqual(
    found.pictures.map((picture) => picture.path),
    ['photos/b9.JPG', 'photos/b10.jpg', 'photos/more/c.png'],
  );
  assert.deepEqual(
    found.tables.map((table) => table.path),
    ['/photos/records.csv', '/photos/records.xlsx'],
  );
  assert.equal(found.junk, 5);
});

it('skips sidecars and system files in a selection', async () => {
  const { signal } = new AbortController();
  const files = ['/photos/more', '/photos/__MACOSX', '/a/~$codes.xlsx', '/a/._codes.csv'];
  const found = await picturesIn(files.map(uriOf), () => undefined, signal);
  assert.deepEqual(
    found.pictures.map((picture) => picture.path),
    ['more/c.png'],
  );
  assert.deepEqual([found.tables, found.junk], [[], 3]);
  const alone = await picturesIn([uriOf('/photos/__MACOSX')], () => undefined, signal);
  assert.deepEqual(
    alone.pictures.map((picture) => picture.path),
    ['c.png'],
  );
});

it('recognizes a selected file that is only in iCloud', async () => {
  const { signal } = new AbortController();
  const found = await picturesIn([uriOf('/cloud/.a.jpg.icloud')], () => undefined, signal);
  assert.deepEqual(
    found.pictures.map(({ path: name, isPlaceholder }) => [name, isPlaceholder]),
    [['a.jpg', true]],
  );
});

it('reads many slow folders at once, and each only once', async () => {
  const inside = vscode.workspace as { fs: { readDirectory: unknown } };
  const usual = inside.fs.readDirectory;
  let reading = 0;
  let most = 0;
  inside.fs.readDirectory = async ({ path: folder }: { path: string }): Promise<unknown> => {
    reading += 1;
    most = Math.max(most, reading);
    await turn();
    reading -= 1;
    const depth = folder.split('/').length - 2;
    return depth === 3
      ? [['a.png', FILE]]
      : Array.from({ length: 5 }, (_, n) => [`${n}`, FOLDER] as const);
  };
  try {
    const { signal } = new AbortController();
    const found = await picturesIn([uriOf('/photos')], () => undefined, signal);
    assert.equal(found.pictures.length, 125);
    assert.equal(new Set(found.pictures.map((picture) => picture.path)).size, 125);
    assert.ok(most > 8 && most <= 16, `${most} at once`);
  } finally {
    inside.fs.readDirectory = usual;
  }
});

it('ends at once when canceled, even if a folder never answers', async () => {
  const inside = vscode.workspace as { fs: { readDirectory: unknown } };
  const usual = inside.fs.readDirectory;
  const controller = new AbortController();
  inside.fs.readDirectory = ({ path: folder }: { path: string }): Promise<unknown> => {
    if (folder === '/photos') {
      return Promise.resolve([['never', FOLDER]]);
    }
    setImmediate(() => {
      controller.abort(new Error('canceled'));
    });
    return new Promise(() => undefined);
  };
  try {
    const { signal } = controller;
    await assert.rejects(
      picturesIn([uriOf('/photos')], () => undefined, signal),
      /canceled/,
    );
  } finally {
    inside.fs.readDirectory = usual;
  }
});

it('tells the folder that paths are relative to', async () => {
  const { signal } = new AbortController();
  const chosen = (...files: string[]): Promise<string[]> =>
    picturesIn(files.map(uriOf), () => undefined, signal).then(({ pictures }) =>
      pictures.map((one) => `${String(one.folder)}: ${one.path}`),
    );
  assert.deepEqual(await chosen('/photos/more'), ['more: c.png']);
  assert.deepEqual(await chosen('/photos/more/c.png'), ['more: c.png']);
  assert.deepEqual(await chosen('/photos/more', '/photos/b9.JPG'), [
    'photos: b9.JPG',
    'photos: more/c.png',
  ]);
  assert.deepEqual(await chosen('/a.png'), ['undefined: a.png']);
  // A drive's letter isn't a folder that could be named after a product.
  assert.deepEqual(await chosen('/d:/a.png'), ['undefined: a.png']);
  assert.deepEqual(await chosen('/d:'), ['undefined: b.png']);
});
