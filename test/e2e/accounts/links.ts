import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { LONG_FORM } from '../../long.ts';
import { until } from '../../vscode/workbench/until.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const EXTENSION = 'vscode://photo-uploader.zoho-crm-photo-uploader';

describe('a link of the CRM', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
  });

  beforeEach(async () => {
    await stage.reset();
  });

  /** Opens a link, as a browser does, and lets VS Code pass it on. */
  async function follow(link: string): Promise<void> {
    const { commandPalette, dialog } = stage.window;
    await commandPalette.run('Developer: Open URL');
    await stage.person.answer(/URL to open/, link);
    await dialog.shown(/Photo Uploader for Zoho CRM/);
    await stage.window.screenshot('link-allowed');
    await dialog.choose('Open');
  }

  const link = (more = ''): string =>
    `${EXTENSION}/upload?module=${AMELIA.module}&id=${AMELIA.id}${more}`;

  it('signs in, asks for the picture, and asks before it is uploaded', async () => {
    const { crm, folder, person, window } = stage;
    await window.explorer.click('mug.jpg');
    await until('the picture to open', async () =>
      (await window.editors.tabs()).includes('mug') ? true : undefined,
    );
    await follow(link());
    await person.answerSignIn();
    await window.quickInput.shown({
      title: /^Photo for Contacts 4876876000000624001 → Northwind Traders \(PRODUCTION\)/,
      placeholder: 'Which picture?',
    });
    await window.screenshot('link');
    assert.deepEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
    await window.quickInput.choose('mug.jpg');
    await person.replacement.shown('Use this picture as the photo of Amelia Fischer?');
    await person.replacement.press('Upload');
    await person.result('mug.jpg');
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(await readFile(path.join(folder, 'mug.jpg'))));
  });

  it('of another organization leads to a sign-in there', LONG_FORM, async () => {
    const { crm, window } = stage;
    await follow(link('&org=60001234567'));
    await window.quickInput.shown({ placeholder: 'Which organization?' });
    const [only] = await window.quickInput.items();
    assert.equal(only?.label, 'Sign in to the organization of this URL…');
    await window.quickInput.escape();
    assert.deepEqual(await crm.requests(), []);
  });

  it('that isn’t one of a record is explained', async () => {
    await follow(`${EXTENSION}/upload?module=Contacts%0A&id=1&file=/etc/passwd`);
    const { text, buttons } = await stage.window.notifications.waitFor(/^Nothing was uploaded/);
    assert.match(text, /doesn’t name a record/);
    assert.deepEqual(buttons, ['Learn More']);
  });
});
