import assert from 'node:assert/strict';
import { rm, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as vscodeTypes from 'vscode';
import type { BoundAccount } from '../../../src/auth/workspaceAccount.ts';
import type { Badges } from '../../../src/badges/badges.ts';
import type { UploadedFiles } from '../../../src/upload/uploadedFiles.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';
import { filesInTest } from '../upload/filesInTest.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';

class Decoration {
  propagate: boolean | undefined;
  readonly badge: string;
  readonly tooltip: string;
  readonly color: { readonly id: string } | undefined;

  constructor(badge: string, tooltip: string, color?: { readonly id: string }) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}

/** What tells the extension that files were written. */
let watchers: ((uri: vscodeTypes.Uri) => void)[] = [];

/** What tells the extension that the window is in front again, or isn't. */
let focus: ((state: { focused: boolean }) => void) | undefined;

Object.assign(vscode, {
  window: {
    onDidChangeWindowState: (listener: typeof focus) => {
      focus = listener;
      return { dispose: () => (focus = undefined) };
    },
  },
  FileDecoration: Decoration,
  ThemeColor: class {
    readonly id: string;
    constructor(id: string) {
      this.id = id;
    }
  },
  workspace: {
    createFileSystemWatcher: () => ({
      onDidCreate: (listener: (uri: vscodeTypes.Uri) => void) => watchers.push(listener),
      onDidChange: (listener: (uri: vscodeTypes.Uri) => void) => watchers.push(listener),
      dispose: () => (watchers = []),
    }),
    fs: { stat: () => Promise.resolve({ size: 3, mtime: 5000 }) },
  },
});

const { Badges: BadgesOfVscode } = await import('../../../src/badges/badges.ts');

const NORTHWIND = { account: 'EU/production/1/2', organization: 'Northwind Traders (PRODUCTION)' };
const CONTOSO = { account: 'EU/sandbox/3/4', organization: 'Contoso (SANDBOX test)' };
const AMELIA = { module: 'Contacts', id: '4876876000000624001', name: 'Amelia Fischer' };
const AT = new Date(2026, 10, 26, 9, 30).getTime();
const TOKEN = { isCancellationRequested: false } as vscodeTypes.CancellationToken;

describe('badges', () => {
  let keeping: KeepingInTest;
  let files: UploadedFiles;
  let badges: Badges;
  let isOn: boolean;
  let accounts: string[];
  let bound: BoundAccount | undefined;
  let fired: (string[] | 'all')[];

  beforeEach(async () => {
    keeping = await keepingInTest();
    files = await filesInTest(keeping.folder, keeping.leases)();
    isOn = true;
    accounts = [NORTHWIND.account, CONTOSO.account];
    bound = undefined;
    fired = [];
    badges = open();
  });

  afterEach(async () => {
    badges.dispose();
    await keeping.close();
  });

  function open(): Badges {
    return new BadgesOfVscode({
      storageFolder: keeping.folder,
      isOn: () => isOn,
      accountIds: () => accounts,
      workspaceAccount: { get: () => bound },
      fire: (uris) => fired.push(uris?.map(({ path: file }) => path.posix.basename(file)) ?? 'all'),
    });
  }

  function uriOf(name: string, scheme = 'file'): vscodeTypes.Uri {
    const file = path.join(keeping.folder, name);
    const { href, pathname } = pathToFileURL(file);
    const text = href.replace('file:', `${scheme}:`);
    return {
      scheme,
      path: pathname,
      fsPath: file,
      toString: () => text,
    } as unknown as vscodeTypes.Uri;
  }

  /** A picture of three bytes that was uploaded. */
  async function upload(name: string, owner = NORTHWIND, more: object = {}): Promise<void> {
    const uri = uriOf(name);
    await writeFile(uri.fsPath, 'abc');
    await utimes(uri.fsPath, 5, 5);
    await know(owner, uploadOf(uri, more));
  }

  /** Uploads are stored, and this window has seen that. */
  async function know(
    owner: typeof NORTHWIND,
    ...uploads: Parameters<UploadedFiles['add']>[1]
  ): Promise<void> {
    await files.add(owner, uploads);
    await badges.refresh();
    fired = [];
  }

  function uploadOf(uri: vscodeTypes.Uri, more: object): Parameters<UploadedFiles['add']>[1][0] {
    const stamp = { size: 3, modified: 5000 };
    const photo = { kind: 'unknown' } as const;
    return { ...AMELIA, place: uri.toString(), stamp, photo, at: AT, ...more };
  }

  async function of(name: string, token = TOKEN, scheme = 'file'): Promise<Decoration | undefined> {
    return (await badges.of(uriOf(name, scheme), token)) as Decoration | undefined;
  }

  async function told(name: string): Promise<string | undefined> {
    const { badge, tooltip } = (await of(name)) ?? {};
    return badge && `${badge} ${tooltip}`;
  }

  it('say that a picture was uploaded, to which record, and when', async () => {
    await upload('mug.jpg');
    const { badge, tooltip, color, propagate } = (await of('mug.jpg')) ?? {};
    assert.deepEqual([badge, color, propagate], ['✓', undefined, false]);
    assert.equal(
      tooltip,
      'Uploaded to Zoho CRM on Nov 26, 2026: Amelia Fischer in Contacts · Northwind Traders (PRODUCTION)',
    );
    assert.equal(await of('lamp.jpg'), undefined);
  });

  it('say that a picture has changed if it has another size', async () => {
    await upload('mug.jpg');
    await writeFile(uriOf('mug.jpg').fsPath, 'abcd');
    const { badge, tooltip, color } = (await of('mug.jpg')) ?? {};
    assert.equal(badge, '≠');
    assert.match(
      tooltip ?? '',
      /^Changed since it was uploaded to Zoho CRM on Nov 26, 2026: Amelia/,
    );
    assert.equal(color?.id, 'zohoCrmPhotos.changedPictureForeground');
  });

  it('take no switch of branches for a change, except where the size tells nothing', async () => {
    for (const name of ['mug.jpg', 'mug.BMP', 'mug.tif']) {
      await upload(name, NORTHWIND, { id: name });
      await utimes(uriOf(name).fsPath, 9, 9);
    }
    assert.match(
      (await told('mug.jpg')) ?? '',
      /^✓ Uploaded .*Saved again since, with the same size$/,
    );
    assert.match(
      (await told('mug.BMP')) ?? '',
      /^≠ Uploaded .*Saved again since, so it may have changed$/,
    );
    assert.match((await told('mug.tif')) ?? '', /^≠/);
  });

  it('give no date if the picture was only found to be the photo', async () => {
    await upload('mug.jpg', NORTHWIND, { isFound: true });
    assert.match((await told('mug.jpg')) ?? '', /^✓ Uploaded to Zoho CRM: Amelia Fischer in/);
    await truncate(uriOf('mug.jpg').fsPath, 1);
    assert.match((await told('mug.jpg')) ?? '', /^≠ Changed since it was uploaded to Zoho CRM: A/);
  });

  it('are gone once the photo was changed, the account signed out, or the file deleted', async () => {
    await upload('mug.jpg');
    await upload('lamp.jpg', CONTOSO);
    await upload('chair.jpg', NORTHWIND, { id: '2' });
    for (const name of ['mug.jpg', 'lamp.jpg', 'chair.jpg']) {
      assert.ok(await of(name), name);
    }
    await files.changed(NORTHWIND.account, [AMELIA]);
    await badges.refresh();
    accounts = [NORTHWIND.account];
    await badges.refresh();
    assert.deepEqual(fired, [['mug.jpg'], ['lamp.jpg']]);
    await rm(uriOf('chair.jpg').fsPath);
    for (const name of ['mug.jpg', 'lamp.jpg', 'chair.jpg']) {
      assert.equal(await of(name), undefined, name);
    }
  });

  it('are of the workspace’s account, and of any if it has none, the latest first', async () => {
    await upload('mug.jpg');
    await upload('mug.jpg', CONTOSO, { at: AT + 1 });
    assert.match((await told('mug.jpg')) ?? '', /Contoso/);
    bound = { id: NORTHWIND.account, name: '' };
    await badges.refresh();
    assert.deepEqual(fired, [['mug.jpg']]);
    assert.match((await told('mug.jpg')) ?? '', /Northwind/);
    bound = { id: 'signed out', name: '' };
    await badges.refresh();
    assert.equal(await of('mug.jpg'), undefined);
  });

  it('show what another window has uploaded', async () => {
    assert.equal(await of('mug.jpg'), undefined);
    await badges.refresh();
    assert.deepEqual(fired, []);
    await writeFile(uriOf('mug.jpg').fsPath, 'abc');
    const other = await filesInTest(keeping.folder, keeping.leases)();
    const unseen = uploadOf(uriOf('never shown.jpg'), { id: '2' });
    await other.add(NORTHWIND, [uploadOf(uriOf('mug.jpg'), {}), unseen]);
    await badges.refresh();
    assert.deepEqual(fired, [['mug.jpg']]);
    assert.match((await told('mug.jpg')) ?? '', /^✓/);
  });

  it('follow the setting at once', async () => {
    await upload('mug.jpg');
    assert.ok(await of('mug.jpg'));
    isOn = false;
    await badges.refresh();
    assert.equal(await of('mug.jpg'), undefined);
    isOn = true;
    await badges.refresh();
    assert.ok(await of('mug.jpg'));
    assert.deepEqual(fired, ['all', 'all']);
  });

  it('are asked for again once, after many pictures were written', async () => {
    const names = Array.from({ length: 1000 }, (_, n) => `${n}.jpg`);
    await know(NORTHWIND, ...names.map((name) => uploadOf(uriOf(name), { id: name })));
    await of('0.jpg');
    const [written] = watchers;
    for (const name of [...names, 'unknown.jpg']) {
      written?.(uriOf(name));
    }
    await until('VS Code to be told', () => fired.length > 0);
    assert.deepEqual(fired, ['all']);
    written?.(uriOf('1.jpg'));
    written?.(uriOf('1.jpg'));
    written?.(uriOf('unknown.jpg'));
    await until('VS Code to be told again', () => fired.length > 1);
    assert.deepEqual(fired, ['all', ['1.jpg']]);
  });

  it('show what nobody reported once the window is in front again', async () => {
    await upload('mug.jpg');
    await upload('lamp.jpg', NORTHWIND, { id: '2' });
    await of('mug.jpg');
    await of('lamp.jpg');
    await writeFile(uriOf('mug.jpg').fsPath, 'abcd');
    focus?.({ focused: false });
    assert.deepEqual(fired, []);
    focus?.({ focused: true });
    await until('VS Code to be told', () => fired.length > 0);
    assert.deepEqual(fired, [['mug.jpg']]);
  });

  it('watch nothing before a picture with a badge is shown', async () => {
    await of('mug.jpg');
    assert.equal(watchers.length, 0);
    await upload('mug.jpg');
    await badges.refresh();
    await of('mug.jpg');
    assert.equal(watchers.length, 2);
    badges.dispose();
    assert.equal(watchers.length, 0);
  });

  it('look at no file whose badge isn’t wanted anymore, nor at one that may be far away', async () => {
    await upload('mug.jpg');
    const canceled = { isCancellationRequested: true } as vscodeTypes.CancellationToken;
    assert.equal(await of('mug.jpg', canceled), undefined);
    for (const [scheme, has] of [
      ['vscode-remote', true],
      ['vscode-vfs', false],
      ['git', false],
    ] as const) {
      await know(NORTHWIND, uploadOf(uriOf('far.jpg', scheme), {}));
      assert.equal((await of('far.jpg', TOKEN, scheme)) !== undefined, has, scheme);
    }
  });

  it('show a name with a link or an icon as it is', async () => {
    await upload('mug.jpg', NORTHWIND, { name: '[a](command:b) $(x)\n‮' });
    const { tooltip = '' } = (await of('mug.jpg')) ?? {};
    assert.doesNotMatch(tooltip, /\]\(|\$\(|\n/);
  });

  it('are as many as a folder has pictures', async () => {
    const names = Array.from({ length: 500 }, (_, n) => `${n}.jpg`);
    await Promise.all(names.map((name) => writeFile(uriOf(name).fsPath, 'abc')));
    await know(NORTHWIND, ...names.map((name) => uploadOf(uriOf(name), { id: name })));
    const all = await Promise.all(names.map((name) => of(name)));
    assert.ok(all.every((one) => one?.badge === '✓'));
  });
});
