import assert from 'node:assert/strict';
import { it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { vscode } from '../../stubbedVscode.ts';

const files: Readonly<Record<string, string | Buffer>> = {
  '/shop.csv': 'SKU,Image\nA,https://cdn.shop.example/1',
  '/old.csv': 'SKU;Image\nA;//cdn.shop.example/a.jpg?v=1',
  '/wide.csv': Buffer.from('SKU\tImage\nA\thttps://cdn.shop.example/a.jpg', 'utf16le'),
  '/names.csv': 'SKU,Image\nA,a.jpg',
  '/notes.txt': 'See https://northwind.example/about, and nothing else.',
  '/list.txt': 'A https://cdn.shop.example/a.jpg',
  '/package.json': '{"repository":"https://code.example/northwind.git"}',
  '/woo.json': '[{"sku":"A","image":"https:\\/\\/cdn.shop.example\\/a.jpg"}]',
  '/scans.json': '[{"sku":"A","image":"https://cdn.shop.example/a.dib?v=1"}]',
  '/shop.json': '[{"sku":"A","image":"https://cdn.shop.example/a.png?v=1"}]',
};

vscode.workspace = {
  fs: {
    stat: ({ path }: { path: string }) =>
      path in files
        ? Promise.resolve({ size: files[path]?.length })
        : Promise.reject(new Error('gone')),
    readFile: ({ path }: { path: string }) => Promise.resolve(Buffer.from(files[path] ?? '')),
  },
};

const { mentionPictureUrls } = await import('../../../../src/batch/mapping/pictureUrls.ts');

it('a folder without pictures has something to upload if a table has URLs of pictures', async () => {
  const may = (...paths: string[]): Promise<boolean | undefined> =>
    mentionPictureUrls(paths.map((path) => ({ path })) as unknown as vscodeTypes.Uri[]);
  const shops = ['/shop.csv', '/old.csv', '/wide.csv', '/list.txt', '/shop.json', '/a.xlsx'];
  for (const path of [...shops, '/woo.json', '/scans.json']) {
    assert.equal(await may('/gone.csv', path), true, path);
  }
  for (const path of ['/names.csv', '/notes.txt', '/package.json', '/gone.csv', '/old.ods']) {
    assert.equal(await may(path), false, path);
  }
  assert.equal(await may(), false);
});
