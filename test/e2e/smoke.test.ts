import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AMELIA } from './person.ts';
import { openStage } from './stage.ts';

it('uploads and replaces a photo in the oldest supported VS Code', async () => {
  const stage = await openStage({ channel: 'oldest' });
  try {
    await stage.person.rightClick('portrait.jpg');
    await stage.person.answerSignIn();
    await stage.person.answerTarget();
    const { severity } = await stage.person.result('portrait.jpg');
    assert.equal(severity, 'info');
    const first = await stage.crm.photo(AMELIA.module, AMELIA.id);
    assert.notEqual(first, null);
    await stage.window.notifications.clear();
    assert.equal((await stage.person.replace('mug.jpg')).severity, 'info');
    const second = await stage.crm.photo(AMELIA.module, AMELIA.id);
    assert.notEqual(second?.sha256, first?.sha256);
  } finally {
    await stage.close();
  }
});
