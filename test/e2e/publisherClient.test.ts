import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { packageExtension } from '../../scripts/package.ts';
import { PORTS, redirectUriOf } from '../../src/auth/flows/loopback.ts';
import { EmulatorControl } from '../emulator/control.ts';
import { startEmulatorProcess } from '../emulator/process.ts';
import { LONG_FORM } from '../long.ts';
import { ConsentPage } from './consentPage.ts';
import { AMELIA } from './person.ts';
import { openStage } from './stage.ts';

it('signing in takes one click with the publisher’s own client', LONG_FORM, async () => {
  const emulator = await startEmulatorProcess({ proxy: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'package-'));
  const crm = new EmulatorControl(emulator.control);
  await crm.reset({ switches: { location: 'eu', pkceNeedsSecret: false } });
  const { clientId: id } = await crm.registerClient({
    type: 'mobile',
    redirectUris: PORTS.map(redirectUriOf),
    location: 'us',
    multiDc: true,
    withoutSecret: true,
  });
  const vsix = await packageExtension(path.join(folder, 'publisher.vsix'), { id }).catch(
    async (error: unknown) => {
      await emulator.stop();
      throw error;
    },
  );
  const stage = await openStage({
    vsix,
    running: emulator,
    settings: { 'zohoCrmPhotos.customServer': null },
  });
  const { person, window } = stage;
  try {
    await person.rightClick('portrait.jpg');
    await window.quickInput.shown({ placeholder: 'How do you want to sign in?' });
    const [first] = await window.quickInput.items();
    assert.deepEqual([first?.label, first?.description], ['Browser', 'recommended']);
    await window.screenshot('publisher-client');
    await window.quickInput.accept();
    await window.dialog.choose('Open');
    const { page } = await window.openedPages.waitFor(/^https:\/\/accounts\.zoho\.com\/oauth/);
    await page.waitForURL(/^https:\/\/accounts\.zoho\.eu\//);
    await new ConsentPage(page).accept();
    await window.page.bringToFront();
    await person.answerTarget();
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
});
