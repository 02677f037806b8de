import assert from 'node:assert/strict';
import { it } from 'node:test';
import { vscode } from '../stubbedVscode.ts';

class Uri {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  toString(): string {
    return this.path;
  }
}

vscode.Uri = Uri;

const { fileArguments } = await import('../../../src/ui/fileArguments.ts');

const [a, b] = [new Uri('/a.png'), new Uri('/b.png')];

it('takes the files that the Explorer passes', () => {
  assert.deepEqual(fileArguments([a, [a, b]]), [a, [a, b]]);
  assert.deepEqual(fileArguments([a, { groupId: 0 }]), [a, undefined]);
  assert.deepEqual(fileArguments([a, [a, 'b', undefined]]), [a, [a]]);
});

it('takes the files of what Source Control passes', () => {
  const [first, second] = [{ resourceUri: a, contextValue: 'x' }, { resourceUri: b }];
  assert.deepEqual(fileArguments([first]), [a, [a]]);
  assert.deepEqual(fileArguments([first, second]), [a, [a, b]]);
  assert.deepEqual(fileArguments([{ resourceUri: undefined }, second]), [b, [b]]);
});

it('takes a file only once if it’s both staged and changed', () => {
  const states = [a, b, new Uri('/a.png')].map((resourceUri) => ({ resourceUri }));
  assert.deepEqual(
    fileArguments(states)[1]?.map(({ path }) => path),
    ['/a.png', '/b.png'],
  );
});

it('skips files that Git shows as deleted, unless there are no others', () => {
  const deleted = { resourceUri: a, decorations: { strikeThrough: true } };
  assert.deepEqual(fileArguments([deleted, { resourceUri: b, decorations: {} }]), [b, [b]]);
  assert.deepEqual(fileArguments([deleted]), [a, [a]]);
});

it('returns no file without arguments', () => {
  for (const given of [[], [undefined], [null, null], ['/a.png'], [{}, 7], [{ resourceUri: 1 }]]) {
    assert.deepEqual(fileArguments(given), [undefined, undefined]);
  }
});
