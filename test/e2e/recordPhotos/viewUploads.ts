import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { chair } from '../../drawings.ts';
import { ContextMenu } from '../../vscode/workbench/contextMenu.ts';
import type { TreeRow } from '../../vscode/workbench/treeView.ts';
import { until } from '../../vscode/workbench/until.ts';
import { BatchPage } from '../batchPage.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { writtenChange } from './writtenChange.ts';

const COUNT = 16;
const SINGLE = 'Amelia Fischer in Contacts';
const UPLOAD = `${COUNT} photos to Products`;

/** Small pictures, all different, by file name. */
export async function uploadFiles(): Promise<Record<string, Buffer>> {
  const files = Array.from({ length: COUNT }, async (_, n) => {
    const background = `hsl(${n * 20}, 60%, 60%)`;
    const picture = sharp({ create: { width: 240, height: 180, channels: 3, background } });
    return [`shots/SHOT-${n}.jpg`, await picture.jpeg().toBuffer()] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

describe('uploads and backups in the view', () => {
  let stage: Stage;
  let page: BatchPage;
  let earlier: string | undefined;
  let replaced: number;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
    await stage.crm.reset();
    await stage.person.signIn();
    const { crm, window } = stage;
    page = new BatchPage(window.editors);
    await crm.addRecords(
      'Products',
      Array.from({ length: COUNT }, (_, n) => ({
        Product_Name: `Article ${n}`,
        Product_Code: `SHOT-${n}`,
      })),
    );
    await window.photosView.open();
  });

  /** Waits until a row's description matches. */
  async function described(label: string | RegExp, description: RegExp): Promise<TreeRow> {
    let last: TreeRow | undefined;
    return until(
      `${String(label)} to be ${String(description)}`,
      async () => {
        last = await stage.window.photosView.shown(label);
        return description.test(last.description) ? last : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /** Chooses from a row's menu, by keyboard alone. */
  async function byKey(label: string, action: string): Promise<void> {
    const { window } = stage;
    await focusOn(label);
    const menu = await ContextMenu.open(window.page, () => window.page.keyboard.press('Shift+F10'));
    const index = (await menu.labels()).indexOf(action);
    assert.ok(index >= 0, `${action}: ${(await menu.labels()).join()}`);
    for (let n = 0; n <= index; n += 1) {
      await window.page.keyboard.press('ArrowDown');
    }
    await window.page.keyboard.press('Enter');
  }

  /** Moves the focus to a row, by keyboard alone. */
  async function focusOn(label: string): Promise<void> {
    const { window } = stage;
    await window.commandPalette.run('Explorer: Focus on Zoho CRM Photos View');
    await window.photosView.focusByKeyboard(label);
  }

  async function stored(): Promise<string | undefined> {
    return (await stage.crm.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  it('lists the last single upload', async () => {
    const { crm, person, window } = stage;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await chair());
    earlier = await stored();
    replaced = Date.now();
    await person.replace('portrait.jpg');
    await window.notifications.clear();
    await described(SINGLE, /^photo replaced /);
    await window.screenshot('view-single-upload');
  });

  it('shows the progress of a bulk upload, which is paused and resumed there', async () => {
    const { crm, window } = stage;
    const { photosView } = window;
    await crm.fault({ method: 'POST', path: '/photo', times: 0, delayMs: 1500 });
    await stage.person.matchByCode('shots');
    await page.shown(`Upload ${COUNT} photos to Products?`);
    await page.press(`Upload ${COUNT} Photos`);
    await described(UPLOAD, /^\d+% · .*[1-9]\d* of 16$/);
    await window.screenshot('view-upload-running');
    await photosView.press(UPLOAD, 'Pause');
    await described(UPLOAD, /^Paused · \d+% · \d+ of 16$/);
    await page.shown(`Paused: uploading ${COUNT} photos to Products`);
    await window.screenshot('view-upload-paused');
    await byKey(UPLOAD, 'Resume');
    await page.shown(`Uploading ${COUNT} photos to Products`);
    await described(UPLOAD, /^\d+% · /);
  });

  it('resumes an upload that was interrupted', async () => {
    const { crm, window } = stage;
    await window.commandPalette.run('View: Close All Editors');
    await writtenChange(stage, replaced);
    await window.reload();
    await window.photosView.open();
    await described(UPLOAD, /^Interrupted · \d+ of 16 uploaded, /);
    await window.screenshot('view-upload-interrupted');
    await crm.endFaults();
    await window.photosView.press(UPLOAD, 'Resume');
    await window.notifications.waitFor(/^16 of 16 photos uploaded/);
    await described(UPLOAD, /^16 of 16 uploaded · /);
    await window.notifications.clear();
  });

  it('undoes the last single upload, after a restart too', async () => {
    const { window } = stage;
    await window.photosView.press(SINGLE, 'Undo');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await stored(), earlier);
    await window.photosView.gone(SINGLE);
    await window.notifications.clear();
  });

  it('undoes a bulk upload, and deletes it from the list', async () => {
    const { crm, person, window } = stage;
    await byKey(UPLOAD, 'Undo…');
    const question = await window.dialog.shown(/^Undo 16 photos uploaded to Products\?$/);
    assert.match(question.detail, /Undo deletes 16 photos\. Allow deleting photos in Products\?/);
    await window.dialog.choose('Allow Deleting and Undo…');
    await person.answer(/^To allow deleting photos in Products/, await crm.issueCode());
    await described(UPLOAD, /^0 of 16 uploaded, 16 undone · /);
    await window.notifications.clear();
    await window.commandPalette.run('View: Close All Editors');
    await byKey(UPLOAD, 'Delete from List…');
    const { detail } = await window.dialog.shown(/^Delete the upload of 16 photos to Products/);
    assert.equal(detail, 'Photos in the CRM and photo backups stay.');
    await window.screenshot('view-upload-delete');
    await window.dialog.choose('Delete');
    await window.photosView.gone(UPLOAD);
  });

  it('views, restores, and deletes backups by keyboard', async () => {
    const { person, window } = stage;
    await person.replace('mug.jpg');
    await window.notifications.clear();
    await window.commandPalette.run('View: Close All Editors');
    // Room for more rows.
    await window.page.locator('.pane-header', { hasText: /^catalog/i }).click();
    await window.photosView.click('Recent Records');
    await window.photosView.click('Photo Backups');
    await window.photosView.click('Amelia Fischer');
    const { label } = await described(/^\w+ \d+, \d{4}, /, /^PNG · \d+ KB$/);
    await window.photosView.hover(label, 'img[src^="data:image/"]');
    await window.screenshot('view-backup-hover');
    await focusOn(label);
    await window.page.keyboard.press('Enter');
    await window.editors.webview().locator('img').waitFor();
    await window.screenshot('view-backup');

    await byKey(label, 'Restore…');
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await window.notifications.waitFor(/Restored the earlier photo/);
    assert.equal(await stored(), earlier);
    await window.notifications.clear();

    // The photo that it replaced is the latest backup now.
    await described('Amelia Fischer', /^Contacts · 4 backups$/);
    await byKey('Amelia Fischer', 'Delete All…');
    await window.dialog.shown(/^Delete all 4 backups of Amelia Fischer in Contacts\?$/);
    await window.screenshot('view-backup-delete');
    await window.dialog.choose('Delete');
    await window.photosView.gone('Amelia Fischer');
  });
});
