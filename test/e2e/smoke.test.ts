import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AMELIA } from './person.ts';
import { openStage } from './stage.ts';

it('uploads a photo in the oldest VS Code that is supported', async () => {
  const stage = await openStage({ channel: 'oldest' });
  try {
    await stage.person.rightClick('portrait.jpg');
    await stage.person.answerSignIn();
    await stage.person.answerTarget();
    const { severity } = await stage.person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  } finally {
    await stage.close();
  }
});
