import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { kept } from '../../canary.ts';
import { mug } from '../../drawings.ts';
import { howMany } from '../../long.ts';
import { assertAccessible, rulesIn } from '../../page/accessible.ts';
import { until } from '../../vscode/workbench/until.ts';
import { ConsolePage } from '../consolePage.ts';
import { CountedPerson, CRM } from '../countedPerson.ts';
import { AMELIA, UPLOAD, UPLOAD_FOLDER } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { hostsSpokenTo } from './hostsSpokenTo.ts';

const PRODUCTION = /^\s*Northwind Traders · PRODUCTION$/;
const NEEDS_SOMETHING = ['Sign Out…', 'Switch Account for This Workspace…', 'Undo Last Upload']
  .concat('Resume or View Uploads…', 'Photo Backups…', 'Copy Upload as Code…')
  .concat('Pause Upload', 'Cancel Upload', 'Undo Upload…', 'Delete Upload from List…')
  .map((title) => `Zoho CRM Photos: ${title}`);

/** VS Code's themes as its list names them, one of each kind, with its class. */
const THEMES = {
  'Light Modern': 'vs',
  'Dark Modern': 'vs-dark',
  'Light High Contrast': 'hc-light',
  'Dark High Contrast': 'hc-black',
};

/**
 * What the walkthrough has of the extension: titles, texts, and buttons. VS Code's own frame around
 * them breaks rules of its own, such as buttons within a step that is a button.
 */
const OWN_PARTS = [
  'category-title',
  'category-description',
  'step-title',
  'step-description-container',
].map((name) => `.gettingStartedSlideDetails .${name}`);

describe('from a fresh install to the first photo', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    // A picture of the walkthrough is shown only if there is room for it.
    await stage.window.page.setViewportSize({ width: 1500, height: 900 });
  });

  /** Waits until the palette lists these commands, or none of them. */
  async function palette(commands: readonly string[], listed: boolean): Promise<void> {
    let seen: string[] = [];
    await until(
      `${commands.join(', ')} ${listed ? '' : 'not '}in the palette`,
      async () => {
        seen = await stage.window.commandPalette.labels('Zoho CRM Photos: ');
        // Before the extension is loaded, none is listed.
        return seen.includes('Zoho CRM Photos: Sign In…') &&
          commands.every((command) => seen.includes(command) === listed)
          ? true
          : undefined;
      },
      () => Promise.resolve(seen),
    );
  }

  it('a window first has what uploads a photo, and nothing that can’t work yet', async () => {
    const { window } = stage;
    await palette(NEEDS_SOMETHING, false);
    const [first, second] = await window.commandPalette.labels('upload photo');
    assert.deepEqual(
      [first, second],
      ['Zoho CRM Photos: Upload Photo…', 'Zoho CRM Photos: Upload Photos to Matching Records…'],
    );
    const all = await window.commandPalette.labels('Zoho CRM Photos: Upload');
    assert.equal(all[0], 'Zoho CRM Photos: Upload Photo…');
    assert.ok(all.includes('Zoho CRM Photos: Upload Picture from URL…'));
    assert.equal(await window.statusBar.item(/Northwind/).count(), 0);
  });

  it('a folder’s menu has it where there are pictures', async () => {
    const { folder, window } = stage;
    const labelsOf = async (name: string): Promise<string[]> => {
      const menu = await window.explorer.contextMenu(name);
      const labels = await menu.labels();
      await menu.close();
      return labels;
    };
    const hasEntry = async (name: string, entry: RegExp): Promise<boolean> =>
      (await labelsOf(name)).some((label) => entry.test(label));
    const offered = (isOffered: boolean): Promise<boolean> =>
      until(
        `the folder’s entry is ${isOffered ? '' : 'not '}there`,
        async () => (await hasEntry('shots', UPLOAD_FOLDER)) === isOffered || undefined,
        () => labelsOf('shots'),
      );
    await offered(false);
    await writeFile(path.join(folder, 'shots', 'PHOTO.JPG'), await mug());
    await offered(true);
    await (await window.explorer.menuWith('shots', UPLOAD_FOLDER)).point(UPLOAD_FOLDER);
    await window.screenshot('folder-menu');
    await window.page.keyboard.press('Escape');
    assert.ok(await hasEntry('shots/PHOTO.JPG', UPLOAD));
    await stage.addSamples();
  });

  it('the first question leads to the walkthrough, and that to the console and a sign-in', async () => {
    const { crm, person, window } = stage;
    const { quickInput, walkthrough } = window;
    await person.rightClick('portrait.jpg');
    await quickInput.choose('First time? Show me how');
    await quickInput.closed();
    await walkthrough.expand('Create a self client at Zoho');
    assert.equal((await walkthrough.steps()).length, 5);
    await walkthrough.press('Open Zoho API Console');
    await quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
    await window.screenshot('walkthrough-console');
    await quickInput.escape();
    await walkthrough.checked('Create a self client at Zoho');
    await walkthrough.expand('Sign in');
    await walkthrough.press('Sign In');
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/4\)/ });
    await quickInput.escape();
    assert.deepEqual(await crm.requests(), []);
  });

  it('from scratch, including the steps in Zoho’s console', async () => {
    const { crm, window } = stage;
    const { dialog, openedPages, quickInput } = window;
    const counted = new CountedPerson(stage);
    const { interactions } = counted;
    await counted.rightClick();
    await quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
    const address = await interactions.do('copy a URL of the CRM', () => Promise.resolve(CRM));
    await counted.type('a URL of the CRM', address);
    await quickInput.shown({ message: /^Client ID/ });
    await interactions.do('press Open api-console.zoho.com', () =>
      quickInput.press('Open api-console.zoho.com'),
    );
    await dialog.shown(/api-console\.zoho\.com/);
    await interactions.do('choose Open, as VS Code asks', () => dialog.choose('Open'));
    const { page } = await openedPages.waitFor(/^https:\/\/api-console\.zoho\.com\//);
    const apiConsole = new ConsolePage(page, interactions);
    await apiConsole.createSelfClient();
    await counted.type('the client ID', await apiConsole.copy('Client ID'));
    await quickInput.shown({ message: /^Client secret/ });
    await counted.type('the client secret', await apiConsole.copy('Client Secret'));
    await counted.choosesRecord();
    await counted.arrives('fromNothing');
    assert.deepEqual(await hostsSpokenTo(crm), ['accounts.zoho.com:443', 'www.zohoapis.com:443']);
  });

  it('the account is then in the status bar, which switches it', async () => {
    const { notifications, page, quickInput, statusBar } = stage.window;
    await notifications.clear();
    const item = statusBar.item(PRODUCTION);
    await item.waitFor();
    assert.equal(await item.and(page.locator('.warning-kind')).count(), 0);
    await item.hover();
    await page.locator('.monaco-hover').getByText('Select to switch').waitFor();
    await stage.window.screenshot('account-status');
    await palette(['Zoho CRM Photos: Sign Out…', 'Zoho CRM Photos: Undo Last Upload'], true);
    await item.click();
    await quickInput.shown({ placeholder: 'Which account?' });
    await quickInput.escape();
  });

  it('the walkthrough has completed its steps automatically', async () => {
    const { quickInput, walkthrough } = stage.window;
    await walkthrough.open('Your First Photo in Zoho CRM');
    await walkthrough.checked('Sign in');
    await walkthrough.checked('Upload a photo');
    await stage.window.screenshot('walkthrough-upload');
    await walkthrough.expand('Use accounts and the log');
    await walkthrough.press('Switch Account');
    await quickInput.shown({ placeholder: 'Which account?' });
    await quickInput.escape();
    await walkthrough.checked('Use accounts and the log');
    const steps = await walkthrough.steps();
    assert.deepEqual(
      steps.map(({ checked }) => checked),
      [true, true, true, false, true],
    );
  });

  describe('the walkthrough is accessible in the theme', () => {
    after(() => stage.window.page.setViewportSize({ width: 1280, height: 800 }));

    for (const [index, [theme, kind]] of Object.entries(THEMES).entries()) {
      const rules = rulesIn(theme, 'Light Modern');
      // The last step has each kind of text.
      const first = index === 0 ? 0 : -howMany(1, 5);
      it(theme, async () => {
        const { commandPalette, page, quickInput, walkthrough } = stage.window;
        // Unlike a change of the settings file, this needs no reload.
        await commandPalette.run('Preferences: Color Theme');
        await quickInput.choose(theme);
        await quickInput.closed();
        await page.locator(`.monaco-workbench.${kind}`).waitFor();
        const steps = await walkthrough.steps();
        assert.equal(steps.length, 5);
        for (const { title } of steps.slice(first)) {
          await walkthrough.expand(title);
          await assertAccessible(page, `${title}, ${theme}`, OWN_PARTS, rules);
        }
        await stage.window.screenshot(`walkthrough-${kind}`);
      });
    }
  });

  it('again with the edited file, after a restart: the record suggests itself', async () => {
    const { crm, folder, person, window } = stage;
    const edited = await mug();
    await writeFile(path.join(folder, 'portrait.jpg'), edited);
    // VS Code in a browser writes what is stored a while later, and a reload doesn't wait for it.
    await until('the record to be stored', async () => {
      const stored = Object.entries(await kept(window.page));
      const ofAllWindows = stored.filter(([key]) => /-db-global .*photo-uploader/.test(key));
      return ofAllWindows.some(([, text]) => text.includes(AMELIA.id)) ? true : undefined;
    });
    await window.change({
      'workbench.colorTheme': undefined,
      'zohoCrmPhotos.highlightProduction': true,
    });
    await window.commandPalette.run('View: Close All Editors');
    const counted = new CountedPerson(stage);
    await counted.rightClick();
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await window.quickInput.found(
      ([item]) => item?.description === 'Contacts · Northwind Traders (PRODUCTION)',
    );
    await window.screenshot('suggested-again');
    await counted.interactions.do('press Enter', () => window.quickInput.accept());
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(edited));
    await counted.arrives('again');
    const item = window.statusBar.item(PRODUCTION);
    await item.and(window.page.locator('.warning-kind')).waitFor();
    await window.screenshot('account-status-production');
  });

  it('signing out leaves nothing that can’t work; the walkthrough knows what was done', async () => {
    const { statusBar, walkthrough } = stage.window;
    await stage.person.leave();
    await statusBar.item(PRODUCTION).waitFor({ state: 'detached' });
    await palette(['Zoho CRM Photos: Sign Out…'], false);
    await walkthrough.open('Your First Photo in Zoho CRM');
    for (const step of ['Create a self client at Zoho', 'Sign in', 'Upload a photo']) {
      await walkthrough.checked(step);
    }
  });
});
