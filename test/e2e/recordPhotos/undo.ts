import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { until } from '../../vscode/workbench/until.ts';
import { BatchPage } from '../batchPage.ts';
import { AMELIA } from '../person.ts';
import type { Stage } from '../stage.ts';
import { PhotoOfAmelia, stageWithAllScopes } from './photoOfAmelia.ts';
import { LONG_FORM } from '../../long.ts';
import { writtenChange } from './writtenChange.ts';

const COMMANDS = 'Zoho CRM Photos: ';
const DELETES = /Undoing this upload deletes the photo/;

describe('the previous photo', () => {
  let stage: Stage;
  let photo: PhotoOfAmelia;

  before(async () => {
    stage = await stageWithAllScopes();
    photo = new PhotoOfAmelia(stage);
  });

  beforeEach(() => stage.reset());

  async function prompts(command: string): Promise<void> {
    await stage.window.commandPalette.run(COMMANDS + command);
    await stage.person.answerTarget();
  }

  it('is back after Undo, once', async () => {
    const { person, window } = stage;
    const earlier = await photo.put(await chair());
    const { buttons } = await person.replace('portrait.jpg');
    assert.deepEqual(buttons, ['Open Record', 'Undo', 'Show Log']);
    assert.notEqual(await photo.stored(), earlier);
    await window.screenshot('undo-offered');
    await window.notifications.press(/is now the photo/, 'Undo');
    const { text } = await window.notifications.waitFor(/Restored the earlier photo/);
    assert.match(text, /photo of Amelia Fischer in Contacts · Northwind Traders \(PRODUCTION\)/);
    assert.match(text, /the copy that Zoho provided \(PNG · \d+ KB\)/);
    assert.equal(await photo.stored(), earlier);
    await window.screenshot('undone');
    await window.commandPalette.lacks(`${COMMANDS}Undo Last Upload`);
  });

  it('can be restored by command after VS Code restarts, but only once', LONG_FORM, async () => {
    const { person, window } = stage;
    const earlier = await photo.put(await chair());
    const since = Date.now();
    await person.replace('portrait.jpg');
    await writtenChange(stage, since);
    await window.reload();
    await window.commandPalette.run(`${COMMANDS}Undo Last Upload`);
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
    await window.commandPalette.lacks(`${COMMANDS}Undo Last Upload`);
  });

  it('leads to a question if someone else has replaced the photo in the meantime', async () => {
    const { person, window } = stage;
    const earlier = await photo.put(await chair());
    await person.replace('portrait.jpg');
    const theirs = await photo.put(await lamp());
    await window.notifications.press(/is now the photo/, 'Undo');
    await window.notifications.waitFor(/Somebody has changed the photo since/);
    await window.screenshot('undo-asks');
    await window.notifications.press(/Somebody has changed the photo/, 'Keep Current Photo');
    await window.notifications.waitFor(/is unchanged/);
    assert.equal(await photo.stored(), theirs);
    await window.notifications.clear();
    await window.commandPalette.run(`${COMMANDS}Undo Last Upload`);
    await window.notifications.press(/Somebody has changed the photo/, 'Undo Anyway');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
  });

  it('can be saved if Zoho rejects it; the command stays available', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    const earlier = await photo.put(await chair());
    await person.replace('portrait.jpg');
    const later = await photo.stored();
    const body = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
    await crm.fault({ method: 'POST', path: '/photo', answer: { status: 400, body } });
    await window.notifications.press(/is now the photo/, 'Undo');
    const { text, buttons } = await window.notifications.waitFor(
      /Couldn’t restore the earlier photo/,
    );
    assert.match(text, /The record is locked in the CRM/);
    assert.deepEqual(buttons, ['Retry', 'Save Earlier Photo…', 'Show Log']);
    assert.equal(await photo.stored(), later);
    await window.screenshot('undo-refused');
    // With its result still shown.
    await window.commandPalette.run(`${COMMANDS}Undo Last Upload`);
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
    await window.notifications.press(/Couldn’t restore the earlier photo/, 'Save Earlier Photo…');
    // VS Code fills in the name a moment later, over whatever is typed by then.
    await window.quickInput.shown({ title: /Save Photo/, value: /Amelia Fischer\.png$/ });
    await window.quickInput.type(path.join(stage.folder, 'earlier.png'));
    await window.quickInput.accept();
    const saved = path.join(stage.folder, 'earlier.png');
    // It is there before it is whole. (The difference of two files would take all memory to print.)
    const wanted = sha256Of(await chair());
    await until('the saved file', async () => {
      const bytes = await readFile(saved).catch(() => undefined);
      return bytes !== undefined && sha256Of(bytes) === wanted ? true : undefined;
    });
  });

  it('is restored for several records at once, with one summary', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    const earlier = await photo.put(await chair());
    const mateo = { module: AMELIA.module, id: '4876876000000624002' };
    await crm.putPhoto(mateo.module, mateo.id, await lamp());
    await person.rightClick('mug.jpg', 'portrait.jpg');
    await person.answerTarget();
    await person.answerTarget(mateo);
    await person.replacement.shown();
    await person.replacement.press('Replace This and the Rest');
    await window.notifications.waitFor(/^2 of 2 pictures uploaded/);
    const body = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
    const path = `${mateo.id}/photo`;
    await crm.fault({ method: 'POST', path, answer: { status: 400, body } });
    await window.notifications.press(/^2 of 2/, 'Undo');
    const { text, buttons } = await window.notifications.waitFor(/^1 of 2 changes undone/);
    assert.match(text, /Not undone Contacts 4876876000000624002: The record is locked in the CRM/);
    assert.deepEqual(buttons, ['Retry', 'Show Log']);
    await window.screenshot('several-undone');
    assert.equal(await photo.stored(), earlier);
    await window.notifications.press(/^1 of 2 changes undone/, 'Retry');
    await window.notifications.waitFor(/Restored the earlier photo/);
    const { fileName } = (await crm.photo(mateo.module, mateo.id)) ?? {};
    assert.equal(fileName, 'photo.jpg');
    await window.commandPalette.lacks(`${COMMANDS}Undo Last Upload`);
  });

  it('if there was none, Undo says that it deletes the photo, and asks for what is missing', async () => {
    const { crm, person, window } = stage;
    const { dialog, notifications, quickInput } = window;
    await person.upload('portrait.jpg');
    const uploaded = await photo.stored();
    await notifications.press(/is now the photo/, 'Undo');
    const { message, detail } = await dialog.shown(DELETES);
    assert.match(message, /Allow deleting photos in Contacts\?$/);
    assert.match(detail, /^Amelia Fischer in Contacts · Northwind Traders \(PRODUCTION\)/);
    assert.match(detail, /ZohoCRM\.modules\.contacts\.DELETE/);
    await window.screenshot('undo-deletes');
    await dialog.choose('Cancel');
    await window.screenshot('undo-not-allowed');
    await notifications.press(/^Nothing was undone/, 'Undo');
    await dialog.shown(DELETES);
    await dialog.choose('Allow Deleting…');
    await quickInput.shown({
      message: /^To allow deleting photos in Contacts, enter your organization ID, or a code/,
    });
    await window.screenshot('undo-asks-for-a-code');
    await quickInput.escape();
    await notifications.dismiss(/^Nothing was undone/);
    assert.equal(await photo.stored(), uploaded);
    await window.commandPalette.run(`${COMMANDS}Undo Last Upload`);
    await dialog.shown(DELETES);
    await dialog.choose('Allow Deleting…');
    const scopes = [...SCOPES, 'ZohoCRM.modules.contacts.DELETE'];
    await person.answer(/Generate Code/, await crm.issueCode({ scopes }));
    await notifications.waitFor(/has no photo, as before/);
    assert.equal(await photo.stored(), undefined);
  });

  it('if there was none, Undo asks for nothing that was given before', LONG_FORM, async () => {
    const { person, window } = stage;
    await person.upload('mug.jpg');
    await window.notifications.press(/^mug\.jpg is now the photo/, 'Undo');
    await until('the photo to be deleted', async () =>
      (await photo.stored()) === undefined ? true : undefined,
    );
  });

  it('can be removed by command and restored', async () => {
    const { window } = stage;
    const earlier = await photo.put(await chair());
    await prompts('Remove Photo…');
    const { detail } = await window.dialog.shown(
      /^Remove the photo of Amelia Fischer in Contacts\?/,
    );
    assert.match(detail, /^Northwind Traders \(PRODUCTION\) · Contacts \d+/);
    await window.screenshot('remove-asks');
    await window.dialog.choose('Cancel');
    assert.equal(await photo.stored(), earlier);
    await prompts('Remove Photo…');
    await window.dialog.shown(/^Remove the photo of/);
    await window.dialog.choose('Remove Photo');
    await window.notifications.waitFor(/^Removed the photo of/);
    assert.equal(await photo.stored(), undefined);
    await window.notifications.press(/^Removed the photo of/, 'Undo');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
  });

  it('Cancel during removal, once it was sent, says what became of it', LONG_FORM, async () => {
    const { crm, window } = stage;
    await photo.put(await chair());
    await crm.fault({ method: 'DELETE', path: '/photo', delayMs: 2000 });
    await prompts('Remove Photo…');
    await window.dialog.shown(/^Remove the photo of/);
    await window.dialog.choose('Remove Photo');
    await until('the removal at the CRM', async () =>
      (await crm.requests()).find(({ method }) => method === 'DELETE'),
    );
    await window.notifications.press(/^Removing a photo/, 'Cancel');
    await window.notifications.waitFor(/^Removed the photo of Amelia Fischer/);
    assert.equal(await photo.stored(), undefined);
  });

  it('opens in the image preview and is downloaded with the extension of its format', async () => {
    const { window } = stage;
    await photo.put(await chair());
    await prompts('View Photo…');
    await until('the preview', async () =>
      (await window.editors.tabs()).find((name) => name.startsWith('Amelia Fischer')),
    );
    await window.editors.webview().locator('img').waitFor();
    await window.screenshot('view-photo');
    await prompts('Download Photo…');
    await window.quickInput.shown({ title: /Save Photo/, value: /Amelia Fischer\.png$/ });
    await window.quickInput.accept();
    const saved = path.join(stage.folder, 'Amelia Fischer.png');
    // It is there before it is whole. (The difference of two files would take all memory to print.)
    const wanted = sha256Of(await chair());
    await until('the saved file', async () => {
      const bytes = await readFile(saved).catch(() => undefined);
      return bytes !== undefined && sha256Of(bytes) === wanted ? true : undefined;
    });
    // Its row moves the others, on which the next test clicks.
    await until('the saved file in the explorer', async () =>
      (await window.explorer.items()).find(({ path: name }) => name === 'Amelia Fischer.png'),
    );
  });

  it('is listed among the photo backups, opened, and restored', LONG_FORM, async () => {
    const { person, window } = stage;
    const earlier = await photo.put(await chair());
    await person.replace('portrait.jpg');
    await window.commandPalette.run(`${COMMANDS}Photo Backups…`);
    await window.quickInput.shown({ title: /^Photo Backups · Northwind Traders \(PRODUCTION\)/ });
    const [latest] = await window.quickInput.items();
    assert.equal(latest?.label, 'Amelia Fischer in Contacts');
    assert.match(latest.detail, /PNG/);
    await window.screenshot('kept-photos');
    await window.quickInput.accept();
    await window.quickInput.choose('Restore');
    await person.replacement.shown();
    assert.equal(await person.replacement.picture('new'), '1000x1000');
    await person.replacement.press('Replace');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
    await window.commandPalette.run(`${COMMANDS}Photo Backups…`);
    await window.quickInput.choose('Delete all…');
    await window.notifications.press(/^Delete all \d+ photo backups/, 'Delete All');
    await window.notifications.gone(/^Delete all/);
    await window.commandPalette.lacks(`${COMMANDS}Photo Backups…`);
  });

  it(
    'if there was none, a sign-in by organization ID needs one answer to delete the photo',
    LONG_FORM,
    async () => {
      const { emulator, person, window } = stage;
      await window.commandPalette.run(`${COMMANDS}Sign In…`);
      const proof = `${emulator.servers.web}/crm/org808232144/tab/Home/begin`;
      await person.answerSignInWithKeptClient({ proof });
      await window.notifications.waitFor(/^Signed in to Zoho CRM/);
      await window.notifications.clear();
      await prompts('Remove Photo…');
      await window.dialog.shown(/^Remove the photo of/);
      await window.dialog.choose('Remove Photo');
      await window.dialog.shown(/^Removing a photo needs your permission/);
      await window.screenshot('remove-needs-permission');
      await window.dialog.choose('Cancel');
      await window.notifications.dismiss(/^Nothing was removed/);
      await person.upload('portrait.jpg');
      await window.notifications.press(/is now the photo/, 'Undo');
      await window.dialog.shown(DELETES);
      await window.dialog.choose('Allow Deleting');
      await window.notifications.waitFor(/has no photo, as before/);
      assert.equal(await photo.stored(), undefined);
    },
  );

  it(
    'of a bulk upload: one question says how many, where, and what has to be allowed',
    LONG_FORM,
    async () => {
      const { crm, window } = stage;
      const { commandPalette, dialog, notifications } = window;
      const page = new BatchPage(window.editors);
      const codes = ['MUG-1', 'LAMP-2'];
      const articles = path.join(stage.folder, 'articles');
      await mkdir(articles);
      await writeFile(path.join(articles, 'MUG-1.jpg'), await mug());
      await writeFile(path.join(articles, 'LAMP-2.jpg'), await lamp());
      const ids = await crm.addRecords(
        'Products',
        codes.map((code) => ({ Product_Name: `Article ${code}`, Product_Code: code })),
      );
      const photos = (): Promise<unknown[]> =>
        Promise.all(ids.map((id) => crm.photo('Products', id)));
      await stage.person.matchByCode('articles');
      await page.shown('Upload 2 photos to Products?');
      await page.press('Upload 2 Photos');
      await notifications.waitFor(/^2 of 2 photos uploaded/);
      await notifications.clear();

      await commandPalette.run(`${COMMANDS}Undo Last Upload`);
      const { message, detail, buttons } = await dialog.shown(/^Undo 2 photos/);
      assert.equal(message, 'Undo 2 photos uploaded to Products?');
      assert.match(detail, /^Northwind Traders \(PRODUCTION\) · upload of /);
      assert.match(detail, /Undo deletes 2 photos\. Allow deleting photos in Products\?/);
      assert.ok(buttons.includes('Allow Deleting and Undo'));
      await window.screenshot('undo-bulk-upload');
      await dialog.choose('Cancel');
      assert.ok(!(await photos()).includes(null));

      // Without its page.
      await commandPalette.run('View: Close All Editors');
      await commandPalette.run(`${COMMANDS}Undo Last Upload`);
      await dialog.shown(/^Undo 2 photos/);
      await dialog.choose('Allow Deleting and Undo');
      await page.shown(/2 photos/);
      await notifications.waitFor(/^2 of 2 changes undone/);
      await window.screenshot('bulk-upload-undone');
      assert.deepEqual(await photos(), [null, null]);
      await notifications.clear();
      await commandPalette.run(`${COMMANDS}Undo Last Upload`);
      await notifications.waitFor(/^Nothing to undo/);
      await window.screenshot('nothing-to-undo');
    },
  );
});
