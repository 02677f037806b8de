import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

describe('the view', () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });

  after(async () => {
    await stage.close();
  });

  it('welcomes whoever has not signed in, without a request', async () => {
    const { crm, window } = stage;
    await window.screenshot('view-collapsed');
    assert.equal(await window.photosView.isOpen(), false);
    await window.photosView.open();
    const text = await window.photosView.welcome();
    await window.screenshot('view-welcome');
    assert.match(text, /Sign In/);
    assert.deepEqual(await crm.requests(), []);
  });

  it('lists the record after an upload', async () => {
    const { person, window } = stage;
    await window.photosView.pressInWelcome('Sign In');
    await person.answerSignIn();
    await window.notifications.waitFor(/^Signed in to Zoho CRM/);
    await window.notifications.clear();
    await person.upload('portrait.jpg');
    await window.photosView.shown('Amelia Fischer');
    await window.screenshot('view');
  });
});
