import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { bundleExtension } from '../../../scripts/build.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import { png } from '../../pictures.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { until } from '../until.ts';
import type { Lacking } from './fakeEditor.ts';
import { FakeEditor } from './fakeEditor.ts';

const LACKING: readonly Lacking[] = [
  'lm',
  'a working lm',
  'SecretStorage.keys',
  'authentication',
  'tabGroups',
  'TabInputs',
  'QuickPickItemKind',
  'SecretStorage.onDidChange',
  'log channels',
  'working log channels',
  'answers to registrations',
  'registerUriHandler',
  'registerWebviewPanelSerializer',
  'registerFileSystemProvider',
  'createTreeView',
  'registerFileDecorationProvider',
];

const COMMANDS = manifest.contributes.commands.map(({ command }) => command).sort();

/** A server that does not exist: no test may contact Zoho. */
const NOWHERE = 'http://127.0.0.1:1';
const servers = { accounts: NOWHERE, api: NOWHERE, web: NOWHERE };
const account = sampleAccount({ place: { kind: 'custom', environment: 'production', servers } });

/** How some commands start without accounts. */
const BEGINNINGS = {
  uploadPhoto: /^open: /,
  uploadFromUrl: /^type: /,
  pastePhoto: /^page: Paste Photo$/,
  uploadMatching: /^open: /,
  keptPhotos: /^pick: /,
  signIn: /^pick: /,
  openApiConsole: /^pick: /,
  showLog: /^log$/,
  copyDiagnostics: /^clipboard: /,
};

const folder = await mkdtemp(path.join(tmpdir(), 'editors-'));
const pictures = path.join(folder, 'pictures');
const picture = path.join(pictures, 'a.png');
await mkdir(pictures);
await writeFile(picture, await png({ width: 32, height: 32 }));
// An ES module package, like the extension.
await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
await bundleExtension(undefined, path.join(folder, 'dist'));

let editors = 0;

function storage(): string {
  return path.join(folder, `storage ${editors++}`);
}

async function started(lacks: readonly Lacking[]): Promise<FakeEditor> {
  const editor = new FakeEditor({ lacks, storageFolder: storage() });
  await editor.activate(path.join(folder, 'dist', 'extension.js'));
  return editor;
}

/** What a command shows first. */
async function first(editor: FakeEditor, command: string, ...given: unknown[]): Promise<string> {
  editor.shown.length = 0;
  await editor.run(`zohoCrmPhotos.${command}`, ...given);
  return editor.shown[0] ?? '';
}

async function firstOfAll(editor: FakeEditor): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const command of COMMANDS) {
    all[command] = await first(editor, command.slice(command.indexOf('.') + 1));
  }
  return all;
}

/** Signed in before the editor starts. */
async function signedIn(lacks: readonly Lacking[], bound?: object): Promise<FakeEditor> {
  const settings = { 'zohoCrmPhotos.customServer': servers };
  const key = `account:${account.id}`;
  const editor = new FakeEditor({ lacks, storageFolder: storage(), settings });
  editor.secrets.set(key, JSON.stringify(account));
  editor.memory.set('secretNames', [key]);
  editor.workspaceMemory.set('account', bound);
  await editor.activate(path.join(folder, 'dist', 'extension.js'));
  return editor;
}

/** What VS Code itself displays for each command. */
const everywhere = await firstOfAll(await started([]));

describe('the bundle', () => {
  after(() => removeFolder(folder));

  describe('in an editor with the whole API', () => {
    it('registers what it contributes', async () => {
      const editor = await started([]);
      assert.deepEqual(editor.commands.sort(), COMMANDS);
      assert.deepEqual(editor.registered.sort(), [
        'accounts',
        'badges',
        'files',
        'links',
        'pages',
        'pages',
        'tool',
        'tool',
        'view',
      ]);
    });

    it('hides what can’t do anything yet from the start', async () => {
      const editor = await started([]);
      await until('all is looked at', () => editor.keys.has('zohoCrmPhotos.pictures'));
      const keys = ['accounts', 'changes', 'runs', 'backups', 'pictures'];
      assert.deepEqual(
        keys.map((key) => editor.keys.get(`zohoCrmPhotos.${key}`)),
        keys.map(() => 'none'),
      );
      assert.equal(editor.statusBar.size, 0);
    });

    it('shows the workspace’s account from the start, and reads no secret for it', async () => {
      const editor = await signedIn([], { id: account.id, name: 'Northwind (PRODUCTION)' });
      await until('all is looked at', () => editor.keys.get('zohoCrmPhotos.accounts') === 'some');
      assert.deepEqual([...editor.statusBar.values()], ['$(account) Northwind (PRODUCTION)']);
      assert.deepEqual(editor.secretsRead, []);
    });

    it('deletes backups that are too old at the first use, but not before', async () => {
      const storageFolder = storage();
      const photos = path.join(storageFolder, 'photos', 'an account');
      const leftOver = path.join(photos, '1-00000000-0000-0000-0000-000000000000.jpg');
      await mkdir(photos, { recursive: true });
      await writeFile(leftOver, 'a photo of 1970');
      const editor = new FakeEditor({ lacks: [], storageFolder });
      await editor.activate(path.join(folder, 'dist', 'extension.js'));
      await until('all is looked at', () => editor.keys.has('zohoCrmPhotos.pictures'));
      assert.equal(existsSync(leftOver), true);
      await editor.run('zohoCrmPhotos.showLog');
      await until('it is deleted', () => !existsSync(leftOver));
    });

    it('opens the first question of each command', () => {
      for (const [command, beginning] of Object.entries(BEGINNINGS)) {
        assert.match(everywhere[`zohoCrmPhotos.${command}`] ?? '', beginning);
      }
      // Without a page, there are no rows.
      const others = Object.entries(everywhere).filter(([command]) => !command.includes('.rows.'));
      for (const [command, question] of others) {
        assert.match(question, /^(?!error|$)/, command);
      }
    });
  });

  for (const lacks of [...LACKING.map((one) => [one]), LACKING]) {
    describe(`in an editor without ${lacks.length === 1 ? lacks.join() : 'any of these'}`, () => {
      it('registers every command, and asks the same first questions', async () => {
        const editor = await started(lacks);
        assert.deepEqual(editor.commands.sort(), COMMANDS);
        assert.deepEqual(await firstOfAll(editor), everywhere);
        for (const one of editor.subscriptions) {
          one.dispose();
        }
      });

      it('finds the account, and asks for the record and the upload source', async () => {
        const editor = await signedIn(lacks);
        assert.match(await first(editor, 'switchAccount'), /^pick: Zoho CRM Account/);
        const clicked = editor.file(picture);
        assert.match(
          await first(editor, 'uploadPhoto', clicked),
          /^pick: a\.png .*Northwind Traders/,
        );
        const inSourceControl = { resourceUri: clicked };
        assert.match(await first(editor, 'uploadPhoto', inSourceControl), /^pick: a\.png /);
        assert.match(
          await first(editor, 'uploadMatching', editor.file(pictures)),
          /^pick: (?!Sign)/,
        );
      });
    });
  }
});
