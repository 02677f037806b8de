import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';
import type * as VSCode from 'vscode';
import type { BatchFacts, BatchRow, ToBatchPage } from '../../../../src/batch/page/messages.ts';
import { vscode } from '../../stubbedVscode.ts';

const joinPath = (base: { path: string }, ...parts: string[]): unknown => ({
  scheme: 'file',
  path: [base.path, ...parts].join('/'),
});
vscode.Uri = { joinPath };
vscode.ViewColumn = { Active: -1 };

const { BatchPage, doWithSelectedRows } = await import('../../../../src/batch/panel/panel.ts');
const { keptOfPage } = await import('../../../../src/batch/panel/keptOfPage.ts');

const FACTS: BatchFacts = {
  title: 'Upload 2 photos to Products?',
  tab: 'Review: shots → Products',
  organization: 'Northwind Traders',
  environment: 'SANDBOX',
  isProduction: false,
  lines: [],
  warnings: [],
  isReview: true,
  actions: [
    { action: 'start', label: 'Upload' },
    { action: 'undo-all', label: 'Undo All', disabled: 'Nothing has been done.' },
  ],
};

function row(n: number, more: Partial<BatchRow> = {}): BatchRow {
  return {
    n,
    file: `${n}.jpg`,
    size: '1 KB',
    state: 'ready',
    note: '',
    isExcluded: false,
    ...more,
  };
}

function uri(scheme: string, path: string): VSCode.Uri {
  const parts: unknown = { scheme, path };
  return parts as VSCode.Uri;
}

/** What VS Code has of a page, and the page's end of it. */
class Panel {
  readonly sent: ToBatchPage[] = [];
  title = 'Upload Photos';
  active = false;
  /** Another tab is in front, or no longer. */
  shown: (visible: boolean) => void = () => undefined;
  options: VSCode.WebviewPanelOptions & VSCode.WebviewOptions = {};
  #hear: (said: unknown) => void = () => undefined;
  #closed: () => void = () => undefined;
  readonly webview: object;

  constructor() {
    const { sent } = this;
    this.webview = {
      html: '',
      cspSource: 'https://*.example.com',
      asWebviewUri: (uri: { path: string }) => `https://page.example.com${uri.path}`,
      onDidReceiveMessage: (hear: (said: unknown) => void) => {
        this.#hear = hear;
      },
      postMessage: (message: ToBatchPage) => {
        sent.push(message);
        return Promise.resolve(true);
      },
    };
  }

  onDidDispose(closed: () => void): void {
    this.#closed = closed;
  }

  onDidChangeViewState(changed: (event: object) => void): void {
    this.shown = (visible) => {
      changed({ webviewPanel: { visible } });
    };
  }

  dispose(): void {
    this.#closed();
  }

  say(said: unknown): void {
    this.#hear(said);
  }
}

describe('the page of a batch, as the extension has it', () => {
  let panel: Panel;
  let page: InstanceType<typeof BatchPage>;
  let said: unknown[];
  let closed: number;
  let seen: boolean[];

  beforeEach(() => {
    panel = new Panel();
    said = [];
    closed = 0;
    seen = [];
    page = new BatchPage({
      extension: uri('file', '/extension'),
      folders: [],
      onSaid: (one) => said.push(one),
      onClosed: () => {
        closed += 1;
      },
      onVisibility: (isVisible) => seen.push(isVisible),
      panel: panel as unknown as VSCode.WebviewPanel,
    });
  });

  it('says whether a person can see it', () => {
    panel.shown(false);
    panel.shown(true);
    assert.deepEqual(seen, [false, true]);
  });

  it('sends all of it each time that the page is there anew', () => {
    panel.say({ kind: 'ready' });
    assert.equal(panel.sent.length, 0);
    page.show(FACTS, [row(0), row(1)], 'run-7');
    page.update([row(1, { state: 'done' })]);
    page.progress({ text: '1 of 2' });
    panel.sent.splice(0);
    panel.say({ kind: 'ready' });
    const [all, progress, ...others] = panel.sent;
    assert.ok(all?.kind === 'all');
    assert.deepEqual(all.rows, [row(0), row(1, { state: 'done' })]);
    assert.equal(all.run, 'run-7');
    assert.equal(all.texts.groups.excluded, 'Excluded');
    assert.deepEqual(progress, { kind: 'progress', progress: { text: '1 of 2' } });
    assert.deepEqual(others, []);
    assert.deepEqual(said, []);
  });

  it('names its tab by what the page is at', () => {
    page.show(FACTS, []);
    assert.equal(panel.title, 'Review: shots → Products');
    page.facts({ ...FACTS, tab: 'Uploading: shots → Products' });
    assert.equal(panel.title, 'Uploading: shots → Products');
  });

  it('sends what changes in bunches, the newest of each row', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      page.show(FACTS, [row(0), row(1), row(2)]);
      panel.sent.splice(0);
      for (let percent = 0; percent < 100; percent += 1) {
        page.update([row(percent % 2, { note: `${percent} %` })]);
        page.progress({ fraction: percent / 100, text: `${percent} %` });
      }
      assert.equal(panel.sent.length, 0);
      mock.timers.tick(100);
      assert.deepEqual(panel.sent, [
        { kind: 'rows', rows: [row(0, { note: '98 %' }), row(1, { note: '99 %' })] },
        { kind: 'progress', progress: { fraction: 0.99, text: '99 %' } },
      ]);
      mock.timers.tick(1000);
      assert.equal(panel.sent.length, 2);
      // What changed before other facts is not seen after them.
      page.update([row(2, { state: 'done' })]);
      page.facts({ ...FACTS, isReview: false });
      assert.deepEqual(
        panel.sent.slice(2).map(({ kind }) => kind),
        ['rows', 'facts'],
      );
    } finally {
      mock.timers.reset();
    }
  });

  it('hears only what can be done at the moment', () => {
    const record = { name: 'Chair', id: '4876876000000625001' };
    page.show(FACTS, [row(0), row(1, { record })]);
    const good = [
      { kind: 'action', action: 'start' },
      { kind: 'exclude', ns: [0, 1], isExcluded: true },
      { kind: 'change-record', n: 0 },
      { kind: 'show-picture', ns: [0] },
      { kind: 'open-record', ns: [1] },
    ];
    const bad: unknown[] = [
      undefined,
      'start',
      { kind: 'nonsense' },
      { kind: 'action', action: 'nonsense' },
      { kind: 'action', action: 'undo-all' },
      { kind: 'action', action: 'pause' },
      { kind: 'exclude', ns: [0, 7], isExcluded: true },
      { kind: 'exclude', ns: [0.5], isExcluded: true },
      { kind: 'exclude', ns: [0], isExcluded: 'yes' },
      { kind: 'change-record', n: -1 },
      { kind: 'change-record', n: 2 },
      { kind: 'show-picture', ns: ['0'] },
      { kind: 'open-record', ns: [0] },
      { kind: 'use-near', n: 1 },
      { kind: 'undo', ns: [0] },
      { kind: 'retry', ns: [0] },
    ];
    for (const one of [...bad, ...good]) {
      panel.say(one);
    }
    assert.deepEqual(said.splice(0), good);

    page.facts({ ...FACTS, isReview: false, actions: [] });
    for (const one of good) {
      panel.say(one);
    }
    assert.deepEqual(said, good.slice(3));
  });

  it('takes a picture only for the row of a record without a photo, in a review', () => {
    const record = { name: 'Mug', id: '4876876000000625000' };
    page.show(FACTS, [row(0), row(1, { file: '', record, state: 'without-photo' })]);
    const bytes = new Uint8Array(9);
    const good = [
      { kind: 'choose-picture', n: 1 },
      { kind: 'drop-picture', n: 1, dropped: { kind: 'uri', uri: 'file:///mug.jpg' } },
      { kind: 'drop-picture', n: 1, dropped: { kind: 'bytes', name: 'mug.jpg', bytes } },
      { kind: 'drop-picture', n: 1, dropped: { kind: 'several' } },
      { kind: 'open-record', ns: [1] },
    ];
    const bad = [
      { kind: 'choose-picture', n: 0 },
      { kind: 'choose-picture', n: 2 },
      { kind: 'change-record', n: 1 },
      { kind: 'show-picture', ns: [1] },
      { kind: 'drop-picture', n: 0, dropped: { kind: 'several' } },
      { kind: 'drop-picture', n: 1 },
      { kind: 'drop-picture', n: 1, dropped: { kind: 'uri', uri: 'x'.repeat(9000) } },
      { kind: 'drop-picture', n: 1, dropped: { kind: 'bytes', name: 'mug.jpg', bytes: [1, 2] } },
    ];
    for (const one of [...bad, ...good]) {
      panel.say(one);
    }
    assert.deepEqual(said.splice(0), good);
    page.facts({ ...FACTS, isReview: false, actions: [] });
    for (const one of good) {
      panel.say(one);
    }
    assert.deepEqual(said, good.slice(-1));
  });

  it('shows pictures of another folder once it is allowed', () => {
    const folder = uri('file', '/elsewhere');
    page.allow([folder]);
    const { options } = panel.webview as { options: VSCode.WebviewOptions };
    assert.deepEqual(
      options.localResourceRoots?.map(({ path }) => path),
      ['/extension/dist/page', '/elsewhere'],
    );
    page.dispose();
    page.allow([]);
  });

  it('undoes and retries only while the run rests, and only what can be', () => {
    const [undo, retry] = [
      { kind: 'undo', ns: [0] },
      { kind: 'retry', ns: [1] },
    ];
    const rows = [row(0, { canUndo: true, canRetry: false }), row(1, { canRetry: true })];
    const facts = { ...FACTS, isReview: false, actions: [] };
    page.show(facts, rows);
    panel.say(undo);
    panel.say(retry);
    assert.deepEqual(said, []);
    page.facts({ ...facts, isResting: true });
    for (const one of [{ kind: 'undo', ns: [0, 1] }, { kind: 'undo', ns: [] }, undo, retry]) {
      panel.say(one);
    }
    assert.deepEqual(said, [undo, retry]);
  });

  it('passes on what is chosen in the menu only to the page in front', () => {
    page.show(FACTS, [row(0)]);
    panel.sent.splice(0);
    doWithSelectedRows('undo');
    assert.deepEqual(panel.sent, []);
    panel.active = true;
    doWithSelectedRows('undo');
    assert.deepEqual(panel.sent, [{ kind: 'row-action', action: 'undo' }]);
    page.dispose();
    doWithSelectedRows('undo');
    assert.equal(panel.sent.length, 1);
  });

  it('shows pictures of this machine in formats that browsers know', () => {
    assert.equal(page.pictureAddress(uri('file', '/a/b.JPG')), 'https://page.example.com/a/b.JPG');
    for (const name of ['a.png', 'a.jpeg', 'a.gif', 'a.bmp', 'a.webp', 'a.avif']) {
      assert.notEqual(page.pictureAddress(uri('file', `/${name}`)), undefined);
    }
    for (const name of ['a.heic', 'a.tiff', 'a.svg', 'png', 'a.png.txt']) {
      assert.equal(page.pictureAddress(uri('file', `/${name}`)), undefined);
    }
    assert.equal(page.pictureAddress(uri('vscode-vfs', '/a.png')), undefined);
  });

  it('leaves a page alone that has been closed', () => {
    page.show(FACTS, [row(0)]);
    page.dispose();
    panel.sent.splice(0);
    page.update([row(0, { state: 'done' })]);
    page.facts(FACTS);
    page.progress(undefined);
    page.reveal();
    assert.equal(closed, 1);
    assert.deepEqual(panel.sent, []);
  });

  it('knows the run of a page that comes back after a restart', () => {
    assert.deepEqual(keptOfPage({ run: 'run-7', at: 7, filter: {}, scrollTop: 0 }), {
      run: 'run-7',
      at: 7,
    });
    // A review.
    assert.deepEqual(keptOfPage({ at: 7 }), { at: 7 });
    for (const state of [undefined, null, 'run-7', {}, { run: 7 }]) {
      assert.equal(keptOfPage(state), undefined);
    }
  });
});
