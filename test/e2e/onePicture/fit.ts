import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import type { PhotoDescription } from '../../emulator/control.ts';
import { photo } from '../../photos.ts';
import { grayPixels, heic, webp } from '../../pictures.ts';
import { scene } from '../../scene.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { LONG_FORM } from '../../long.ts';

/** 12 megapixels, in a phone's quality. */
async function phonePhoto(): Promise<Buffer> {
  const small = await scene({ width: 1008, height: 756 }).png().toBuffer();
  return sharp(small).resize(4032, 3024).jpeg({ quality: 95 }).toBuffer();
}

export async function filesThatDoNotFit(): Promise<Record<string, Buffer>> {
  return {
    'phone.jpg': await phonePhoto(),
    'phone.heic': await heic(),
    'shop.webp': await webp({ width: 900, height: 600 }),
    'web.avif': await scene({ width: 900, height: 600 }).avif({ effort: 0 }).toBuffer(),
    'placed.jpg': await photo('jpeg'),
  };
}

describe('a picture that Zoho would reject', () => {
  let stage: Stage;
  let placed: Buffer;

  before(async () => {
    placed = await photo('jpeg');
    stage = await sharedStage();
  });

  beforeEach(() => stage.reset());

  function stored(): Promise<PhotoDescription | null> {
    return stage.crm.photo(AMELIA.module, AMELIA.id);
  }

  it('with 12 megapixels is offered resized, shown, and uploaded', async () => {
    const { person, window } = stage;
    const { quickInput } = window;
    await person.rightClick('phone.jpg');
    await quickInput.shown({ title: /^phone\.jpg: The picture has 4032 × 3024 pixels/ });
    const [first] = await quickInput.items();
    assert.equal(first?.label, 'Upload resized');
    assert.match(
      first.detail,
      /^JPEG · 4032 × 3024 pixels · .* → {2}JPEG · 36\d\d × 27\d\d pixels · /,
    );
    await window.editors.webview().locator('img').waitFor();
    await window.screenshot('fit');
    await quickInput.accept();
    await person.answerTarget();
    assert.equal((await person.result('phone.jpg')).severity, 'info');
    assert.equal((await stored())?.contentType, 'image/jpeg');
  });

  it('as a HEIC isn’t converted until the person turns on the setting', async () => {
    const { crm, person, window } = stage;
    const { editors, notifications, quickInput } = window;
    await person.rightClick('phone.heic');
    const { text } = await notifications.waitFor(/^phone\.heic wasn’t uploaded/);
    assert.match(
      text,
      /converting them is off for security\. Export the picture as JPEG, or turn on/,
    );
    await window.screenshot('heic-off');
    await notifications.press(/^phone\.heic wasn’t uploaded/, 'Open Setting');
    await editors.turnOnSetting('Zoho Crm Photos: Convert Heic');
    await notifications.press(/^Turn on “Convert HEIC”/, 'Retry');
    await quickInput.shown({ title: /^phone\.heic: Zoho doesn’t accept HEIC files/ });
    await quickInput.accept();
    await person.answerTarget();
    assert.equal((await person.result('phone.jpg')).severity, 'info');
    assert.equal((await stored())?.contentType, 'image/jpeg');
    await crm.reset({ keepTokens: true });
  });

  it('in a phone’s or designer’s format is converted', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    for (const [file, title, name, type] of [
      ['phone.heic', /^phone\.heic: Zoho doesn’t accept HEIC files/, 'phone.jpg', 'image/jpeg'],
      // A drawing.
      ['shop.webp', /^shop\.webp: Zoho doesn’t accept WebP files/, 'shop.png', 'image/png'],
      ['web.avif', /^web\.avif: Zoho doesn’t accept AVIF files/, 'web.jpg', 'image/jpeg'],
    ] as const) {
      await person.rightClick(file);
      await window.quickInput.shown({ title });
      await window.quickInput.accept();
      await person.answerTarget();
      assert.equal((await person.result(name)).severity, 'info');
      assert.equal((await stored())?.contentType, type);
      await crm.reset({ keepTokens: true });
      await window.notifications.clear();
    }
  });

  it('isn’t sent after Escape', async () => {
    const { crm, person, window } = stage;
    await person.rightClick('shop.webp');
    await window.quickInput.shown({ title: /^shop\.webp: / });
    await window.quickInput.escape();
    await window.quickInput.closed();
    await window.notifications.gone(/^Resizing/);
    assert.deepEqual(await crm.requests(), []);
    assert.deepEqual(await window.notifications.list(), []);
  });

  it('can be skipped among others', LONG_FORM, async () => {
    const { person, window } = stage;
    await person.rightClick('phone.jpg', 'shop.webp', 'mug.jpg');
    await window.quickInput.shown({ title: /^Pictures That Zoho Doesn’t Accept/ });
    await window.screenshot('fit-several');
    await window.quickInput.choose('Skip these pictures');
    await person.answerTarget();
    const { text } = await window.notifications.waitFor(/^1 of 1 picture uploaded/);
    assert.match(text, /Skipped phone\.jpg: The picture has 4032 × 3024 pixels/);
    assert.match(text, /Skipped shop\.webp: Zoho doesn’t accept WebP files/);
  });

  it('at the limit and rejected by Zoho itself is then offered resized', LONG_FORM, async () => {
    const { folder, person, window } = stage;
    await writeFile(path.join(folder, 'camera.jpg'), await grayPixels());
    await person.upload('camera.jpg');
    await window.notifications.press(/^camera\.jpg wasn’t uploaded/, 'Upload Resized');
    await window.notifications.waitFor(/^camera\.jpg is now the photo/);
    assert.ok(((await stored())?.size ?? Infinity) < 10_000_000);
  });

  it('or one with location data: removed or kept, as the person chooses', async () => {
    const { crm, person, window } = stage;
    const { quickInput } = window;
    const whole = sha256Of(placed);
    await person.rightClick('placed.jpg');
    await quickInput.shown({ message: /^placed\.jpg contains the location/ });
    await window.screenshot('personal-data');
    await quickInput.accept();
    await person.answerTarget();
    await person.result('placed.jpg');
    assert.notEqual((await stored())?.sha256, whole);
    await crm.reset({ keepTokens: true });
    await window.notifications.clear();
    await person.rightClick('placed.jpg');
    await quickInput.shown({ message: /^placed\.jpg contains the location/ });
    await quickInput.choose('Keep and upload');
    await person.answerTarget();
    await person.result('placed.jpg');
    assert.equal((await stored())?.sha256, whole);
  });
});
