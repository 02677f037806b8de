import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { LONG_FORM } from '../../long.ts';

const COMMAND = 'Zoho CRM Photos: Copy Upload as Code…';
const run = promisify(execFile);

describe('copying an upload as code', () => {
  let stage: Stage;
  const clipboard = (): Promise<string> =>
    stage.window.page.evaluate<string>('navigator.clipboard.readText()');

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    await stage.reset();
    await stage.window.page.evaluate("navigator.clipboard.writeText('as before')");
  });

  it('asks for picture and record if nothing was uploaded, and sends nothing', async () => {
    const { crm, window } = stage;
    await window.explorer.click('lamp.jpg');
    await window.commandPalette.run(COMMAND);
    await window.quickInput.shown({ title: /^lamp\.jpg → Northwind Traders/ });
    await window.quickInput.escape();
    await window.quickInput.closed();
    await window.commandPalette.run(COMMAND);
    await stage.person.answerTarget();
    await window.quickInput.shown({ placeholder: /^Which language/ });
    await window.quickInput.choose('Python');
    await window.notifications.waitFor(/^Upload copied as code: Python/);
    assert.match(await clipboard(), /"\.\/lamp\.jpg"/);
    const sent = (await crm.requests()).filter(({ path }) => path.includes('/photo'));
    assert.deepEqual(sent, []);
  });

  it('copies the last upload as cURL, which repeats it; and nothing after Escape', async () => {
    const { crm, emulator, folder, person, window } = stage;
    await person.upload('portrait.jpg');
    await window.notifications.clear();
    await crm.reset({ keepTokens: true });
    await window.commandPalette.run(COMMAND);
    await window.quickInput.shown({ placeholder: /^Which language/ });
    await window.quickInput.escape();
    await window.quickInput.closed();
    assert.equal(await clipboard(), 'as before');
    assert.deepEqual(await window.notifications.list(), []);
    await window.commandPalette.run(COMMAND);
    await window.quickInput.shown({ title: /^portrait\.jpg → Contacts 4876876000000624001/ });
    await window.screenshot('copy-upload-as-code');
    await window.quickInput.choose('cURL');
    await window.notifications.waitFor(/^Upload copied as code: cURL.*ZOHO_ACCESS_TOKEN/);
    const text = await clipboard();
    assert.ok(text.includes(`${emulator.servers.api}/crm/v2/Contacts/${AMELIA.id}/photo`), text);
    assert.match(text, /portrait\.jpg/);
    const token = await crm.issueAccessToken();
    const env = { ...process.env, ZOHO_ACCESS_TOKEN: token };
    const { stdout } = await run('sh', ['-c', text], { cwd: folder, env, timeout: 30_000 });
    assert.match(stdout, /SUCCESS/);
    const bytes = await readFile(path.join(folder, 'portrait.jpg'));
    const stored = await crm.photo(AMELIA.module, AMELIA.id);
    assert.equal(stored?.sha256, sha256Of(bytes));

    await window.notifications.press(/^Upload copied as code: cURL/, 'Open in Editor');
    // VS Code names an untitled document's tab after its first line.
    const tab = window.page.getByRole('tab', { name: /curl --request POST/ });
    await tab.waitFor();
    await window.page.locator('.view-lines', { hasText: 'curl --request POST' }).waitFor();
    // Otherwise, VS Code would ask whether to save it.
    await window.commandPalette.run('View: Revert and Close Editor');
    await tab.waitFor({ state: 'detached' });
  });

  it('copies it as Zoho SDK code, found by typing', LONG_FORM, async () => {
    const { emulator, person, window } = stage;
    await person.upload('chair.png');
    await window.notifications.clear();
    await window.commandPalette.run(COMMAND);
    await window.quickInput.shown({ title: /^chair\.png → / });
    await window.quickInput.type('SDK');
    await window.screenshot('copy-upload-as-sdk-code');
    await window.quickInput.choose('Java');
    await window.notifications.waitFor(/^Upload copied as code: Java, Zoho’s SDK/);
    const text = await clipboard();
    assert.match(text, /new StreamWrapper\("chair\.png", file\)/);
    assert.ok(text.includes(`"${emulator.servers.api}"`), text);
  });
});
