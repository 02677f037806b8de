import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../src/storage/sha256.ts';
import { mug } from '../drawings.ts';
import { kept } from '../canary.ts';
import { until } from '../vscode/workbench/until.ts';
import { ConsolePage } from './consolePage.ts';
import { Interactions } from './interactions.ts';
import { AMELIA, UPLOAD } from './person.ts';
import { selfClientFile } from './selfClientFile.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';
import { LONG_FORM } from '../long.ts';

const RESULTS = path.resolve(import.meta.dirname, '..', '..', 'test-results');
const CRM = 'https://crm.zoho.com/crm/org808232144/tab/Home/begin';

/** The most steps allowed to upload a first photo, and the same file again. */
const AIMS = { withClient: 7, withFile: 5, fromNothing: 17, again: 3 };

describe('from a fresh install to the first photo', () => {
  const counts: Partial<typeof AIMS> = {};
  let stage: Stage;
  let interactions: Interactions;

  before(async () => {
    await mkdir(RESULTS, { recursive: true });
  });

  beforeEach(async () => {
    interactions = new Interactions();
    stage = await openStage({
      emulator: { proxy: true },
      settings: { 'zohoCrmPhotos.customServer': null },
    });
  });

  afterEach(async () => {
    await stage.close();
  });

  after(async () => {
    await writeFile(path.join(RESULTS, 'first-photo.json'), `${JSON.stringify(counts)}\n`);
  });

  async function begin(): Promise<void> {
    const { explorer, quickInput } = stage.window;
    // Right-click and the menu entry.
    await interactions.do('right-click portrait.jpg', () => Promise.resolve());
    await interactions.do('choose Upload Photo to Zoho CRM…', () =>
      explorer.choose(['portrait.jpg'], UPLOAD),
    );
    await quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
  }

  async function type(what: string, text: string): Promise<void> {
    const { page, quickInput } = stage.window;
    await page.bringToFront();
    await interactions.do(`type ${what}`, async () => {
      await quickInput.type(text);
      await quickInput.accept();
    });
  }

  async function choosesRecord(): Promise<void> {
    const { quickInput } = stage.window;
    await quickInput.shown({ placeholder: /^Which record/ });
    await interactions.do('choose Contacts', () => quickInput.choose(AMELIA.module));
    await quickInput.shown({ placeholder: /record ID/ });
    await type('the record ID', AMELIA.id);
    const { severity } = await stage.person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  }

  /** The file was edited, and VS Code was restarted: the record suggests itself. */
  async function again(): Promise<void> {
    const { crm, folder, person, window } = stage;
    const edited = await mug();
    await writeFile(path.join(folder, 'portrait.jpg'), edited);
    // VS Code in a browser writes what is stored a while later, and a reload doesn't wait for it.
    await until('the record to be stored', async () => {
      const stored = Object.entries(await kept(window.page));
      const ofAllWindows = stored.filter(([key]) => /-db-global .*photo-uploader/.test(key));
      return ofAllWindows.some(([, text]) => text.includes(AMELIA.id)) ? true : undefined;
    });
    await window.reload();
    await window.notifications.clear();
    interactions = new Interactions();
    await interactions.do('right-click portrait.jpg', () => Promise.resolve());
    await interactions.do('choose Upload Photo to Zoho CRM…', () =>
      window.explorer.choose(['portrait.jpg'], UPLOAD),
    );
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.found(
      ([item]) => item?.description === 'Contacts · Northwind Traders (PRODUCTION)',
    );
    await window.screenshot('suggested-again');
    await interactions.do('press Enter', () => window.quickInput.accept());
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(edited));
    counts.again = interactions.count;
    console.log(`Again:\n${interactions.list}`);
    assert.ok(interactions.count <= AIMS.again, interactions.list);
  }

  it('with an existing client', async () => {
    const { emulator, window } = stage;
    await begin();
    await type('a URL of the CRM', CRM);
    await window.quickInput.shown({ message: /^Client ID/ });
    await type('the client ID', emulator.clientId);
    await window.quickInput.shown({ message: /^Client secret/ });
    await type('the client secret', emulator.clientSecret);
    await choosesRecord();
    counts.withClient = interactions.count;
    console.log(`With a client at hand:\n${interactions.list}`);
    assert.ok(interactions.count <= AIMS.withClient, interactions.list);
  });

  it('with the console’s self_client.json', LONG_FORM, async () => {
    const file = await selfClientFile(stage);
    await begin();
    await type('the content of self_client.json', file);
    await choosesRecord();
    counts.withFile = interactions.count;
    console.log(`With self_client.json:\n${interactions.list}`);
    assert.ok(interactions.count <= AIMS.withFile, interactions.list);
    await again();
  });

  it('from scratch, including the steps in Zoho’s console', async () => {
    const { window } = stage;
    const { dialog, openedPages, quickInput } = window;
    await begin();
    const address = await interactions.do('copy a URL of the CRM', () => Promise.resolve(CRM));
    await type('a URL of the CRM', address);
    await quickInput.shown({ message: /^Client ID/ });
    await interactions.do('press Open api-console.zoho.com', () =>
      quickInput.press('Open api-console.zoho.com'),
    );
    await dialog.shown(/api-console\.zoho\.com/);
    await interactions.do('choose Open, as VS Code asks', () => dialog.choose('Open'));
    const { page } = await openedPages.waitFor(/^https:\/\/api-console\.zoho\.com\//);
    const apiConsole = new ConsolePage(page, interactions);
    await apiConsole.createSelfClient();
    await type('the client ID', await apiConsole.copy('Client ID'));
    await quickInput.shown({ message: /^Client secret/ });
    await type('the client secret', await apiConsole.copy('Client Secret'));
    await choosesRecord();
    counts.fromNothing = interactions.count;
    console.log(`From nothing:\n${interactions.list}`);
    assert.ok(interactions.count <= AIMS.fromNothing, interactions.list);
  });
});
