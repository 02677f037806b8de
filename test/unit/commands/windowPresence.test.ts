import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { accountId } from '../../../src/auth/account.ts';
import type { BoundAccount } from '../../../src/auth/workspaceAccount.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { WindowPresence } from '../../../src/commands/windowPresence.ts';
import type { CustomServer, Settings } from '../../../src/settings.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { RecentRecords } from '../../../src/upload/recent.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

class Color {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

interface Item {
  text: string;
  tooltip: string;
  accessibilityInformation: { label: string };
  backgroundColor: Color | undefined;
  isShown: boolean;
}

/** What the window was told. */
const keys = new Map<string, unknown>();
let items: Item[] = [];
let pictures: string[] = [];
let searches: unknown[][] = [];
let created: ((uri: { path: string }) => void)[] = [];
let focus: (() => void)[] = [];
let trusts: (() => void)[] = [];
/** The files that the workspace folders have. */
let files: string[] = [];
let offers = 0;

const nothing = (): { dispose: () => void } => ({ dispose: () => undefined });
const source = class {
  readonly token = {};
  readonly cancel = (): void => undefined;
  readonly dispose = (): void => undefined;
};

Object.assign(vscode, {
  StatusBarAlignment: { Left: 1 },
  ThemeColor: Color,
  CancellationTokenSource: source,
  Disposable: {
    from: (...all: { dispose: () => void }[]) => ({
      dispose: () => {
        all.forEach((one) => {
          one.dispose();
        });
      },
    }),
  },
  commands: {
    executeCommand: (_name: string, key: string, value: unknown) => {
      keys.set(key.replace('zohoCrmPhotos.', ''), value);
      return Promise.resolve();
    },
  },
  window: {
    createStatusBarItem: () => {
      const item = {
        text: '',
        tooltip: '',
        accessibilityInformation: { label: '' },
        backgroundColor: undefined,
        isShown: false,
        show: () => (item.isShown = true),
        hide: () => (item.isShown = false),
        dispose: () => (item.isShown = false),
      };
      items.push(item);
      return item;
    },
    onDidChangeWindowState: (listener: () => void) => {
      focus.push(listener);
      return nothing();
    },
  },
  Uri: { joinPath: (uri: { path: string }, name: string) => ({ path: `${uri.path}/${name}` }) },
  workspace: {
    isTrusted: true,
    workspaceFolders: [{ uri: { path: '/shop' } }, { uri: { path: '/team' } }],
    fs: {
      stat: ({ path: file }: { path: string }) =>
        files.includes(file) ? Promise.resolve({}) : Promise.reject(new Error('FileNotFound')),
    },
    onDidGrantWorkspaceTrust: (listener: () => void) => {
      trusts.push(listener);
      return nothing();
    },
    onDidChangeConfiguration: nothing,
    onDidChangeWorkspaceFolders: nothing,
    findFiles: (...given: unknown[]) => {
      searches.push(given);
      return Promise.resolve(pictures);
    },
    createFileSystemWatcher: () => ({
      onDidCreate: (listener: (uri: { path: string }) => void) => created.push(listener),
      dispose: () => undefined,
    }),
  },
});

const { WindowPresence: Presence } = await import('../../../src/commands/windowPresence.ts');

const NORTHWIND: BoundAccount = {
  id: sampleAccount().id,
  name: 'Northwind Traders (PRODUCTION)',
  details: {
    organization: 'Northwind Traders',
    environment: 'PRODUCTION',
    isProduction: true,
    person: 'Mei Lin · EU · org808232144',
  },
};

describe('what a window shows before anything is asked for', () => {
  let folder: string;
  let memory: Memory;
  let workspaceMemory: Memory;
  let workspaceAccount: WorkspaceAccount;
  let accounts: string[];
  let customServer: CustomServer;
  let highlights: boolean;
  let presence: WindowPresence;
  let bugs: unknown[];

  beforeEach(async () => {
    keys.clear();
    items = [];
    pictures = [];
    searches = [];
    created = [];
    focus = [];
    trusts = [];
    files = [];
    offers = 0;
    (vscode.workspace as { isTrusted: boolean }).isTrusted = true;
    bugs = [];
    accounts = [];
    customServer = { kind: 'none' };
    highlights = false;
    folder = await mkdtemp(path.join(tmpdir(), 'presence-'));
    memory = newMemory();
    workspaceMemory = newMemory();
    workspaceAccount = new WorkspaceAccount(workspaceMemory);
    presence = new Presence({
      memory,
      offerCompare: () => {
        offers += 1;
        return Promise.resolve();
      },
      accountIds: () => accounts,
      secrets: {},
      workspaceAccount,
      lastChanges: new LastChanges(workspaceMemory),
      recent: new RecentRecords(memory),
      runsFolder: path.join(folder, 'runs'),
      backupsFolder: path.join(folder, 'photos'),
      settings: {
        customServer: () => customServer,
        highlightProduction: () => highlights,
      } as unknown as Settings,
      onBug: (error) => bugs.push(error),
    });
  });

  afterEach(async () => {
    presence.dispose();
    assert.deepEqual(bugs, []);
    await removeFolder(folder);
  });

  /** Refreshes, and waits until a key has a value. */
  async function shows(key: string, value: unknown): Promise<void> {
    presence.refresh();
    await until(`${key} is ${String(value)}`, () => keys.get(key) === value);
  }

  describe('in menus', () => {
    it('hides what can’t do anything yet', async () => {
      await shows('pictures', 'none');
      assert.deepEqual(Object.fromEntries(keys), {
        accounts: 'none',
        changes: 'none',
        runs: 'none',
        backups: 'none',
        hasMappingFile: false,
        pictures: 'none',
      });
    });

    it('shows what can be done with accounts, changes, runs, and backups', async () => {
      await shows('pictures', 'none');
      accounts = [NORTHWIND.id];
      await workspaceMemory.update('lastChanges', [
        {
          account: NORTHWIND.id,
          key: { module: 'Contacts', id: '4876876000000624001' },
          before: { kind: 'none' },
          after: { kind: 'none' },
        },
      ]);
      for (const kind of ['runs', 'photos']) {
        await mkdir(path.join(folder, kind, 'account'), { recursive: true });
        await writeFile(path.join(folder, kind, 'account', 'file'), '');
      }
      await shows('hasMatched', true);
      assert.deepEqual(
        ['accounts', 'changes', 'runs', 'backups'].map((key) => keys.get(key)),
        ['some', 'some', 'some', 'some'],
      );
      assert.deepEqual([keys.get('hasSignedIn'), keys.get('hasUploaded')], [true, true]);
      accounts = [];
      await workspaceMemory.update('lastChanges', []);
      await rm(path.join(folder, 'photos', 'account', 'file'));
      // As when another window deleted them.
      focus.forEach((look) => {
        look();
      });
      await until('backups are gone', () => keys.get('backups') === 'none');
      assert.deepEqual([keys.get('accounts'), keys.get('changes')], ['none', 'none']);
      assert.deepEqual([keys.get('hasSignedIn'), memory.get('hasUploaded')], [true, true]);
    });

    it('looks for pictures once, and only while nobody has ever signed in', async () => {
      pictures = ['a.jpg'];
      await shows('pictures', 'some');
      await shows('accounts', 'none');
      assert.equal(searches.length, 1);
      const [pattern, excluded, most] = searches[0] ?? [];
      assert.match(String(pattern), /\[jJ\]\[pP\]\[gG\]/);
      assert.deepEqual([excluded, most], ['**/node_modules/**', 1]);
    });

    it('doesn’t look for pictures after a sign-in', async () => {
      accounts = [NORTHWIND.id];
      await shows('hasSignedIn', true);
      accounts = [];
      await shows('accounts', 'none');
      await shows('backups', 'none');
      assert.deepEqual(searches, []);
    });

    it('notices the first picture of a workspace, but not those of packages', async () => {
      await shows('pictures', 'none');
      const [create] = created;
      create?.({ path: '/shop/node_modules/theme/logo.png' });
      assert.equal(keys.get('pictures'), 'none');
      create?.({ path: '/shop/mug.jpg' });
      await until('it is noticed', () => keys.get('pictures') === 'some');
    });
  });

  describe('of a workspace’s mappings', () => {
    it('offers to compare, once in a window', async () => {
      await shows('hasMappingFile', false);
      files = ['/team/zoho-crm-photos.json'];
      await shows('hasMappingFile', true);
      await until('it is offered', () => offers === 1);
      files = [];
      await shows('hasMappingFile', false);
      files = ['/shop/zoho-crm-photos.json'];
      await shows('hasMappingFile', true);
      assert.equal(offers, 1);
    });

    it('offers nothing in Restricted Mode, until the workspace is trusted', async () => {
      const workspace = vscode.workspace as { isTrusted: boolean };
      workspace.isTrusted = false;
      files = ['/shop/zoho-crm-photos.json'];
      await shows('hasMappingFile', true);
      assert.equal(offers, 0);
      workspace.isTrusted = true;
      trusts.forEach((listener) => {
        listener();
      });
      await until('it is offered', () => offers === 1);
    });
  });

  describe('in the status bar', () => {
    const item = (): Item | undefined => items.find(({ isShown }) => isShown);

    it('is nothing in a workspace that never used an account', () => {
      accounts = [NORTHWIND.id];
      presence.refresh();
      assert.deepEqual(items, []);
    });

    it('is the account, with who is signed in and where', async () => {
      accounts = [NORTHWIND.id];
      await workspaceAccount.bind(NORTHWIND);
      presence.refresh();
      assert.equal(item()?.text, '$(account) Northwind Traders · PRODUCTION');
      assert.match(item()?.tooltip ?? '', /Northwind Traders \(PRODUCTION\).*\n.*Mei Lin · EU/);
      assert.match(
        item()?.accessibilityInformation.label ?? '',
        /Northwind Traders \(PRODUCTION\)/,
      );
      assert.equal(item()?.backgroundColor, undefined);
    });

    it('warns of production if that is wanted, but not of a sandbox', async () => {
      highlights = true;
      accounts = [NORTHWIND.id];
      await workspaceAccount.bind(NORTHWIND);
      presence.refresh();
      assert.equal(item()?.backgroundColor?.id, 'statusBarItem.warningBackground');
      const details = {
        organization: 'Northwind Traders',
        environment: 'SANDBOX northwindtest',
        isProduction: false,
        person: 'Mei Lin · EU',
      };
      const name = 'Northwind Traders (SANDBOX northwindtest)';
      await workspaceAccount.bind({ id: NORTHWIND.id, name, details });
      presence.refresh();
      assert.equal(item()?.text, '$(account) Northwind Traders · SANDBOX northwindtest');
      assert.equal(item()?.backgroundColor, undefined);
      assert.equal(items.length, 1);
    });

    it('goes with the sign-out, and comes back', async () => {
      accounts = [NORTHWIND.id];
      await workspaceAccount.bind(NORTHWIND);
      presence.refresh();
      accounts = [];
      presence.refresh();
      assert.equal(item(), undefined);
      accounts = [NORTHWIND.id];
      presence.refresh();
      assert.notEqual(item(), undefined);
    });

    it('isn’t an account that the “Custom Server” setting excludes', async () => {
      const servers = { accounts: 'http://a.test', api: 'http://b.test', web: 'http://c.test' };
      const there = accountId({
        place: { kind: 'custom', environment: 'production', servers },
        organization: { id: '1' },
        user: { id: '2' },
      });
      accounts = [NORTHWIND.id, there];
      await workspaceAccount.bind(NORTHWIND);
      customServer = { kind: 'set', servers };
      presence.refresh();
      assert.equal(item(), undefined);
      await workspaceAccount.bind({ ...NORTHWIND, id: there });
      presence.refresh();
      assert.notEqual(item(), undefined);
      customServer = { kind: 'none' };
      presence.refresh();
      assert.equal(item(), undefined);
      customServer = { kind: 'invalid' };
      presence.refresh();
      assert.equal(item(), undefined);
    });

    it('cuts a long name, and shows one that an earlier version remembered', async () => {
      accounts = [NORTHWIND.id];
      const { id, name } = NORTHWIND;
      await workspaceMemory.update('account', { id, name });
      presence.refresh();
      assert.equal(item()?.text, '$(account) Northwind Traders (PRODUCTION)');
      const organization = `${'Very '.repeat(30)}$(icon)`;
      await workspaceAccount.bind({
        id,
        name,
        details: { organization, environment: 'PRODUCTION', isProduction: true, person: '' },
      });
      presence.refresh();
      assert.match(
        item()?.text ?? '',
        /^\$\(account\) Very .{5,20}…[^$]*\$\u200B\(icon\) · PRODUCTION$/,
      );
    });
  });
});

function newMemory(): Memory {
  const stored = new Map<string, unknown>();
  return {
    get: (key) => stored.get(key),
    update: (key, value) => {
      stored.set(key, value);
      return Promise.resolve();
    },
  };
}
