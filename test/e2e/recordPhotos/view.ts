import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair } from '../../drawings.ts';
import { until } from '../../vscode/workbench/until.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const FOCUS = 'Explorer: Focus on Zoho CRM Photos View';

describe('the view', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
    await stage.crm.reset();
  });

  beforeEach(async () => {
    await stage.window.notifications.clear();
  });

  /** The photo that Amelia has by now is this file. */
  async function becomes(file: string): Promise<void> {
    const { crm, folder } = stage;
    const wanted = sha256Of(await readFile(path.join(folder, file)));
    await until(`the photo to be ${file}`, async () => {
      const photo = await crm.photo(AMELIA.module, AMELIA.id);
      return photo?.sha256 === wanted ? true : undefined;
    });
  }

  it('is collapsed at first, and welcomes whoever hasn’t signed in, without a request', async () => {
    const { crm, window } = stage;
    const { photosView } = window;
    assert.equal(await photosView.isOpen(), false);
    await photosView.open();
    assert.match(await photosView.welcome(), /^Upload pictures .*Sign In\s+Show Me How$/s);
    assert.deepEqual(await crm.requests(), []);
    await photosView.pressInWelcome('Show Me How');
    await until('the walkthrough', async () =>
      (await window.walkthrough.steps()).some(({ title }) => title === 'Sign in')
        ? true
        : undefined,
    );
    await window.editors.close('Welcome');
    await photosView.enlarge();
  });

  it('shows the account after a sign-in, and lists records that get a photo', async () => {
    const { crm, person, window } = stage;
    const { photosView } = window;
    await photosView.pressInWelcome('Sign In');
    await person.completeSignIn();
    const account = await photosView.shown('Northwind Traders');
    assert.match(account.description, /^PRODUCTION · /);
    await photosView.shown('Upload a Photo…');
    const name = 'Desk Lamp';
    const id = await crm.addRecord('Products', { Product_Name: name });
    await person.upload('lamp.jpg', { module: 'Products', id, name });
    await photosView.shown(name);
    await window.notifications.clear();
    await person.upload('portrait.jpg');
    assert.equal((await photosView.shown(AMELIA.name)).description, AMELIA.module);
    await photosView.gone('Upload a Photo…');
    assert.deepEqual(
      (await photosView.rows()).slice(2, 4).map(({ label }) => label),
      [AMELIA.name, name],
    );
  });

  it('shows the photo in the hover, and asks Zoho for it only then', async () => {
    const { crm, window } = stage;
    const isPhoto = ({ method, path: where }: { method: string; path: string }): boolean =>
      method === 'GET' && where.endsWith('/photo');
    const before = (await crm.requests()).filter(isPhoto).length;
    const hover = await window.photosView.hover(AMELIA.name, 'img[src^="data:image/"]');
    const widths = await hover
      .locator('img')
      .evaluateAll((all) =>
        (all as unknown as { naturalWidth: number }[]).map((one) => one.naturalWidth),
      );
    assert.deepEqual(widths, [192]);
    assert.match(await hover.innerText(), new RegExp(`${AMELIA.name}[^]*Contacts · ${AMELIA.id}`));
    assert.equal((await crm.requests()).filter(isPhoto).length, before + 1);
    await window.screenshot('view-hover');
  });

  it('replaces the photo by keyboard alone', async () => {
    const { person, window } = stage;
    const { keyboard } = window.page;
    await window.explorer.click('lamp.jpg');
    await window.commandPalette.run(FOCUS);
    await window.photosView.focusByKeyboard(AMELIA.name);
    const menu = await window.photosView.keyboardMenu();
    assert.deepEqual(await menu.labels(), [
      'Open Record',
      'View Photo',
      'Download Photo…',
      'Replace Photo…',
      'Remove Photo…',
      'Remove from Recent Records',
    ]);
    for (let presses = 0; presses < 4; presses += 1) {
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await window.quickInput.shown({ title: /Amelia Fischer in Contacts → Northwind Traders/ });
    await keyboard.press('Enter');
    await person.replacement.shown(/Amelia Fischer/);
    assert.equal(await person.replacement.focused(), 'Cancel');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await person.result('lamp.jpg');
    await becomes('lamp.jpg');
  });

  it('keeps the photo of a record that a picture is dropped on, unless it’s confirmed', async () => {
    const { person, window } = stage;
    const { explorer, photosView } = window;
    await (await explorer.find('mug.jpg')).dragTo(await photosView.row(AMELIA.name));
    await person.replacement.shown(/Amelia Fischer/);
    await window.screenshot('view-drop');
    await person.replacement.press('Cancel');
    await person.replacement.gone();
    await becomes('lamp.jpg');
  });

  it('asks which of several pictures a record gets, and says what is no picture', async () => {
    const { person, window } = stage;
    const { explorer, photosView, quickInput } = window;
    await explorer.select('chair.png', 'portrait.jpg');
    await (await explorer.find('chair.png')).dragTo(await photosView.row(AMELIA.name));
    await quickInput.shown({ placeholder: /only one photo/ });
    await quickInput.choose('portrait.jpg');
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await person.result('portrait.jpg');
    await becomes('portrait.jpg');
    await (await explorer.find('notes.txt')).dragTo(await photosView.row(AMELIA.name));
    await window.notifications.waitFor(/notes\.txt.*isn’t a picture/);
    await becomes('portrait.jpg');
  });

  it('uploads a picture from the desktop, of which there are only bytes', async () => {
    const { crm, person, window } = stage;
    const bytes = await chair();
    await window.photosView.dropFile(AMELIA.name, { name: 'seat.png', bytes });
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await person.result('seat.png');
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.sha256, sha256Of(bytes));
  });

  it('removes a record from its list, and nothing in the CRM', async () => {
    const { crm, window } = stage;
    const { photosView } = window;
    const menu = await photosView.contextMenu(AMELIA.name);
    await menu.choose('Remove from Recent Records');
    await photosView.gone(AMELIA.name);
    await photosView.shown('Desk Lamp');
    assert.ok(await crm.photo(AMELIA.module, AMELIA.id));
  });

  it('is empty again when the person signs out while it is open', async () => {
    const { window } = stage;
    const menu = await window.photosView.contextMenu('Northwind Traders');
    await menu.choose('Sign Out…');
    const { buttons } = await window.notifications.waitFor(/^Signed out of/);
    // For the suites after it.
    const deletes = buttons.find((button) => button.startsWith('Delete')) ?? '';
    await window.notifications.press(/^Signed out of/, deletes);
    assert.match(await window.photosView.welcome(), /Sign In/);
  });
});
