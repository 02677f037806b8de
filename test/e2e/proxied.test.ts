import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AMELIA } from './person.ts';
import { openStage } from './stage.ts';

it('behind a proxy, sign-in and upload go to Zoho’s own hosts through it', async () => {
  const stage = await openStage({
    emulator: { proxy: true },
    settings: { 'zohoCrmPhotos.customServer': null },
  });
  const { crm, person } = stage;
  try {
    await person.rightClick('portrait.jpg');
    await person.answerSignIn({ dataCentre: 'United States' });
    await person.answerTarget();
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
    const requests = await crm.requests();
    assert.ok(requests.every(({ secure, userAgent }) => secure && userAgent.endsWith('(https)')));
    const targets = (await crm.proxyLog()).map(({ target }) => target);
    const ours = targets.filter((target) => target.includes('zoho'));
    assert.deepEqual([...new Set(ours)].sort(), ['accounts.zoho.com:443', 'www.zohoapis.com:443']);
  } finally {
    await stage.close();
  }
});
