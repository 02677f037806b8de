import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { chair, mug } from '../../drawings.ts';
import { noLinks } from '../../links.ts';
import { photo } from '../../photos.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { howMany, LONG_FORM } from '../../long.ts';

const SEARCH = 'search_zoho_crm_records';
const INPUT = { file: 'mug.jpg', module: AMELIA.module, recordId: AMELIA.id };

export async function filesForTools(): Promise<Record<string, Buffer | string>> {
  return {
    'placed.jpg': await photo('jpeg'),
    'shop.webp': await photo('webp', { width: 310 }),
    // A workspace must not turn it on.
    '.vscode/settings.json': '{ "zohoCrmPhotos.searchTool": true }',
  };
}

describe('the language model tools', () => {
  let stage: Stage;
  let outside: string;
  let linked: boolean;

  before(async () => {
    stage = await sharedStage();
    outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
    await writeFile(path.join(outside, 'secret.jpg'), await mug());
    linked = (await noLinks()) === false;
    if (linked) {
      await symlink(path.join(outside, 'secret.jpg'), path.join(stage.folder, 'link.jpg'));
    }
  });

  after(async () => {
    await rm(outside, { recursive: true, force: true });
  });

  beforeEach(() => stage.reset());

  async function call(input: object, tool = 'upload_photo_to_zoho_crm'): Promise<void> {
    await stage.window.commandPalette.run('Tool Caller: Call a Tool');
    await stage.person.answer(/^Tool and input/, JSON.stringify({ tool, input }));
  }

  /** Calls it, agrees, and reads the result. */
  async function allowed(input: object, button = 'Upload', tool?: string): Promise<string> {
    await call(input, tool);
    await stage.window.dialog.choose(button);
    return (await stage.window.notifications.waitFor(/^Tool: /)).text;
  }

  /** Calls it, and reads why it asks nothing. */
  async function refused(input: object, tool?: string): Promise<string> {
    await call(input, tool);
    return (await stage.window.notifications.waitFor(/^Tool error: /)).text;
  }

  it('does nothing if no one is signed in', LONG_FORM, async () => {
    await stage.person.leave();
    assert.match(await refused(INPUT), /no Zoho CRM account is chosen for this workspace/);
    await stage.person.signIn();
  });

  it('first confirms file, record, and organization, then uploads the photo', async () => {
    const { crm, window } = stage;
    await call(INPUT);
    const { message, detail } = await window.dialog.shown(/mug\.jpg/);
    const question = `${message} ${detail}`;
    assert.match(
      question,
      /[/\\]mug\.jpg becomes the photo of Amelia Fischer in Contacts \(ID 4876876000000624001\) in Northwind Traders \(PRODUCTION\)/,
    );
    await window.screenshot('upload-tool');
    await window.dialog.choose('Cancel');
    await window.notifications.waitFor('Tool canceled.');
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    await call(INPUT);
    await window.dialog.choose('Upload');
    await window.notifications.waitFor(
      /^Tool: mug\.jpg is now the photo of Amelia Fischer in Contacts, Northwind Traders \(PRODUCTION\)/,
    );
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
  });

  it(
    'the confirmation names changes to the picture: location removed, resized',
    LONG_FORM,
    async () => {
      const { crm, window } = stage;
      for (const [file, question, answer] of [
        [
          'placed.jpg',
          /contains the location where it was taken. Location and camera data are removed/,
          /contains the location where it was taken. Location and camera data are removed/,
        ],
        [
          'shop.webp',
          /A resized or converted copy is sent, .* \(now WebP · 310 × 19 /,
          /A resized or converted copy is sent \(WebP · 310 × 19 .* JPEG · 310/,
        ],
      ] as const) {
        await crm.reset({ keepTokens: true });
        await call({ ...INPUT, file });
        const { message, detail } = await window.dialog.shown(new RegExp(file.replace('.', '\\.')));
        assert.match(`${message} ${detail}`, question);
        await window.screenshot(`upload-tool-${file.replace('.', '-')}`);
        await window.dialog.choose('Upload');
        const { text } = await window.notifications.waitFor(/^Tool: /);
        assert.match(text, answer);
        const { contentType } = (await crm.photo(AMELIA.module, AMELIA.id)) ?? {};
        assert.equal(contentType, 'image/jpeg');
        await window.notifications.clear();
      }
    },
  );

  it('doesn’t upload a file that changed during the confirmation', LONG_FORM, async () => {
    const { crm, window } = stage;
    await call(INPUT);
    await window.dialog.shown(/mug\.jpg/);
    await writeFile(path.join(stage.folder, 'mug.jpg'), await chair());
    await window.dialog.choose('Upload');
    await window.notifications.waitFor(
      /^Tool error: Not uploaded: the file, the record, the account, or a setting has changed since the person was asked/,
    );
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    await window.notifications.clear();
    await writeFile(path.join(stage.folder, 'mug.jpg'), await mug());
    assert.match(await allowed(INPUT), /is now the photo/);
  });

  it('doesn’t replace a photo unless told to', async () => {
    const { crm } = stage;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await mug(), 'before.jpg');
    assert.match(await refused(INPUT), /already has a photo/);
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.fileName, 'before.jpg');
    await stage.window.notifications.clear();
    assert.match(await allowed({ ...INPUT, replacePhoto: true }, 'Replace'), /is now the photo/);
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.fileName, 'mug.jpg');
  });

  it('rejects a file outside the workspace', async () => {
    // For more of them, see test/unit/upload/workspaceFile.test.ts.
    const files = [...(linked ? ['link.jpg'] : []), '../outside.jpg', '/etc/hostname'];
    for (const file of files.slice(0, howMany(1, files.length))) {
      await stage.window.notifications.clear();
      assert.match(await refused({ ...INPUT, file }), /outside the workspace/);
      assert.deepEqual(await stage.crm.requests(), []);
    }
  });

  it('says what’s wrong with its input', LONG_FORM, async () => {
    assert.match(await refused({ ...INPUT, recordId: '12' }), /A record ID has 10 to 19 digits/);
    await stage.window.notifications.clear();
    assert.match(await refused({ ...INPUT, file: 'notes.txt' }), /isn’t a picture/);
    await stage.window.notifications.clear();
    assert.match(await refused({ ...INPUT, file: 'none.jpg' }), /no such file/);
    assert.deepEqual(await stage.crm.requests(), []);
  });

  it('the search is off until the person turns it on; a workspace can’t', async () => {
    const { window } = stage;
    const answer = async (module: string): Promise<string> => {
      await window.notifications.clear();
      return refused({ module, words: 'fischer' }, SEARCH);
    };
    assert.match(await answer('Contacts'), /Not searched: .* zohoCrmPhotos\.searchTool/);
    assert.deepEqual(await stage.crm.requests(), []);
    await window.commandPalette.run('Tool Caller: Turn the Search On');
    await window.notifications.waitFor('The search is on.');
    assert.match(await answer('Quotes'), /no photos in the selected API version/);
  });

  it('the search first confirms the organization and the shared data, then returns results', async () => {
    const { window } = stage;
    await call({ module: 'Contacts', words: 'fischer' }, SEARCH);
    const { message, detail } = await window.dialog.shown(/fischer/);
    assert.match(
      `${message} ${detail}`,
      /records in Contacts, Northwind Traders \(PRODUCTION\) that match “fischer”/,
    );
    await window.screenshot('search-tool');
    await window.dialog.choose('Search');
    const { text } = await window.notifications.waitFor(/^Tool: /);
    assert.match(text, /"organization":"Northwind Traders \(PRODUCTION\)"/);
    assert.match(
      text,
      /\{"id":"4876876000000624001","name":"Amelia Fischer","detail":"amelia\.fischer@customers\.example","hasPhoto":false\}/,
    );
  });

  it('the search finds a record by its ID, with its photo', LONG_FORM, async () => {
    await stage.crm.putPhoto(AMELIA.module, AMELIA.id, await mug());
    assert.match(
      await allowed({ module: 'Contacts', words: AMELIA.id }, 'Search', SEARCH),
      /"name":"Amelia Fischer","hasPhoto":true/,
    );
  });
});
