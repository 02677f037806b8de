import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bundleExtension } from '../../../scripts/build.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import { howMany } from '../../long.ts';
import { png } from '../../pictures.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { FakeEditor } from '../editors/fakeEditor.ts';
import { until } from '../until.ts';
import { assertLeavesNothing } from './residue.ts';

/** Commands that load most of the extension: their first question is canceled. */
const COMMANDS = ['uploadPhoto', 'uploadMatching', 'keptPhotos', 'signIn', 'switchAccount'];

/** A server that does not exist: no test may contact Zoho. */
const NOWHERE = 'http://127.0.0.1:1';
const servers = { accounts: NOWHERE, api: NOWHERE, web: NOWHERE };
const account = sampleAccount({ place: { kind: 'custom', environment: 'production', servers } });

const TIMES = howMany(40, 100);

describe(`${TIMES} times activated and deactivated, the extension`, () => {
  let folder: string;
  let picture: string;
  let used: FakeEditor;
  let closedAtOnce: FakeEditor;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'activations-'));
    picture = path.join(folder, 'a.png');
    await writeFile(picture, await png({ width: 32, height: 32 }));
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    await bundleExtension(undefined, path.join(folder, 'dist'));
    const settings = { 'zohoCrmPhotos.customServer': servers };
    used = new FakeEditor({ storageFolder: path.join(folder, 'storage'), settings });
    const key = `account:${account.id}`;
    used.secrets.set(key, JSON.stringify(account));
    used.memory.set('secretNames', [key]);
    closedAtOnce = new FakeEditor({ storageFolder: path.join(folder, 'empty'), settings });
  });

  after(() => removeFolder(folder));

  function activate(editor: FakeEditor): Promise<void> {
    return editor.activate(path.join(folder, 'dist', 'extension.js'));
  }

  async function once(): Promise<void> {
    await activate(used);
    await until('all is looked at', () => used.keys.has('zohoCrmPhotos.hasMappingFile'));
    for (const command of COMMANDS) {
      const given = command === 'uploadPhoto' ? [used.file(picture)] : [];
      await used.run(`zohoCrmPhotos.${command}`, ...given);
    }
    assert.ok(used.shown.length >= COMMANDS.length, used.shown.join('\n'));
    await used.deactivate();
    await activate(closedAtOnce);
    await closedAtOnce.deactivate();
    // What the test itself keeps of them.
    for (const editor of [used, closedAtOnce]) {
      editor.keys.clear();
      for (const list of [editor.shown, editor.registered, editor.secretsRead]) {
        list.length = 0;
      }
    }
  }

  it('leaves nothing registered, open, or in memory', async (test) => {
    await assertLeavesNothing(test, TIMES, once);
    assert.deepEqual([...used.alive, ...closedAtOnce.alive], []);
  });
});
