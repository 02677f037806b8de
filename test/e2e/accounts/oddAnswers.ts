import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import { BatchPage } from '../batchPage.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { LONG_FORM } from '../../long.ts';

const CODES = Array.from({ length: 8 }, (_, index) => `ODD-${index + 1}`);

export async function oddFiles(): Promise<Record<string, Buffer>> {
  const made = CODES.map(async (code, index) => {
    const background = `hsl(${index * 40}, 60%, 60%)`;
    const create = { width: 240, height: 180, channels: 3, background } as const;
    return [`odd/${code}.jpg`, await sharp({ create }).jpeg().toBuffer()] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

/** Responses that Zoho's documents allow but no one expects. */
describe('an organization with unusual but valid responses', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
    await stage.crm.reset({
      switches: {
        organizationType: 'missing',
        nullCompanyName: true,
        nullLabels: true,
        fieldsVisible: null,
      },
      keepTokens: true,
    });
  });

  beforeEach(async () => {
    await stage.window.notifications.clear();
  });

  it('signs in without a name and shows its number instead', async () => {
    await stage.window.commandPalette.run('Zoho CRM Photos: Sign In…');
    await stage.person.answerSignIn();
    const { text } = await stage.window.notifications.waitFor(/^Signed in to Zoho CRM/);
    assert.match(text, /org808232144 \(PRODUCTION\)/);
    await stage.window.screenshot('odd-organization');
  });

  it('lists its modules by their names and accepts a photo', async () => {
    const { quickInput } = stage.window;
    await stage.person.rightClick('mug.jpg');
    await quickInput.shown({ placeholder: /^Which record/ });
    await stage.window.screenshot('odd-modules');
    await quickInput.choose('Contacts');
    await quickInput.shown({ placeholder: /record ID/ });
    await quickInput.type(AMELIA.id);
    await quickInput.accept();
    const { severity } = await stage.person.result('mug.jpg');
    assert.equal(severity, 'info');
  });

  it(
    'stores every picture of a run whose token renewal fails three times in a row',
    LONG_FORM,
    async () => {
      const { crm, window } = stage;
      const page = new BatchPage(window.editors);
      const ids = await crm.addRecords(
        'Products',
        CODES.map((code) => ({ Product_Name: `Article ${code}`, Product_Code: code })),
      );
      await stage.person.matchByCode('odd');
      await page.shown('Upload 8 photos to Products?');
      const asked = (await crm.requests()).length;
      await crm.revokeAccessTokens();
      await crm.failRenewals(3);
      await page.press('Upload 8 Photos');
      const waits = await page.progressed(/Retrying within/);
      assert.match(waits, /general_error/);
      await window.screenshot('odd-renewal');
      await page.countsUpTo('Done', 8);
      for (const id of ids) {
        assert.notEqual(await crm.photo('Products', id), null);
      }
      const renewals = (await crm.requests())
        .slice(asked)
        .filter(({ server }) => server === 'accounts');
      assert.equal(renewals.length, 4);
      const { severity } = await window.notifications.waitFor(/8 photos/);
      assert.equal(severity, 'info');
    },
  );
});
