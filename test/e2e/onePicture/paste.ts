import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { kept } from '../../canary.ts';
import { chair, mug } from '../../drawings.ts';
import { until } from '../../vscode/workbench/until.ts';
import { PastePage } from '../pastePage.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { LONG_FORM } from '../../long.ts';

const PASTE = 'Zoho CRM Photos: Paste Photo…';
const NAME = /^Pasted picture \d{4}-\d\d-\d\d \d\d\.\d\d\.png$/;

describe('a photo from the clipboard', () => {
  let stage: Stage;
  let page: PastePage;

  before(async () => {
    stage = await sharedStage();
    page = new PastePage(stage.window.editors);
  });

  beforeEach(() => stage.reset());

  /** @returns the bytes that the browser put on the clipboard: it encodes a picture itself */
  async function copy(png: Buffer): Promise<Buffer> {
    const copied = await stage.window.page.evaluate<string>(`(async () => {
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (one) => one.charCodeAt(0));
      const blob = new Blob([bytes], { type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      const [item] = await navigator.clipboard.read();
      const copied = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
      return btoa(Array.from(copied, (one) => String.fromCharCode(one)).join(''));
    })()`);
    return Buffer.from(copied, 'base64');
  }

  async function open(): Promise<void> {
    await stage.window.commandPalette.run(PASTE);
    await page.ready();
  }

  async function paste(): Promise<void> {
    await stage.window.page.keyboard.press('ControlOrMeta+v');
  }

  /** Waits until the page is closed. */
  async function closed(): Promise<void> {
    await until('the page to close', async () =>
      (await stage.window.editors.tabs()).includes('Paste Photo') ? undefined : true,
    );
  }

  it('is pasted, shown, and replaces the record’s photo after the questions; then undone', async () => {
    const { crm, person, window } = stage;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await mug());
    const before = await crm.photo(AMELIA.module, AMELIA.id);
    const copied = await copy(await chair());
    await open();
    await paste();
    const name = await page.shows(NAME);
    await window.screenshot('paste');
    await window.page.keyboard.press('Enter');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.escape();
    await page.says(/^Not uploaded\. The picture is still here\.$/);
    await page.press('Upload…');
    await person.answerTarget();
    await person.replacement.shown();
    await person.replacement.press('Cancel');
    await page.says(/^Not uploaded/);
    await page.shows(NAME);
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.sha256, before?.sha256);
    await window.notifications.clear();
    await page.press('Upload…');
    await person.answerTarget();
    await person.replacement.shown();
    await person.replacement.press('Replace');
    assert.equal((await person.result(name)).severity, 'info');
    await closed();
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(copied));
    assert.equal(stored.fileName, name);
    await window.notifications.press(new RegExp(`^${name} is now`), 'Undo');
    await until('the photo from before', async () =>
      (await crm.photo(AMELIA.module, AMELIA.id))?.sha256 === before?.sha256 ? true : undefined,
    );
  });

  it('is dropped from the explorer', async () => {
    const { crm, person, window } = stage;
    await open();
    const { keyboard, mouse } = window.page;
    await (await window.explorer.find('lamp.jpg')).hover();
    await mouse.down();
    const zone = await page.frame.locator('#zone').boundingBox();
    assert.ok(zone);
    const [x, y] = [zone.x + zone.width / 2, zone.y + zone.height / 2];
    await mouse.move(x, y - 20, { steps: 5 });
    // Only now does VS Code pass the drag on to the page.
    await keyboard.down('Shift');
    await mouse.move(x, y, { steps: 5 });
    await page.frame.locator('#zone.drop-target').waitFor();
    await mouse.up();
    await keyboard.up('Shift');
    await page.shows(/^lamp\.jpg$/);
    await page.press('Upload…');
    await person.answerTarget();
    await person.result('lamp.jpg');
    await closed();
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.fileName, 'lamp.jpg');
  });

  it('is none if the clipboard has only text, or a link', async () => {
    const { window } = stage;
    await open();
    await window.page.evaluate(`navigator.clipboard.writeText('Amelia Fischer')`);
    await paste();
    await page.says(/^That’s text, not a picture/);
    await window.page.evaluate(`navigator.clipboard.writeText('https://192.168.0.1/mug.jpg')`);
    await page.press('Paste');
    await page.says(/in your own network/);
    assert.deepEqual(await page.pictures(), []);
  });

  it('has to be pasted again after a reload', LONG_FORM, async () => {
    const { window } = stage;
    await copy(await chair());
    await open();
    await paste();
    await page.shows(NAME);
    // VS Code in a browser writes what is stored a while later, and a reload doesn't wait for it.
    await until('VS Code to remember the page', async () => {
      const stored = Object.values(await kept(window.page));
      const isIt = stored.some((text) => /zohoCrmPhotos\.paste.*hadPictures\W+true/s.test(text));
      return isIt ? true : undefined;
    });
    await window.reload();
    await page.says(/^The window was reloaded\. Paste the picture again\.$/);
    await page.frame.locator('#zone').click();
    await paste();
    await page.shows(NAME);
    await window.editors.close('Paste Photo');
  });
});
