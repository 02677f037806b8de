import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { chair } from '../../drawings.ts';
import { jpeg } from '../../pictures.ts';
import { until } from '../../vscode/workbench/until.ts';
import { AMELIA } from '../person.ts';
import type { ReplacementPage } from '../replacementPage.ts';
import type { Stage } from '../stage.ts';
import { PhotoOfAmelia, stageWithAllScopes } from './photoOfAmelia.ts';
import { howMany, LONG_FORM } from '../../long.ts';

const LEADS = ['4876876000000625001', '4876876000000625002', '4876876000000625003'];
const QUESTION = 'Replace the photo of Amelia Fischer?';

describe('a record’s current photo next to the new one', () => {
  let stage: Stage;
  let photo: PhotoOfAmelia;
  let page: ReplacementPage;

  before(async () => {
    stage = await stageWithAllScopes();
    page = stage.person.replacement;
    photo = new PhotoOfAmelia(stage);
  });

  beforeEach(() => stage.reset());

  async function choose(picture: string): Promise<void> {
    await stage.person.rightClick(picture);
    await stage.person.answerTarget();
  }

  /** Zoho returns, once, something other than what was uploaded. */
  async function handsOut(type: string, body: string): Promise<void> {
    const answer = { status: 200, body, headers: { 'content-type': type } };
    await stage.crm.fault({ method: 'GET', path: '/photo', answer });
  }

  /** Requests for the photo itself, in order. */
  async function photoRequests(): Promise<string[]> {
    const requests = await stage.crm.requests();
    return requests.filter(({ path }) => path.includes('/photo')).map(({ method }) => method);
  }

  /** What screen readers need. */
  async function toScreenReaders(): Promise<void> {
    const { frame } = page;
    await frame.getByRole('group', { name: QUESTION }).waitFor();
    await frame.getByRole('group', { description: /Northwind.*PNG.*JPEG.*undo/s }).waitFor();
    await frame.getByRole('img', { name: 'Current photo of Amelia Fischer' }).waitFor();
    await frame.getByRole('img', { name: 'New photo: portrait.jpg' }).waitFor();
    assert.deepEqual(await frame.getByRole('heading', { level: 2 }).allTextContents(), [
      'Now in Zoho CRM',
      'New: portrait.jpg',
    ]);
    const status = frame.getByRole('status');
    assert.equal(await status.textContent(), 'The pictures are shown.');
  }

  it('is downloaded once, shown, and replaced using only the keyboard; then undone', async () => {
    const { person, window } = stage;
    const earlier = await photo.put(await chair());
    await choose('portrait.jpg');
    await page.shown(QUESTION);
    assert.equal(await page.picture('present'), '1000x1000');
    assert.equal(await page.picture('new'), '900x1200');
    const text = await page.text();
    assert.match(text, /Organization Northwind Traders \(PRODUCTION\)/);
    assert.match(text, /Module Contacts Record ID 4876876000000624001/);
    assert.match(text, /Now in Zoho CRM PNG · 1000 × 1000 pixels · \d+ KB/);
    assert.match(text, /New: portrait\.jpg JPEG · 900 × 1200 pixels · \d+ KB/);
    assert.match(text, /so you can undo this/);
    assert.match(text, /As records show it/);
    assert.deepEqual(await page.buttons(), ['Replace', 'Cancel']);
    assert.equal(await page.focused(), 'Cancel');
    await toScreenReaders();
    await window.screenshot('replace');
    assert.deepEqual(await photoRequests(), ['GET']);
    await window.page.keyboard.press('Shift+Tab');
    assert.equal(await page.focused(), 'Replace');
    await window.page.keyboard.press('Enter');
    await page.gone();
    await person.result('portrait.jpg');
    assert.notEqual(await photo.stored(), earlier);
    await window.notifications.press(/is now the photo/, 'Undo');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), earlier);
  });

  for (const [how, leave] of Object.entries({
    Escape: () => stage.window.page.keyboard.press('Escape'),
    'closing the page': () => stage.window.editors.close('Replace Photo?'),
    'the Cancel that has the keyboard': () => stage.window.page.keyboard.press('Enter'),
  }).slice(0, howMany(2, 3))) {
    it(`stays after ${how}, which isn’t reported as an error`, async () => {
      const { person } = stage;
      const earlier = await photo.put(await chair());
      await choose('portrait.jpg');
      await page.shown(QUESTION);
      assert.equal(await page.focused(), 'Cancel');
      await leave();
      await page.gone();
      const { severity, text, buttons } = await person.result('portrait.jpg');
      assert.equal(severity, 'info');
      assert.match(text, /you kept the current photo of Amelia Fischer in Contacts · Northwind/);
      assert.deepEqual(buttons, ['Open Record']);
      assert.equal(await photo.stored(), earlier);
      assert.deepEqual(await photoRequests(), ['GET']);
    });
  }

  it('is covered by no progress and no earlier result, and reappears from the background', async () => {
    const { window } = stage;
    await photo.put(await chair());
    // The result of the upload before stays until somebody closes it.
    await choose('portrait.jpg');
    await page.shown(QUESTION);
    await page.press('Replace');
    await window.notifications.waitFor(/^portrait\.jpg/);
    await choose('mug.jpg');
    await page.shown(QUESTION);
    await window.notifications.gone(/^Uploading/);
    await window.notifications.hide();
    await until('nothing to cover the pictures', async () =>
      (await window.page.locator('.notifications-toasts.visible .notification-toast').count()) === 0
        ? true
        : undefined,
    );
    await window.screenshot('replace-uncovered');
    await window.explorer.click('chair.png');
    await until('the preview', async () =>
      (await window.statusBar.items()).some(({ text }) => text === '1000x1000') ? true : undefined,
    );
    // It leads back by the status bar, too.
    await window.screenshot('replace-in-background');
    await window.statusBar.click('Replace Photo?');
    await page.shown(QUESTION);
    await window.statusBar.gone('Replace Photo?');
    assert.equal(await page.picture('present'), '900x1200');
    assert.equal(await page.picture('new'), '1000x1000');
    await page.press('Cancel');
    await page.gone();
    await window.notifications.gone(/^Uploading/);
  });

  it('leads to a new question if it changed in the meantime', async () => {
    const { crm, person, window } = stage;
    await photo.put(await chair());
    await choose('portrait.jpg');
    await page.shown(QUESTION);
    await crm.putPhoto(AMELIA.module, AMELIA.id, await jpeg({ width: 300, height: 200 }));
    const theirs = await photo.stored();
    await page.press('Replace');
    await page.frame.getByRole('alert').filter({ hasText: 'changed while' }).waitFor();
    await page.shown(QUESTION);
    assert.equal(await page.picture('present'), '300x200');
    assert.equal(await photo.stored(), theirs);
    await window.screenshot('replace-changed');
    await page.press('Replace');
    await person.result('portrait.jpg');
    await window.notifications.press(/is now the photo/, 'Undo');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await photo.stored(), theirs);
  });

  it('is replaced by a short text if it can’t be shown', LONG_FORM, async () => {
    const { window } = stage;
    await photo.put(await chair());
    await handsOut('image/tiff', 'II*\0\x08\0\0\0\0\0');
    await choose('portrait.jpg');
    await page.shown(QUESTION);
    const text = await page.text();
    assert.match(text, /TIFF · \d+ KB The current photo can’t be shown here\./);
    assert.equal(
      await page.frame.getByRole('status').textContent(),
      'The current photo can’t be shown here.',
    );
    assert.equal(await page.picture('new'), '900x1200');
    await window.screenshot('replace-foreign');
    await page.press('Cancel');
    await page.gone();
  });

  it('is rendered but never executed, regardless of its and its record’s name', async () => {
    const { crm, window } = stage;
    const Full_Name = '<img src=x onerror="document.body.innerHTML=1"> & "O’Neil" [a](command:x)';
    await crm.patchRecord(AMELIA.module, AMELIA.id, { Full_Name });
    const script = '<script>parent.document.title = "run"</script>';
    await photo.put(await chair());
    await handsOut(
      'image/svg+xml',
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">${script}<circle r="40"/></svg>`,
    );
    await choose('portrait.jpg');
    await page.shown(/^Replace the photo of <img src=x onerror=/);
    assert.equal(await page.picture('present'), '90x60');
    assert.match(await page.text(), /SVG · 1 KB · 90 × 60 pixels/);
    // Both pictures, and two previews of the new one.
    assert.equal(await page.frame.locator('img').count(), 4);
    assert.equal(await page.frame.locator('svg').count(), 0);
    await window.screenshot('replace-hostile');
    await page.press('Cancel');
    await page.gone();
  });

  describe('of several', () => {
    beforeEach(async () => {
      const { crm, person, window } = stage;
      for (const id of LEADS) {
        await crm.putPhoto('Leads', id, await chair(), 'before.png');
      }
      await person.rightClick('lamp.jpg', 'mug.jpg', 'portrait.jpg');
      for (const [index, id] of LEADS.entries()) {
        await window.quickInput.shown({ title: new RegExp(`\\(${index + 1} of 3\\) →`) });
        await person.answerTarget({ module: 'Leads', id });
      }
    });

    async function asked(number: number): Promise<void> {
      await page.frame.getByText(`Picture ${number} of 3`).waitFor();
      await page.shown();
    }

    /** For each record, whether it has its photo from before. */
    async function unchanged(): Promise<boolean[]> {
      const photos = await Promise.all(LEADS.map((id) => stage.crm.photo('Leads', id)));
      return photos.map((photo) => photo?.fileName === 'before.png');
    }

    it('leads to a question for each until the rest is replaced, too', async () => {
      const { window } = stage;
      await asked(1);
      await window.screenshot('replace-several');
      assert.deepEqual(await page.buttons(), [
        'Replace',
        'Replace This and the Rest',
        'Skip This One',
        'Cancel the Rest',
      ]);
      await page.press('Skip This One');
      await asked(2);
      await page.press('Replace This and the Rest');
      const { text, severity } = await window.notifications.waitFor(/^2 of 3 pictures uploaded/);
      await page.gone();
      assert.match(text, /1 skipped: its record keeps its current photo/);
      assert.equal(severity, 'info');
      assert.deepEqual(await unchanged(), [true, false, false]);
    });

    it('leads to a question for the last one that has no rest', LONG_FORM, async () => {
      await asked(1);
      await page.press('Skip This One');
      await asked(2);
      await page.press('Replace');
      await asked(3);
      assert.deepEqual(await page.buttons(), ['Replace', 'Skip This One']);
      await page.press('Skip This One');
      const { text } = await stage.window.notifications.waitFor(/^1 of 3 pictures uploaded/);
      assert.match(text, /2 skipped: their records keep their current photos/);
      assert.deepEqual(await unchanged(), [true, false, true]);
    });

    it('stays for the rest after Escape', LONG_FORM, async () => {
      const { window } = stage;
      await asked(1);
      await page.press('Replace');
      await asked(2);
      assert.equal(await page.focused(), 'Cancel the Rest');
      await window.page.keyboard.press('Escape');
      await page.gone();
      await window.notifications.waitFor(/^1 of 3 pictures uploaded.*2 canceled/);
      assert.deepEqual(await unchanged(), [false, true, true]);
    });
  });

  it('has its own page in each of two simultaneous uploads', async () => {
    const { crm, person } = stage;
    const [first = '', second = ''] = LEADS;
    for (const id of [first, second]) {
      await crm.putPhoto('Leads', id, await chair(), 'before.png');
    }
    await person.rightClick('mug.jpg');
    await person.answerTarget({ module: 'Leads', id: first });
    await page.frame.getByText(first).waitFor();
    await person.rightClick('lamp.jpg');
    await person.answerTarget({ module: 'Leads', id: second });
    await page.frame.getByText(second).waitFor();
    await page.press('Replace');
    await person.result('lamp.jpg');
    await page.frame.getByText(first).waitFor();
    await page.press('Cancel');
    await page.gone();
    assert.match((await person.result('mug.jpg')).text, /you kept the current photo/);
    assert.equal((await crm.photo('Leads', first))?.fileName, 'before.png');
    assert.equal((await crm.photo('Leads', second))?.fileName, 'lamp.jpg');
  });

  it('can have ten megabytes', LONG_FORM, async () => {
    const file = path.join(stage.folder, 'heavy.jpg');
    await writeFile(file, await jpeg({ width: 1200, height: 900, targetBytes: 9_900_000 }));
    await photo.put(await jpeg({ width: 3000, height: 3000, targetBytes: 9_800_000 }));
    await choose('heavy.jpg');
    await page.shown(QUESTION);
    assert.equal(await page.picture('present'), '3000x3000');
    assert.equal(await page.picture('new'), '1200x900');
    assert.match(await page.text(), /JPEG · 1200 × 900 pixels · 9\.9 MB/);
    await page.press('Replace');
    await stage.person.result('heavy.jpg');
  });

  it(
    'always leads to a question with “always”, and isn’t backed up with 0 MB',
    LONG_FORM,
    async () => {
      const { crm, person, window } = stage;
      const first = 'Use this picture as the photo of Amelia Fischer?';
      await window.change({
        'zohoCrmPhotos.confirmUpload': 'always',
        'zohoCrmPhotos.keepPhotosMegabytes': 0,
      });
      await choose('portrait.jpg');
      await page.shown(first);
      assert.match(await page.text(), /Now in Zoho CRM The record has no photo\./);
      assert.deepEqual(await page.buttons(), ['Upload', 'Cancel']);
      await window.screenshot('replace-none');
      await page.press('Cancel');
      await page.gone();
      assert.match(
        (await person.result('portrait.jpg')).text,
        /you kept the current photo of Amelia Fischer/,
      );
      assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
      await window.notifications.clear();
      await choose('portrait.jpg');
      await page.shown(first);
      await page.press('Upload');
      await person.result('portrait.jpg');
      await window.notifications.clear();
      // Even without a backup, the photo is downloaded to be shown.
      await choose('lamp.jpg');
      await page.shown(QUESTION);
      assert.match(await page.text(), /so you can’t undo this/);
      assert.equal(await page.picture('present'), '900x1200');
      await page.press('Replace');
      const { buttons } = await person.result('lamp.jpg');
      assert.deepEqual(buttons, ['Open Record', 'Show Log']);
    },
  );

  it('never leads to a question with “never”', LONG_FORM, async () => {
    const { person, window } = stage;
    await window.change({
      'zohoCrmPhotos.confirmUpload': 'never',
      'zohoCrmPhotos.keepPhotosMegabytes': undefined,
    });
    await photo.put(await chair());
    assert.equal((await person.upload('mug.jpg')).severity, 'info');
    // For the suites after it.
    await window.change({ 'zohoCrmPhotos.confirmUpload': undefined });
  });
});
