import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Fault } from '../../emulator/fault.ts';
import type { PhotoRefusal } from '../../photoRefusals.ts';
import { bodyOf, nameOf, PHOTO_REFUSALS, RETRIED_REFUSALS } from '../../photoRefusals.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { howMany, LONG_FORM } from '../../long.ts';

/** One for each set of buttons, and one that is retried before it's reported. */
const SAMPLES: readonly PhotoRefusal[] = [
  ...new Map(
    PHOTO_REFUSALS.toReversed().map((refusal) => [refusal.offers.join(), refusal]),
  ).values(),
  ...RETRIED_REFUSALS.slice(0, 1),
];

interface NetworkCase {
  readonly name: string;
  readonly fault: Omit<Fault, 'path' | 'method'>;
  readonly says: RegExp;
  readonly offers: readonly string[];
}

const NETWORK: readonly NetworkCase[] = [
  {
    name: 'a page instead of JSON',
    fault: {
      answer: {
        status: 200,
        body: '<html>Welcome to the guest network</html>',
        headers: { 'content-type': 'text/html' },
      },
    },
    says: /didn’t come from Zoho’s API.*may or may not have been stored/,
    offers: ['Open Record', 'Retry'],
  },
  {
    name: 'nothing',
    fault: { answer: { status: 200, body: '' } },
    says: /didn’t come from Zoho’s API/,
    offers: ['Open Record', 'Retry'],
  },
  {
    name: 'half an answer',
    fault: { cutAnswerAfterBytes: 10 },
    says: /was lost.*may or may not have been stored/,
    offers: ['Open Record', 'Retry'],
  },
  {
    name: 'an end before the answer',
    fault: { cutBeforeAnswer: true },
    says: /was lost.*may or may not have been stored/,
    offers: ['Open Record', 'Retry'],
  },
  {
    name: 'an end in the middle, twice',
    fault: { cutAfterBytes: 600_000, times: 2 },
    says: /was lost/,
    offers: ['Retry'],
  },
];

describe('messages when the CRM rejects a photo', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  beforeEach(() => stage.reset());

  /** Uploads with a fault in the photo request; returns the notification's text. */
  async function meeting(
    fault: Omit<Fault, 'path' | 'method'>,
    picture = 'mug.jpg',
  ): ReturnType<Stage['person']['upload']> {
    await stage.crm.fault({ ...fault, method: 'POST', path: '/photo' });
    const result = await stage.person.upload(picture);
    assert.equal(result.severity, 'error');
    assert.deepEqual(result.links, []);
    return result;
  }

  // For all refusals, see test/unit/commands/photoRefusals.test.ts; for all faults, test/unit/faults.
  for (const refusal of SAMPLES.slice(0, howMany(1, SAMPLES.length))) {
    it(nameOf(refusal), async () => {
      const { status, code, says, offers } = refusal;
      const result = await meeting({ answer: { status, body: bodyOf(refusal) }, times: 0 });
      assert.match(result.text, says);
      assert.ok(result.text.endsWith(`(${code})`), result.text);
      assert.match(result.text, /Contacts 4876876000000624001 · Northwind Traders \(PRODUCTION\)/);
      assert.deepEqual(result.buttons, [...offers, 'Show Log']);
      assert.equal(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
    });
  }

  for (const { name, fault, says, offers } of NETWORK.slice(0, howMany(1, NETWORK.length))) {
    it(`the network fails with ${name}`, async () => {
      const result = await meeting(fault, 'large.jpg');
      assert.match(result.text, says);
      assert.deepEqual(result.buttons, [...offers, 'Show Log']);
    });
  }

  it('the network fails with no answer at all', LONG_FORM, async () => {
    const setting = 'zohoCrmPhotos.timeLimit';
    await stage.window.change({ [setting]: 2 });
    const result = await meeting({ never: true });
    assert.match(result.text, /didn’t respond in time.*may or may not have been stored/);
    assert.deepEqual(result.buttons, ['Open Record', 'Retry', 'Show Log']);
    await stage.window.change({ [setting]: undefined });
  });

  const REJECTED = ['NEVER_HEARD_OF', 'INVALID_TOKEN', 'AUTHENTICATION_FAILURE'];
  for (const code of REJECTED) {
    it(
      `reports 401 ${code} that persists with a new token as ended access`,
      LONG_FORM,
      async () => {
        const { crm, person, window } = stage;
        const body = { code, details: {}, message: '', status: 'error' };
        await crm.fault({ path: '/photo', times: 0, answer: { status: 401, body } });
        await person.rightClick('mug.jpg');
        await person.answerTarget();
        await window.notifications.dismiss(/no longer accepts the sign-in.* The upload resumes/);
        const { text, buttons } = await person.result('mug.jpg');
        assert.match(text, /no longer accepts the sign-in/);
        assert.deepEqual(buttons, ['Sign In', 'Show Log']);
      },
    );
  }

  it('shows a link in Zoho’s own message as text', async () => {
    const body = {
      code: 'NEW',
      details: {},
      message: '[click](command:workbench.action.quit) [a](https://evil.example)',
      status: 'error',
    };
    const { text, links } = await meeting({ answer: { status: 400, body }, times: 0 });
    assert.deepEqual(links, []);
    assert.match(text.replaceAll('\u200B', ''), /\[click\]\(command:workbench\.action\.quit\)/);
  });

  it('waits out a short outage, then uploads the photo', LONG_FORM, async () => {
    await stage.crm.fault({ method: 'POST', path: '/photo', answer: { status: 503, body: '' } });
    const { severity } = await stage.person.upload('mug.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  });

  it('retries a cut connection through VS Code’s own network', async () => {
    await stage.crm.fault({ method: 'POST', path: '/photo', cutAfterBytes: 600_000 });
    const { severity } = await stage.person.upload('large.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  });

  it('Retry uploads the photo', async () => {
    const body = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
    await meeting({ answer: { status: 400, body } });
    await stage.window.notifications.press(/wasn’t uploaded/, 'Retry');
    await stage.window.notifications.waitFor(/is now the photo/);
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  });

  it('detects a wrong record before sending the picture and offers to choose another', async () => {
    const { crm, person, window } = stage;
    const wrong = { ...AMELIA, id: '4876876000000999999' };
    const { text, buttons } = await person.upload('mug.jpg', wrong);
    assert.match(text, /This module has no record with this ID/);
    assert.deepEqual(buttons, ['Choose Another Record', 'Show Log']);
    assert.ok((await crm.requests()).every(({ method }) => method === 'GET'));
    await window.notifications.press(/wasn’t uploaded/, 'Choose Another Record');
    await person.answerTarget();
    await window.notifications.waitFor(/is now the photo/);
  });

  it('silently renews a token that expires early, once', LONG_FORM, async () => {
    await stage.crm.expireAccessTokens();
    const { severity } = await stage.person.upload('mug.jpg');
    assert.equal(severity, 'info');
    const refreshes = (await stage.crm.requests()).filter(({ server }) => server === 'accounts');
    assert.equal(refreshes.length, 1);
  });

  it('reports a scope that the person declines as missing', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    const body = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
    await crm.fault({ method: 'POST', path: '/photo', answer: { status: 401, body } });
    await person.rightClick('mug.jpg');
    await person.answerTarget();
    await window.notifications.dismiss(/The upload resumes/);
    const { text, buttons } = await person.result('mug.jpg');
    assert.match(text, /the scope ZohoCRM\.modules\.contacts\.CREATE is missing/);
    assert.deepEqual(buttons, ['Sign In', 'Show Log']);
  });

  it(
    'a revoked sign-in that isn’t renewed immediately can be renewed from the result',
    LONG_FORM,
    async () => {
      const { crm, person, window } = stage;
      await crm.expireAccessTokens();
      await crm.revokeRefreshTokens();
      await person.rightClick('mug.jpg');
      await person.answerTarget();
      await window.notifications.dismiss(/The upload resumes/);
      const { buttons } = await person.result('mug.jpg');
      assert.deepEqual(buttons, ['Sign In', 'Show Log']);
      await window.notifications.press(/wasn’t uploaded/, 'Sign In');
      await window.quickInput.shown({ message: /Generate Code/ });
      await window.quickInput.type(await crm.issueCode());
      await window.quickInput.accept();
      await window.notifications.waitFor(/is now the photo/);
    },
  );

  // The last test with this stage.
  it('reports a stopped CRM', async () => {
    const { person } = stage;
    await stage.stopCrm();
    const { text, buttons } = await person.upload('mug.jpg');
    assert.match(text, /refused the connection \(ECONNREFUSED\)/);
    assert.deepEqual(buttons, ['Retry', 'Show Log']);
  });
});
