import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type * as vscodeTypes from 'vscode';
import { systemClock } from '../../../src/async/clock.ts';
import { mug } from '../../drawings.ts';
import { bodyOf, nameOf, PHOTO_REFUSALS, RETRIED_REFUSALS } from '../../photoRefusals.ts';
import { vscode } from '../stubbedVscode.ts';
import { commandInTest } from './commandInTest.ts';
import { told } from './person.ts';

const { uploadPhoto } = await import('../../../src/commands/uploadPhoto.ts');

/** A sample of them runs in a real VS Code: test/e2e/failures.test.ts. */
describe('the message when the CRM refuses a photo', () => {
  const command = commandInTest();
  let folder: string;
  let picture: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    picture = path.join(folder, 'mug.jpg');
    await writeFile(picture, await mug());
  });

  after(() => rm(folder, { recursive: true }));

  for (const refusal of [...PHOTO_REFUSALS, ...RETRIED_REFUSALS]) {
    it(nameOf(refusal), async ({ mock }) => {
      // Skips the waits between tries.
      mock.method(systemClock, 'sleep', () => setImmediate());
      const { status, code, says, offers } = refusal;
      await command.world.control.fault({
        method: 'POST',
        path: '/photo',
        answer: { status, body: bodyOf(refusal) },
        times: 0,
      });
      const uri = (vscode.Uri as typeof vscodeTypes.Uri).file(picture);
      const done = uploadPhoto(command.services, uri);
      await command.chooseAmelia();
      const { severity, text, buttons, press } = await told(/^mug\.jpg/);
      press();
      await done;
      assert.equal(severity, 'error');
      assert.doesNotMatch(text, /\]\(/, 'VS Code would make a link of it');
      assert.match(text, says);
      assert.ok(text.endsWith(`(${code})`), text);
      assert.match(text, /Contacts 4876876000000624001 · .* \(PRODUCTION\)/);
      assert.deepEqual(buttons, [...offers, 'Show Log']);
      assert.equal(await command.stored(), undefined);
    });
  }
});
