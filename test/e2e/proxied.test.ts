import assert from 'node:assert/strict';
import { it } from 'node:test';
import { AMELIA } from './person.ts';
import { openStage } from './stage.ts';

it('behind a proxy, sign-in and upload go to Zoho’s own hosts through it', async () => {
  const stage = await openStage({
    emulator: { proxy: true },
    settings: { 'zohoCrmPhotos.customServer': null },
  });
  const { crm, emulator, person, window } = stage;
  const { quickInput } = window;
  try {
    await person.rightClick('portrait.jpg');
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/5\)/ });
    await quickInput.choose('United States');
    await quickInput.choose('Production');
    await quickInput.type(emulator.clientId);
    await quickInput.accept();
    await quickInput.shown({ message: /Client secret/ });
    await quickInput.type(emulator.clientSecret);
    await quickInput.accept();
    await quickInput.shown({ message: /Generate Code/ });
    await quickInput.type(await crm.issueCode());
    await quickInput.accept();
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
