import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

describe('the walkthrough', () => {
  let stage: Stage;

  before(async () => {
    // A picture is shown only if there is room for it.
    stage = await openStage({ size: { width: 1500, height: 900 } });
  });

  after(async () => {
    await stage.close();
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
    await walkthrough.expand('Use accounts and the log');
    await walkthrough.press('Switch Account');
    await quickInput.shown({ placeholder: 'Which account?' });
    await quickInput.escape();
    await walkthrough.checked('Use accounts and the log');
    const steps = await walkthrough.steps();
    assert.deepEqual(
      steps.map(({ checked }) => checked),
      [true, true, true, true],
    );
  });
});
