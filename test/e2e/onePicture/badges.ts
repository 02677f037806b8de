import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { chair, lamp, mug, portrait } from '../../drawings.ts';
import { until } from '../../vscode/workbench/until.ts';
import { BatchPage } from '../batchPage.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { LONG_FORM } from '../../long.ts';

const AMELIA_IN = 'Amelia Fischer in Contacts · Northwind Traders (PRODUCTION)';

export async function badgeFiles(): Promise<Record<string, Buffer>> {
  return {
    'shots/SHOT-01.jpg': await mug(),
    'shots/SHOT-02.jpg': await lamp(),
    'shots/SHOT-03.png': await chair(),
  };
}

describe('badges in the explorer', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  it('show what was uploaded, and where', async () => {
    const { crm, person, window } = stage;
    const { explorer } = window;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await chair());
    await explorer.waitForBadge('mug.jpg', 'none');
    await person.replace('mug.jpg');
    const uploaded = await explorer.waitForBadge('mug.jpg', '✓');
    assert.match(uploaded, / • Uploaded to Zoho CRM on \w+ \d+, \d{4}: /);
    assert.ok(uploaded.endsWith(AMELIA_IN), uploaded);
    await explorer.waitForBadge('lamp.jpg', 'none');
    await window.notifications.clear();
  });

  it('are of many pictures that were uploaded at once, and go with an undo of one row', async () => {
    const { crm, window } = stage;
    const { explorer } = window;
    const numbers = ['01', '02', '03'];
    const ids = await crm.addRecords(
      'Products',
      numbers.map((n) => ({ Product_Name: `Article ${n}`, Product_Code: `SHOT-${n}` })),
    );
    for (const id of ids) {
      await crm.putPhoto('Products', id, await portrait());
    }
    await stage.person.matchByCode('shots');
    const page = new BatchPage(window.editors);
    await page.shown('Upload 3 photos to Products?');
    await page.press('Upload 3 Photos');
    await page.countsUpTo('Done', 3);
    const meaning = await explorer.waitForBadge('shots/SHOT-02.jpg', '✓');
    assert.match(meaning, /: Article 02 in Products · Northwind Traders \(PRODUCTION\)$/);
    await explorer.waitForBadge('shots/SHOT-01.jpg', '✓');
    await explorer.waitForBadge('shots/SHOT-03.png', '✓');
    await page.choose('SHOT-01.jpg', 'Undo…');
    await window.dialog.choose('Undo');
    await explorer.waitForBadge('shots/SHOT-01.jpg', 'none');
    await explorer.waitForBadge('shots/SHOT-02.jpg', '✓');
    await window.notifications.clear();
  });

  it('show what has changed since, after a restart too', async () => {
    const { folder, window } = stage;
    const { explorer } = window;
    await explorer.waitForBadge('mug.jpg', '✓');
    await writeFile(path.join(folder, 'shots', 'SHOT-03.png'), await portrait());
    // As a switch of branches does it.
    const same = path.join(folder, 'mug.jpg');
    await writeFile(same, await readFile(same));
    // Not every machine reports changed files to VS Code.
    await window.reload();
    const changed = await explorer.waitForBadge('shots/SHOT-03.png', '≠');
    assert.match(
      changed,
      / • Changed since it was uploaded to Zoho CRM on .*: Article 03 in Products/,
    );
    const savedAgain = await explorer.waitForBadge('mug.jpg', '✓');
    assert.match(savedAgain, /Saved again since, with the same size$/);
    await explorer.hover('shots/SHOT-03.png', /Changed since it was/);
    await window.screenshot('badges');
  });

  it('are shown in high contrast', LONG_FORM, async () => {
    const { window } = stage;
    const { explorer, quickInput } = window;
    await window.commandPalette.run('Preferences: Color Theme');
    await quickInput.choose('Dark High Contrast');
    await explorer.waitForBadge('shots/SHOT-03.png', '≠');
    await window.screenshot('badges-high-contrast');
    // VS Code writes its settings a moment later, over what others have written meanwhile.
    const settings = path.join(window.userDataDir, 'User', 'settings.json');
    await until('the theme to be written', async () =>
      (await readFile(settings, 'utf8')).includes('workbench.colorTheme') ? true : undefined,
    );
  });

  it('can be turned off', LONG_FORM, async () => {
    const { window } = stage;
    // And the theme is VS Code's own again, for the pictures that later suites take.
    await window.change({ 'zohoCrmPhotos.badges': false, 'workbench.colorTheme': undefined });
    await window.explorer.menuWith('mug.jpg', /^Upload Photo to Zoho CRM/);
    await window.page.keyboard.press('Escape');
    await window.explorer.waitForBadge('mug.jpg', 'none');
    await window.explorer.waitForBadge('shots/SHOT-03.png', 'none');
  });
});
