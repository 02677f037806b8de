/**
 * `npm run demo`: signs in to the emulator with the packaged extension in a real VS Code, uploads a
 * sample photo from the context menu, and compares the stored bytes with the file's.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exit } from 'node:process';
import { packageExtension } from '../../scripts/package.ts';
import { findBrowser } from '../vscode/browser.ts';
import { until } from '../vscode/workbench/until.ts';
import { AMELIA, UPLOAD } from './person.ts';
import { openStage } from './stage.ts';
import { sha256Of } from '../../src/storage/sha256.ts';

findBrowser(); // before downloading a VS Code that couldn't be shown
console.log('demo: packing the extension');
await packageExtension();
console.log('demo: starting the emulator and VS Code');
const stage = await openStage();
try {
  const { crm, folder, person, window } = stage;
  const photo = 'portrait.jpg';
  console.log('demo: signing in');
  await person.signIn();
  console.log(`demo: right-clicking ${photo}, choosing Contacts and ${AMELIA.name}`);
  await window.explorer.click(photo);
  await until('the picture to be shown', async () =>
    (await window.statusBar.items()).some(({ text }) => text === '900x1200') ? true : undefined,
  );
  // The screenshots are the frames of the README's animation.
  await window.screenshot('demo-picture');
  const menu = await window.explorer.menuWith(photo, UPLOAD);
  await menu.point(UPLOAD);
  await window.screenshot('demo-menu');
  await menu.choose(UPLOAD);
  await window.quickInput.shown({ placeholder: /^Which record/ });
  await window.quickInput.found((items) => items.some(({ label }) => label === AMELIA.module));
  await window.screenshot('demo-module');
  await window.quickInput.choose(AMELIA.module);
  await window.quickInput.shown({ placeholder: /record ID/ });
  await window.quickInput.type('fischer');
  await window.quickInput.found((items) => items.some(({ label }) => label === AMELIA.name));
  await window.screenshot('demo-record');
  await window.quickInput.choose(AMELIA.name);
  const { text } = await person.result(photo);
  console.log(`demo: VS Code says “${text}”`);
  await window.notifications.gone(/^Uploading/);
  const screenshot = await window.screenshot('demo');
  console.log(`demo: screenshot saved as ${path.relative('.', screenshot)}`);
  const file = await readFile(path.join(folder, photo));
  const sent = sha256Of(file);
  const stored = await crm.photo(AMELIA.module, AMELIA.id);
  if (stored?.sha256 !== sent) {
    throw new Error(`The CRM holds ${stored?.sha256 ?? 'no photo'}, the file is ${sent}.`);
  }
  const record = `${AMELIA.module} ${AMELIA.id} (${AMELIA.name})`;
  console.log(`demo: SUCCESS ${record} has ${photo}, ${file.length} bytes, SHA-256 ${sent}`);
} catch (error) {
  console.error(error);
  console.error(`demo: FAILED. Screenshot: ${await stage.window.screenshot('demo-failed')}`);
  await stage.close();
  exit(1);
}
await stage.close();
exit(0);
