import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EmulatorControl } from '../emulator/control.ts';
import type { EmulatorProcess } from '../emulator/process.ts';
import { startEmulatorProcess } from '../emulator/process.ts';
import { leaks } from '../canary.ts';
import { sha256Of } from '../../src/storage/sha256.ts';
import { mug } from '../drawings.ts';
import { AMELIA } from './person.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

/** Quotes, a link and an icon; letters of other alphabets, and as many as a name can have. */
const NAMES = [
  'say "cheese" [click](command:workbench.action.quit) $(trash).jpg',
  `фото 写真 👩‍🚀 ${'long name '.repeat(20)}.jpg`,
];

describe('in an untrusted workspace with settings that point elsewhere', () => {
  let elsewhere: EmulatorProcess;
  let stage: Stage;

  before(async () => {
    elsewhere = await startEmulatorProcess();
    const picture = await mug();
    stage = await openStage({
      trust: true,
      files: {
        '.vscode/settings.json': JSON.stringify({
          'zohoCrmPhotos.customServer': elsewhere.servers,
          'zohoCrmPhotos.confirmUpload': 'never',
          'zohoCrmPhotos.longestSide': 100,
          'zohoCrmPhotos.fitPictures': 'always',
          'zohoCrmPhotos.apiVersion': 'v8',
          'zohoCrmPhotos.restrictTriggers': ['workflow'],
          zohoCrmPhotos: { customServer: elsewhere.servers, longestSide: 100, apiVersion: 'v8' },
        }),
        ...Object.fromEntries(NAMES.map((name) => [name, picture])),
      },
    });
  });

  after(async () => {
    await stage.close();
    await elsewhere.stop();
  });

  it('works in Restricted Mode and contacts only the person’s own server', async () => {
    const { crm, person } = stage;
    await person.distrust();
    await person.signIn();
    const { severity } = await person.upload('mug.jpg');
    assert.equal(severity, 'info');
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(await mug()), 'the file itself is uploaded');
    const sent = (await crm.requests()).filter(({ method, path }) =>
      /^POST .*\/photo/.test(`${method} ${path}`),
    );
    assert.deepEqual(
      sent.map(({ path }) => path),
      [`/crm/v2/${AMELIA.module}/${AMELIA.id}/photo`],
    );
    assert.deepEqual(await new EmulatorControl(elsewhere.control).requests(), []);
  });

  for (const name of NAMES) {
    it(`shows the name as text and sends it unchanged: ${name.slice(0, 24)}`, async () => {
      const { crm, person, window } = stage;
      await window.notifications.clear();
      await person.rightClick(name);
      await person.answerTarget();
      await person.replacement.shown();
      assert.equal(await person.replacement.frame.getByRole('link').count(), 0);
      await person.replacement.press('Replace');
      const { links, text } = await window.notifications.waitFor(/is now the photo/);
      assert.deepEqual(links, []);
      assert.ok(text.length < 300, text);
      const { fileName } = (await crm.photo(AMELIA.module, AMELIA.id)) ?? {};
      assert.equal(fileName, name.replaceAll('"', '%22'));
    });
  }

  describe('after uploads and a search', () => {
    const address = 'amelia.fischer@customers.example';
    /** The output channel's text, and the result of *Copy Diagnostics*. */
    let log: string;
    let copied: string;

    before(async () => {
      const { crm, person, window } = stage;
      await window.notifications.clear();
      await person.rightClick('mug.jpg');
      await window.quickInput.choose('Contacts');
      await window.quickInput.shown({ placeholder: /name, email, phone/ });
      await window.quickInput.type(address);
      await window.quickInput.choose('Amelia Fischer');
      await person.replacement.shown();
      await person.replacement.press('Replace');
      await person.result('mug.jpg');
      assert.ok(
        (await crm.requests()).some(({ path }) => decodeURIComponent(path).includes(address)),
      );
      await window.commandPalette.run('Zoho CRM Photos: Show Log');
      log = await window.output.text();
      await window.output.close();
      await window.commandPalette.run('Zoho CRM Photos: Copy Diagnostics');
      await window.notifications.waitFor(/^Diagnostics copied/);
      copied = await window.page.evaluate<string>('navigator.clipboard.readText()');
    });

    it('writes no secrets to log, diagnostics, or settings', async () => {
      assert.match(log, /POST .*\/crm\/v2\/Contacts\/4876876000000624001\/photo → 200 SUCCESS/);
      assert.match(copied, /Policy file: none \(.*zoho-crm-photo-uploader.policy\.json\)/);
      assert.match(copied, /Accounts: 127\.0\.0\.1:\d+ production/);
      for (const secret of await stage.crm.secrets()) {
        assert.ok(!log.includes(secret), 'a secret is in the log');
        assert.ok(!copied.includes(secret), 'a secret is in the diagnostics');
      }
      assert.doesNotMatch(`${log}${copied}`, /Zoho-oauthtoken|client_secret|refresh_token/);
    });

    it('logs that there was a search, but not for what', async () => {
      assert.match(log, /GET .*\/crm\/v8\/Contacts\/search\?email&per_page=20 → 200/);
      assert.match(copied, /\/search\?email&per_page=20 → 200/);
      const written = { folders: [stage.window.userDataDir], texts: { log, copied } };
      assert.deepEqual(await leaks([address, encodeURIComponent(address)], written), []);
    });
  });

  it('never sends one server’s token to another', async () => {
    const { person, window } = stage;
    await window.change({ 'zohoCrmPhotos.customServer': elsewhere.servers });
    await person.distrust();
    await person.rightClick('mug.jpg');
    await window.quickInput.shown({ title: /^Sign In to Zoho CRM/ });
    await window.quickInput.escape();
    assert.deepEqual(await new EmulatorControl(elsewhere.control).requests(), []);
    const entries = await window.accountsMenu.entries();
    assert.ok(
      entries.some((entry) => entry.includes('Northwind Traders (PRODUCTION)')),
      `the token is still there: ${entries.join()}`,
    );
  });
});
