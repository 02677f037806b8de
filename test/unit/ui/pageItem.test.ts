import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { WatchedPage } from '../../../src/ui/pageItem.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

/** Items of the status bar that aren't disposed. */
let items: Item[] = [];
const commands = new Map<string, () => void>();

class Item {
  text = '';
  tooltip = '';
  command = '';
  isShown = false;

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    items = items.filter((item) => item !== this);
  }
}

vscode.StatusBarAlignment = { Left: 1 };
vscode.window = {
  createStatusBarItem: () => {
    const item = new Item();
    items.push(item);
    return item;
  },
};
vscode.commands = {
  registerCommand: (id: string, run: () => void) => {
    commands.set(id, run);
    return { dispose: () => commands.delete(id) };
  },
};

const { withPageItem } = await import('../../../src/ui/pageItem.ts');

class Page implements WatchedPage {
  isVisible = true;
  revealed = 0;
  readonly #listeners = new Set<() => void>();

  onVisibility(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  reveal(): void {
    this.revealed += 1;
    this.appears(true);
  }

  appears(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }
}

describe('what is in progress on a page', () => {
  let page: Page;
  let end: (how: string | Error) => void;
  let show: (text: string) => void;
  let working: Promise<string>;

  beforeEach(() => {
    page = new Page();
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    end = (how) => {
      if (how instanceof Error) {
        reject(how);
      } else {
        resolve(how);
      }
    };
    working = withPageItem(page, 'Uploading 40 photos', (showing) => {
      show = showing;
      return promise;
    });
  });

  function shown(): string[] {
    return items.filter(({ isShown }) => isShown).map(({ text }) => text);
  }

  it('is not shown a second time while the page is visible', async () => {
    assert.deepEqual(shown(), []);
    page.appears(false);
    assert.deepEqual(shown(), ['$(cloud-upload) Uploading 40 photos']);
    page.appears(true);
    assert.deepEqual(shown(), []);
    end('done');
    assert.equal(await working, 'done');
  });

  it('is shown in the status bar while the page is hidden, and leads to it', async () => {
    page.appears(false);
    show('3 of 40 pictures $(trash)');
    await until('it is shown', () => shown()[0]?.includes('3 of 40') === true);
    assert.doesNotMatch(shown()[0] ?? '', /\$\(trash\)/);
    const [item] = items;
    assert.equal(item?.tooltip, 'Uploading 40 photos. Click to show the page.');
    commands.get(item.command)?.();
    assert.equal(page.revealed, 1);
    assert.deepEqual(shown(), []);
    end('done');
    await working;
  });

  it('is gone when it is over, however it ends', async () => {
    page.appears(false);
    end(new Error('a bug'));
    await assert.rejects(working, /a bug/);
    assert.deepEqual(items, []);
    assert.equal(commands.size, 0);
    assert.equal(page.isWatched, false);
  });
});
