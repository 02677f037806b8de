import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mug } from '../drawings.ts';
import { until } from '../vscode/workbench/until.ts';
import { assertAccessible, CONTRAST } from '../page/accessible.ts';
import { UPLOAD, UPLOAD_FOLDER } from './person.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

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

describe('what a window shows of the extension', () => {
  let stage: Stage;

  before(async () => {
    // A picture of the walkthrough is shown only if there is room for it.
    stage = await openStage({
      size: { width: 1500, height: 900 },
      files: { 'shots/MUG-01.jpg': await mug() },
    });
  });

  after(async () => {
    await stage.close();
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

  async function opens(folder: string): Promise<void> {
    const url = new URL(stage.window.url);
    url.searchParams.set('folder', folder);
    await stage.window.page.goto(url.href);
    await stage.window.explorer.shown();
  }

  it('is first what uploads a photo, and nothing that can’t work yet', async () => {
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

  it('is in a folder’s menu where there are pictures', async () => {
    const { folder, window } = stage;
    await (await window.explorer.menuWith('shots', UPLOAD_FOLDER)).point(UPLOAD_FOLDER);
    await window.screenshot('folder-menu');
    await window.page.keyboard.press('Escape');
    const project = path.join(path.dirname(folder), 'project');
    await mkdir(path.join(project, 'src'), { recursive: true });
    await writeFile(path.join(project, 'index.ts'), '');
    await opens(project);
    await palette(NEEDS_SOMETHING, false);
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
        async () => (await hasEntry('src', UPLOAD_FOLDER)) === isOffered || undefined,
        () => labelsOf('src'),
      );
    await offered(false);
    await writeFile(path.join(project, 'src', 'PHOTO.JPG'), await mug());
    await offered(true);
    assert.ok(await hasEntry('src/PHOTO.JPG', UPLOAD));
    await opens(folder);
  });

  it('leads from the console to the first photo and completes its steps automatically', async () => {
    const { person, window } = stage;
    const { walkthrough, quickInput } = window;
    await walkthrough.open('Your First Photo in Zoho CRM');
    await walkthrough.press('Open Zoho API Console');
    await quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
    await window.screenshot('walkthrough-console');
    await quickInput.escape();
    await walkthrough.checked('Create a self client at Zoho');
    await walkthrough.expand('Sign in');
    await walkthrough.press('Sign In');
    await person.answerSignIn();
    await walkthrough.checked('Sign in');
    await window.screenshot('walkthrough-sign-in');
    await person.upload('portrait.jpg');
    await window.notifications.clear();
    await walkthrough.open('Your First Photo in Zoho CRM');
    await walkthrough.checked('Upload a photo');
    await window.screenshot('walkthrough-upload');
    await walkthrough.expand('Upload many photos at once');
    await window.screenshot('walkthrough-matching');
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

  it('is the account in the status bar, which switches it; after a reload, too', async () => {
    const { quickInput, statusBar } = stage.window;
    await stage.window.reload();
    const item = statusBar.item(PRODUCTION);
    await item.waitFor();
    await item.hover();
    await stage.window.page.locator('.monaco-hover').getByText('Select to switch').waitFor();
    await stage.window.screenshot('account-status');
    await palette(['Zoho CRM Photos: Sign Out…', 'Zoho CRM Photos: Undo Last Upload'], true);
    await item.click();
    await quickInput.shown({ placeholder: 'Which account?' });
    await quickInput.escape();
    await stage.window.change({ 'zohoCrmPhotos.highlightProduction': true });
    await item.and(stage.window.page.locator('.warning-kind')).waitFor();
    await stage.window.screenshot('account-status-production');
  });

  it('goes with the account; the walkthrough knows what was done', async () => {
    const { commandPalette, notifications, statusBar, walkthrough } = stage.window;
    await commandPalette.run('Zoho CRM Photos: Sign Out…');
    await notifications.waitFor(/^Signed out/);
    await statusBar.item(PRODUCTION).waitFor({ state: 'detached' });
    await notifications.clear();
    await palette(['Zoho CRM Photos: Sign Out…'], false);
    await walkthrough.open('Your First Photo in Zoho CRM');
    for (const step of ['Create a self client at Zoho', 'Sign in', 'Upload a photo']) {
      await walkthrough.checked(step);
    }
  });

  describe('is accessible in the walkthrough, in the theme', () => {
    before(() => stage.window.walkthrough.open('Your First Photo in Zoho CRM'));

    for (const [index, [theme, kind]] of Object.entries(THEMES).entries()) {
      // All but its colors is the same in each theme.
      const rules = index === 0 ? [] : [CONTRAST];
      it(theme, async () => {
        const { commandPalette, page, quickInput, walkthrough } = stage.window;
        // Unlike a change of the settings file, this needs no reload.
        await commandPalette.run('Preferences: Color Theme');
        await quickInput.choose(theme);
        await quickInput.closed();
        await page.locator(`.monaco-workbench.${kind}`).waitFor();
        const steps = await walkthrough.steps();
        assert.equal(steps.length, 5);
        for (const { title } of steps) {
          await walkthrough.expand(title);
          await assertAccessible(page, `${title}, ${theme}`, OWN_PARTS, rules);
        }
        await stage.window.screenshot(`walkthrough-${kind}`);
      });
    }
  });
});
