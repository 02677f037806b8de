import assert from 'node:assert/strict';
import path from 'node:path';
import { it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { vscode } from './stubbedVscode.ts';

type Tree = Readonly<Record<string, readonly [name: string, type: number][]>>;

const FILE = 1;
const FOLDER = 2;

/** Folders by their paths, and what is in them. */
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
  '/photos/more': [['c.png', FILE]],
};

vscode.FileType = { File: FILE, Directory: FOLDER };
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

const { picturesIn } = await import('../../../src/ui/folderPictures.ts');

it('finds what a person would call a picture, and not what macOS puts beside it', async () => {
  const { signal } = new AbortController();
  const found = await picturesIn([uriOf('/photos')], () => undefined, signal);
  assert.deepEqual(
    found.pictures.map((picture) => picture.path),
    ['.hidden.png', 'b9.JPG', 'b10.jpg', 'more/c.png'],
  );
  assert.deepEqual(new Set(found.pictures.map(({ folder }) => folder)), new Set(['photos']));
  assert.deepEqual(
    found.tables.map((table) => table.path),
    ['/photos/records.csv', '/photos/records.xlsx'],
  );
});

it('tells the folder that paths begin in', async () => {
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
});
