import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Badges } from '../../../src/badges/badges.ts';
import type { LazyBadges } from '../../../src/badges/lazyBadges.ts';
import { vscode } from '../stubbedVscode.ts';

vscode.EventEmitter = class {
  readonly #listeners: ((value: unknown) => void)[] = [];
  readonly event = (listener: (value: unknown) => void): void => {
    this.#listeners.push(listener);
  };
  fire(value: unknown): void {
    this.#listeners.forEach((listener) => {
      listener(value);
    });
  }
};

const { LazyBadges: LazyBadgesOfVscode } = await import('../../../src/badges/lazyBadges.ts');

const TOKEN = {} as vscodeTypes.CancellationToken;
const uriOf = (file: string): vscodeTypes.Uri => ({ path: file }) as unknown as vscodeTypes.Uri;
const MUG = uriOf('/catalog/mug.JPG');

describe('badges, before they are loaded,', () => {
  let isWanted: boolean;
  let happened: unknown[];
  let lazy: LazyBadges;

  beforeEach(() => {
    isWanted = false;
    happened = [];
    lazy = new LazyBadgesOfVscode({
      isWanted: () => isWanted,
      load: () => {
        happened.push('loaded');
        return Promise.resolve({
          of: (uri: vscodeTypes.Uri) => Promise.resolve({ badge: uri.path }),
          refresh: () => Promise.resolve(happened.push('refreshed')),
          dispose: () => happened.push('disposed'),
        } as unknown as Badges);
      },
      onBug: (error) => happened.push(error),
    });
    lazy.onDidChangeFileDecorations((uris) => happened.push(['changed', uris]));
  });

  const settled = (): Promise<void> => new Promise(setImmediate);

  it('cost nothing for other files, nor while there can be none', async () => {
    isWanted = true;
    assert.equal(lazy.provideFileDecoration(uriOf('/notes.txt'), TOKEN), undefined);
    assert.equal(lazy.provideFileDecoration(uriOf('/folder'), TOKEN), undefined);
    lazy.refresh();
    isWanted = false;
    assert.equal(lazy.provideFileDecoration(MUG, TOKEN), undefined);
    lazy.refresh();
    lazy.dispose();
    await settled();
    assert.deepEqual(happened, []);
  });

  it('are loaded once, with the first picture', async () => {
    isWanted = true;
    assert.deepEqual(await lazy.provideFileDecoration(MUG, TOKEN), { badge: MUG.path });
    await lazy.provideFileDecoration(MUG, TOKEN);
    lazy.refresh();
    await settled();
    lazy.dispose();
    await settled();
    assert.deepEqual(happened, ['loaded', 'refreshed', 'disposed']);
  });

  it('are asked for again after the first upload ever, or when the setting is turned on', async () => {
    assert.equal(lazy.provideFileDecoration(MUG, TOKEN), undefined);
    isWanted = true;
    lazy.refresh();
    await settled();
    assert.deepEqual(happened, ['loaded', ['changed', undefined]]);
  });
});
