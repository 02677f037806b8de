import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { VSCodeWindow } from '../../vscode/window.ts';
import { until } from '../../vscode/workbench/until.ts';
import { BatchPage } from '../batchPage.ts';
import { UPLOAD_FOLDER } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const FILE = 'zoho-crm-photos.json';
const TAB = 'zoho-crm-photos';
const COMPARE = 'Zoho CRM Photos: Compare Folder with CRM…';
const OFFER = 'This workspace has photos for Products in Zoho CRM.';
const CODES = ['SHOT-01', 'SHOT-02', 'SHOT-03'];

/** Small pictures, all different. */
async function shot(code: string): Promise<Buffer> {
  const background = `hsl(${code.charCodeAt(code.length - 1) * 40}, 60%, 60%)`;
  return sharp({ create: { width: 240, height: 180, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function shots(): Promise<Record<string, Buffer>> {
  const files = CODES.map(
    async (code) => [`photos/shots/${code}_a.jpg`, await shot(code)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

export async function filesToMap(): Promise<Record<string, Buffer | string>> {
  return { ...(await shots()), 'photos/list.csv': 'File;Code\r\nSHOT-01_a.jpg;SHOT-01\r\n' };
}

describe('a mapping that a team shares in the workspace', () => {
  let stage: Stage;
  let window: VSCodeWindow;
  let page: BatchPage;

  before(async () => {
    stage = await sharedStage();
    ({ window } = stage);
    page = new BatchPage(window.editors);
    await stage.reset();
    for (const Product_Code of CODES) {
      await stage.crm.addRecord('Products', {
        Product_Name: `Article ${Product_Code}`,
        Product_Code,
      });
    }
  });

  async function textOfFile(): Promise<string> {
    return readFile(path.join(stage.folder, FILE), 'utf8');
  }

  async function writeMappings(...mappings: readonly object[]): Promise<void> {
    await writeFile(path.join(stage.folder, FILE), JSON.stringify({ mappings }, undefined, 2));
  }

  async function closeEditors(): Promise<void> {
    await window.commandPalette.run('View: Close All Editors');
    await window.notifications.clear();
  }

  async function sent(): Promise<number> {
    const requests = await stage.crm.requests();
    return requests.filter((one) => one.method === 'POST' && /\/photo(\?|$)/.test(one.path)).length;
  }

  async function signOut(): Promise<void> {
    await window.commandPalette.run('Zoho CRM Photos: Sign Out…');
    await window.notifications.waitFor(/^Signed out of/);
    await window.notifications.clear();
  }

  /** Opens a copy of the folder, as a colleague has it: VS Code knows nothing of it. */
  async function openCopy(): Promise<void> {
    const copy = path.join(path.dirname(stage.folder), 'clone');
    await cp(stage.folder, copy, { recursive: true });
    const url = new URL(window.url);
    url.searchParams.set('folder', copy);
    await window.page.goto(url.href);
    await window.explorer.shown();
  }

  it('without a file, a comparison says how to make one', async () => {
    await window.commandPalette.run(COMPARE);
    await window.notifications.press(
      /has no mapping in zoho-crm-photos\.json yet/,
      'Match Folder…',
    );
    await window.quickInput.shown({ title: /^Upload Photos to Matching Records/ });
    await window.quickInput.escape();
    await window.notifications.clear();
  });

  it('is saved from the review, without IDs or secrets', async () => {
    const { quickInput } = window;
    await stage.person.matchByCode('photos/shots', '{key}_*');
    await page.shown('Upload 3 photos to Products?');
    await page.press('Save Mapping…');
    await quickInput.shown({ placeholder: 'Who is the mapping for?' });
    await window.screenshot('save-mapping');
    await quickInput.choose('For Everyone Who Opens This Workspace');
    await quickInput.shown({ message: /for the pictures in photos\/shots/ });
    await quickInput.type('Product shots');
    await quickInput.accept();
    await window.notifications.press(/^Mapping “Product shots” saved/, 'Open File');
    assert.equal(
      await textOfFile(),
      `{
  "mappings": [
    {
      "name": "Product shots",
      "folder": "photos/shots",
      "module": "Products",
      "field": "Product_Code",
      "pattern": "{key}_*"
    }
  ]
}
`,
    );
    await until('the file in the editor', async () =>
      (await window.editors.tabs()).includes(TAB) ? true : undefined,
    );
  });

  it('is completed and checked by VS Code', async () => {
    const { keyboard } = window.page;
    const code = window.page.locator('.monaco-editor .view-lines');
    await code.getByText('"Product_Code"').click();
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.type('"', { delay: 20 });
    await keyboard.press('Control+Space');
    const suggestions = window.page.locator('.suggest-widget .monaco-list-row');
    await suggestions.filter({ hasText: 'severalPictures' }).waitFor();
    await window.screenshot('mapping-file');
    await keyboard.press('Escape');
    await keyboard.type('patern": "{key}",', { delay: 20 });
    await window.page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
    await window.commandPalette.run('View: Toggle Problems');
    await window.page
      .getByText(/Property patern is not allowed/)
      .first()
      .waitFor();
    await window.commandPalette.run('View: Toggle Problems');
    await window.commandPalette.run('File: Revert File');
    await closeEditors();
  });

  it('a file with a mistake isn’t used, and the message leads to its line', async () => {
    await writeMappings({ name: 'Shots', folder: '../elsewhere', module: 'Products', field: 'id' });
    await window.commandPalette.run(COMPARE);
    await window.notifications.press(
      'zoho-crm-photos.json, line 5: “folder” must be a relative path with “/” that stays in the workspace folder.',
      'Open File',
    );
    await until('the file in the editor', async () =>
      (await window.editors.tabs()).includes(TAB) ? true : undefined,
    );
    await closeEditors();
  });

  it('says which field an organization lacks', async () => {
    const shared = { folder: 'photos/shots', module: 'Products', pattern: '{key}_*' };
    await writeMappings(
      { name: 'By code', ...shared, field: 'Product_Code' },
      { name: 'By EAN', ...shared, field: 'EAN_Code' },
    );
    await window.commandPalette.run(COMPARE);
    await window.quickInput.shown({ placeholder: 'Select the mapping to compare by' });
    await window.screenshot('compare-which');
    await window.quickInput.choose('By EAN');
    await window.notifications.waitFor(
      'zoho-crm-photos.json: Northwind Traders (PRODUCTION) has no field EAN_Code in Products.',
    );
    await window.notifications.clear();
  });

  it('is listed first among the questions of another folder', async () => {
    await window.explorer.choose(['photos'], UPLOAD_FOLDER);
    await window.quickInput.shown({ placeholder: /^Which module/ });
    const [first] = await window.quickInput.items();
    assert.equal(first?.label, 'By code');
    await window.screenshot('mapping-from-file');
    await window.quickInput.choose('By code');
    await page.shown('Upload 3 photos to Products?');
    await closeEditors();
  });

  it('by a table, which is read where the file says', async () => {
    await writeMappings({
      name: 'By list',
      folder: 'photos/shots',
      module: 'Products',
      field: 'Product_Code',
      table: { file: 'photos/list.csv', fileColumn: 'File', recordColumn: 'Code' },
    });
    await window.commandPalette.run(COMPARE);
    await page.shown('Upload 1 photo to Products?');
  });

  it('leads whoever opens the workspace to sign in, compare, and upload', async () => {
    const { crm, person } = stage;
    await writeMappings({
      name: 'Product shots',
      folder: 'photos/shots',
      module: 'Products',
      field: 'Product_Code',
      pattern: '{key}_*',
    });
    await signOut();
    await openCopy();
    const before = (await crm.requests()).length;
    await window.notifications.waitFor(OFFER);
    assert.equal((await crm.requests()).length, before);
    await window.screenshot('compare-offer');
    await window.notifications.press(OFFER, 'Compare');
    await person.answerSignInWithKeptClient();
    await page.shown('Upload 3 photos to Products?');
    assert.equal(await page.place(), 'Northwind Traders PRODUCTION');
    await page.waitForLine('Matched by “Product shots” from zoho-crm-photos.json.');
    await window.notifications.clear();
    await window.screenshot('compare-review');
    assert.equal(await sent(), 0);
    await page.press('Upload 3 Photos');
    await window.notifications.waitFor(/^3 of 3 photos uploaded/);
    assert.equal(await sent(), 3);
    await closeEditors();
    // Once is enough.
    await window.reload();
    await window.statusBar.waitFor(/Northwind Traders/);
    assert.ok((await window.notifications.list()).every(({ text }) => text !== OFFER));
  });

  it('is the same in the sandbox, also from a click on the folder', async () => {
    const { crm, person } = stage;
    await window.commandPalette.run('Zoho CRM Photos: Switch Account for This Workspace…');
    await window.quickInput.choose('Sign in to another account…');
    await person.answerSignInWithKeptClient({ proof: await crm.issueCode({ org: 'sandbox' }) });
    await window.notifications.waitFor(/^Now using .*SANDBOX northwindsandbox/);
    await window.notifications.clear();
    await window.explorer.choose(['photos/shots'], UPLOAD_FOLDER);
    await page.shown(/^No photos to upload to Products yet/);
    assert.equal(await page.place(), 'Northwind Traders SANDBOX northwindsandbox');
  });
});
