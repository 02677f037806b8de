import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { chair } from '../../drawings.ts';
import type { Profile } from '../../emulator/profile.ts';
import type { LoggedRequest } from '../../emulator/requestLog.ts';
import { jpeg } from '../../pictures.ts';
import { AMELIA, UPLOAD } from '../person.ts';
import { until } from '../../vscode/workbench/until.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { howMany, LONG_FORM } from '../../long.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

/** Test/unit/upload/upload.test.ts has them all. */
const PROFILES: readonly Profile[] = ['seed', 'worst', 'newest'];

async function sha256(stage: Stage, picture: string): Promise<string> {
  const bytes = await readFile(path.join(stage.folder, picture));
  return sha256Of(bytes);
}

function uploadsIn(requests: readonly LoggedRequest[]): string[] {
  return requests
    .filter(({ method, path }) => method === 'POST' && path.includes('/photo'))
    .map(({ path }) => path);
}

export async function filesToUpload(): Promise<Record<string, Buffer | string>> {
  const small = await jpeg({ width: 600, height: 400 });
  return {
    'large.jpg': await jpeg({ width: 1200, height: 900, targetBytes: 9_900_000 }),
    'cut.jpg': small.subarray(0, 20),
    'fake.png': 'This is a text.\n',
    'empty.gif': '',
    'pointer.png': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'drafts/sketch.png': '',
  };
}

describe('uploading a photo', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  beforeEach(() => stage.reset());

  for (const profile of PROFILES.slice(0, howMany(2, PROFILES.length))) {
    it(`uploads the file as the record’s photo, byte for byte (${profile})`, async () => {
      const { crm, person, window } = stage;
      await crm.reset({ profile, keepTokens: true });
      await person.rightClick('portrait.jpg');
      await window.quickInput.shown({ title: /portrait\.jpg → Northwind Traders \(PRODUCTION\)/ });
      await person.answerTarget();
      const result = await person.result('portrait.jpg');
      assert.match(result.text, /Amelia Fischer in Contacts · Northwind Traders \(PRODUCTION\)/);
      assert.deepEqual(result.buttons, ['Open Record', 'Undo', 'Show Log']);
      assert.equal(result.severity, profile === 'worst' ? 'warning' : 'info');
      const stored = await crm.photo(AMELIA.module, AMELIA.id);
      assert.equal(stored?.sha256, await sha256(stage, 'portrait.jpg'));
      const sent = (await crm.requests()).find(({ part }) => part !== undefined);
      assert.equal(sent?.part?.fileName, 'portrait.jpg');
      assert.equal(sent.part.contentType, 'image/jpeg');
      assert.match(sent.userAgent, /\(undici\)$/);
    });
  }

  it('opens the record, and offers it again at the top of the list', async () => {
    const { crm, person, window } = stage;
    await person.upload('portrait.jpg');
    await window.notifications.press(/is now the photo/, 'Open Record');
    const opened = await window.openedPages.waitFor(/EntityInfo\.do/);
    assert.match(opened.url, /module=Contacts&id=4876876000000624001/);
    await opened.page.close();
    await window.notifications.clear();
    await person.rightClick('lamp.jpg');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    const same = (await window.quickInput.items()).find(
      ({ detail }) => detail === 'Same record again',
    );
    assert.equal(same?.label, 'Amelia Fischer');
    await window.quickInput.accept();
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await person.result('lamp.jpg');
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, await sha256(stage, 'lamp.jpg'));
  });

  it('runs no workflows if that’s chosen during the question, nor on Undo', async () => {
    const { crm, person, window } = stage;
    const { quickInput, notifications } = window;
    await crm.putPhoto(AMELIA.module, AMELIA.id, await chair());
    await person.rightClick('mug.jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    const skip = quickInput.switch('Skip workflow rules');
    assert.equal(await skip.getAttribute('aria-checked'), 'false');
    // By keyboard, whose focus stays there.
    await quickInput.focus();
    await window.page.keyboard.press('Tab');
    for (const isOn of ['true', 'false', 'true']) {
      await window.page.keyboard.press('Space');
      await until('the switch', async () =>
        (await skip.getAttribute('aria-checked')) === isOn ? true : undefined,
      );
    }
    await quickInput.shown({ title: /skipping workflow rules/, placeholder: /^Which record/ });
    await window.screenshot('automation');
    await quickInput.choose('Contacts');
    await quickInput.shown({ title: /skipping workflow rules/, placeholder: /name, email, phone/ });
    assert.equal(await skip.getAttribute('aria-checked'), 'true');
    await window.screenshot('without-workflow');
    await quickInput.type(AMELIA.id);
    await quickInput.accept();
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await notifications.press(/Skipped automations: workflow rules/, 'Undo');
    await notifications.waitFor(/Restored the earlier photo/);
    await notifications.clear();
    await person.rightClick('mug.jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    const [first] = await quickInput.items();
    assert.equal(first?.detail, 'This file was uploaded here last time, skipping workflow rules');
    await quickInput.accept();
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await notifications.waitFor(/Skipped automations: workflow rules/);
    assert.deepEqual(await crm.workflowsFired(), []);
  });

  it('accepts a custom module by its API name', async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    const vehicle = '4876876000000630001';
    await person.rightClick('chair.png');
    await quickInput.choose('Another module…');
    await quickInput.shown({ message: /API name/ });
    await quickInput.type('Vehicles/../org');
    await quickInput.shown({ message: /only letters, digits, and underscores/, severity: 'error' });
    await quickInput.type('Vehicles');
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Record in Vehicles/ });
    await quickInput.type(vehicle);
    await quickInput.accept();
    await person.result('chair.png');
    assert.notEqual(await crm.photo('Vehicles', vehicle), null);
  });

  it('checks the record ID as it’s typed and can go back a step', async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    await person.rightClick('mug.jpg');
    await quickInput.choose('Leads');
    await quickInput.shown({ placeholder: /^Record in Leads/ });
    await quickInput.type('4876876');
    await quickInput.found(
      ([first]) => first?.label.startsWith('A record ID has 10 to 19 digits.') === true,
    );
    // An informational item can't be chosen.
    await quickInput.accept();
    await quickInput.shown({ placeholder: /^Record in Leads/, value: '4876876' });
    await quickInput.found(
      ([first]) => first?.label.startsWith('A record ID has 10 to 19 digits.') === true,
    );
    await quickInput.back();
    await quickInput.shown({ placeholder: /^Which record/ });
    await quickInput.escape();
    await quickInput.closed();
    const asked = (await crm.requests()).map(({ path }) => path);
    assert.deepEqual([...new Set(asked)].sort(), [
      '/crm/v8/settings/layouts?module=Leads',
      '/crm/v8/settings/modules',
    ]);
    assert.deepEqual(await window.notifications.list(), []);
  });

  it('uploads the active editor’s picture from the command palette and the title button', async () => {
    const { person, window } = stage;
    await window.explorer.click('lamp.jpg');
    await window.commandPalette.run('Zoho CRM Photos: Upload Photo…');
    await window.quickInput.shown({ title: /^lamp\.jpg → / });
    await window.quickInput.escape();
    await window.page.getByRole('button', { name: UPLOAD }).first().click();
    await person.answerTarget();
    await person.result('lamp.jpg');
  });

  it('uploads the pictures of a mixed selection and names the other files', async () => {
    const { crm, person, window } = stage;
    await person.rightClick('mug.jpg', 'notes.txt', 'drafts', 'fake.png', 'lamp.jpg');
    await window.quickInput.shown({ title: /^mug\.jpg \(1 of 2\) →|^lamp\.jpg \(1 of 2\) →/ });
    await person.answerTarget(AMELIA);
    await window.quickInput.shown({ title: /\(2 of 2\) →/ });
    const lead = '4876876000000625001';
    await person.answerTarget({ module: 'Leads', id: lead });
    const { text } = await window.notifications.waitFor(/^2 of 2 pictures uploaded/);
    assert.match(text, /Skipped [^:]*notes\.txt[^:]*: The file isn’t a picture/);
    assert.match(text, /Skipped [^:]*fake\.png[^:]*: The file isn’t a picture/);
    assert.match(text, /Skipped drafts: This is a folder/);
    assert.notEqual(await crm.photo('Leads', lead), null);
  });

  it('shows each of several pictures with its question and retries only failed ones', async () => {
    const { crm, person, window } = stage;
    const leads = ['4876876000000625001', '4876876000000625002', '4876876000000625003'];
    await crm.patchRecord('Leads', leads[1] ?? '', { $locked: true });
    await person.rightClick('mug.jpg', 'lamp.jpg', 'portrait.jpg');
    for (const [index, id] of leads.entries()) {
      await window.quickInput.shown({ title: new RegExp(`\\(${index + 1} of 3\\) →`) });
      const { title = '' } = (await window.quickInput.look()) ?? {};
      const name = title.split(' (')[0] ?? '';
      // The tab shows the file extension separately; the status bar shows the picture's size.
      await until(`${name} in the editor`, async () => {
        const tabs = await window.editors.tabs();
        const drawn = (await window.statusBar.items()).some(({ text }) => /^\d+x\d+$/.test(text));
        return drawn && tabs.includes(path.parse(name).name) ? true : undefined;
      });
      await window.screenshot(`several-${index + 1}`);
      await person.answerTarget({ module: 'Leads', id });
    }
    const { text } = await window.notifications.waitFor(/^2 of 3 pictures uploaded/);
    assert.match(text, /The record is locked in the CRM/);
    await crm.patchRecord('Leads', leads[1] ?? '', { $locked: false });
    await window.notifications.press(/^2 of 3 pictures uploaded/, 'Retry');
    await window.notifications.waitFor(/is now the photo of .* in Leads/);
    const sent = (await crm.requests()).filter(
      ({ method, path }) => method === 'POST' && path.includes('/photo'),
    );
    assert.equal(sent.length, 4);
  });

  it('skips one of several, goes back, and asks before it discards answers; by keyboard', async () => {
    const { crm, person, window } = stage;
    const { keyboard } = window.page;
    const { quickInput } = window;
    await person.rightClick('mug.jpg', 'lamp.jpg', 'portrait.jpg');
    await quickInput.shown({ title: /\(1 of 3\) →/ });
    await person.answerTarget(AMELIA);
    await quickInput.shown({ title: /\(2 of 3\) →/ });
    await quickInput.found((items) => items.some(({ label }) => label === 'Skip this picture'));
    await window.screenshot('several-skip');
    // The last item is one step up from the first.
    await keyboard.press('ArrowUp');
    await quickInput.accept();
    await quickInput.shown({ title: /\(3 of 3\) →/ });
    await quickInput.back();
    await quickInput.shown({ title: /\(2 of 3\) →/ });
    await quickInput.back();
    await quickInput.shown({ title: /\(1 of 3\) →/ });
    const [chosen] = await quickInput.items();
    // Her name is known if she is among the recent records.
    assert.match(chosen?.label ?? '', /^(Amelia Fischer in Contacts|Contacts \d+)$/);
    await window.screenshot('several-back');
    // Enter keeps both answers.
    await quickInput.accept();
    await quickInput.shown({ title: /\(2 of 3\) →/ });
    await quickInput.accept();
    await quickInput.shown({ title: /\(3 of 3\) →/ });
    await quickInput.escape();
    await quickInput.shown({ title: 'Discard 1 Answer?' });
    await window.screenshot('several-discard');
    await quickInput.escape();
    await quickInput.shown({ title: /\(3 of 3\) →/ });
    assert.deepEqual(await crm.requests().then(uploadsIn), []);
    await quickInput.escape();
    await quickInput.shown({ title: 'Discard 1 Answer?' });
    await quickInput.choose('Upload 1 now');
    const { text } = await window.notifications.waitFor(/^1 of 3 pictures uploaded/);
    assert.match(
      text,
      /^1 of 3 pictures uploaded to Northwind Traders \(PRODUCTION\)\. 2 skipped\./,
    );
    assert.notEqual(await crm.photo('Contacts', AMELIA.id), null);
  });

  // Test/unit/commands/askJobs.test.ts has it, too.
  it('discards the answers for several if that’s chosen', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    await person.rightClick('mug.jpg', 'lamp.jpg');
    await quickInput.shown({ title: /\(1 of 2\) →/ });
    await person.answerTarget(AMELIA);
    await quickInput.shown({ title: /\(2 of 2\) →/ });
    await quickInput.escape();
    await quickInput.shown({ title: 'Discard 1 Answer?' });
    await quickInput.choose('Discard 1 answer');
    await quickInput.closed();
    assert.deepEqual(await window.notifications.list(), []);
    assert.deepEqual(await crm.requests().then(uploadsIn), []);
  });

  it('says immediately what’s wrong with a file and sends nothing', async () => {
    const { crm, window } = stage;
    // The unit tests of the pictures' inspection have more of them.
    const cases = [
      ['cut.jpg', /The JPEG file is incomplete/],
      ['fake.png', /The file isn’t a picture/],
      ['empty.gif', /The file is empty/],
      ['pointer.png', /a Git LFS pointer/],
    ] as const;
    for (const [file, words] of cases.slice(0, howMany(1, cases.length))) {
      await stage.person.rightClick(file);
      assert.match((await stage.person.result(file)).text, words);
      await window.notifications.clear();
    }
    assert.deepEqual(await crm.requests(), []);
  });

  it('notices that a file was deleted in the meantime', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    await person.rightClick('chair.png');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    const file = path.join(stage.folder, 'chair.png');
    const bytes = await readFile(file);
    await rm(file);
    await person.answerTarget();
    assert.match((await person.result('chair.png')).text, /The file no longer exists/);
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    await writeFile(file, bytes);
  });

  it('shows a percentage, and can be canceled', async () => {
    const { crm, person, window } = stage;
    await crm.fault({ method: 'POST', path: '/photo', bytesPerSecond: 300_000 });
    await person.rightClick('large.jpg');
    await person.answerTarget();
    await window.notifications.waitFor(
      /^Uploading large\.jpg to Northwind Traders \(PRODUCTION\).*[1-9]\d?%/,
    );
    await window.notifications.press(/^Uploading large\.jpg/, 'Cancel');
    await window.notifications.gone(/^Uploading/);
    await window.statusBar.waitFor('Canceled: nothing was changed by large.jpg');
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
  });

  // For a removal, see replacing/undo.ts; for what is said, test/unit/upload/upload.test.ts.
  it('shows that it’s waiting for Zoho, and can be canceled then, too', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    await crm.fault({ method: 'POST', path: '/photo', never: true });
    await person.rightClick('large.jpg');
    await person.answerTarget();
    await window.notifications.waitFor(/^Uploading large\.jpg.*sent, waiting for Zoho/);
    await window.screenshot('waiting-for-zoho');
    await window.notifications.press(/^Uploading large\.jpg/, 'Cancel');
    await window.notifications.gone(/^Uploading/);
    // The answer is awaited a little longer.
    await window.statusBar.waitFor('Canceling…');
    const { severity, buttons } = await window.notifications.waitFor(
      /whether the photo was stored/,
      30_000,
    );
    assert.equal(severity, 'info');
    assert.deepEqual(buttons, ['Open Record', 'Show Log']);
  });
});
