import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { SignInAnswers, SignInQuestion } from '../../../../src/auth/prompts.ts';
import { FLOWS } from '../../../../src/auth/flows/flow.ts';
import { DELETION_SCOPES, SCOPES } from '../../../../src/zoho/scopes.ts';
import { until } from '../../until.ts';
import type { QuickInput, ShownItem } from '../quickInputs.ts';
import { shownInputs } from '../quickInputs.ts';
import { filesOnDisk } from '../filesOnDisk.ts';
import { vscode } from '../../stubbedVscode.ts';

const executed: unknown[][] = [];
vscode.Uri = {
  parse: (text: string) => ({ authority: new URL(text).host }),
  file: (fsPath: string) => ({ fsPath }),
};
vscode.InputBoxValidationSeverity = { Info: 1 };
vscode.workspace = { fs: filesOnDisk };
vscode.commands = {
  executeCommand: (...command: unknown[]) => {
    executed.push(command);
    return Promise.resolve();
  },
};

const { askAnswers } = await import('../../../../src/ui/signIn/questions.ts');
const { ALLOW_DELETION, FORBID_DELETION } =
  await import('../../../../src/ui/words/signInQuestions.ts');
const { DeletionToggle } = await import('../../../../src/ui/signIn/deletionToggle.ts');

const URL_OF_CRM = 'https://crm.zoho.eu/crm/org808232144/tab/Home/begin';
const CLIENT = {
  id: '1000.GMB0YULZHJK411248S8I5GZ4CHUEX0',
  secret: '122c324d3496d5d777ceeebc129470715fbb856b7a',
};
const CODE = '1000.a4fbc5c22a1a08a1.b5c7';
const FIELDS = { client_id: CLIENT.id, client_secret: CLIENT.secret, code: CODE, scope: SCOPES };
const FILE = JSON.stringify(FIELDS);
const EU = { kind: 'zoho', dataCenter: 'EU' } as const;

const KEPT = {
  format: 1,
  authority: EU,
  login: 'patricia@northwind.example',
  client: { type: 'self', id: '1000.KEPT', secret: 'kept' },
  leftOver: 0,
  inUse: 1,
  isRefused: false,
} as const;

describe('the first question of a sign-in', () => {
  beforeEach(() => {
    shownInputs.length = 0;
    executed.length = 0;
  });

  function ask(
    more: Partial<SignInQuestion> = {},
    deletion = new DeletionToggle(),
  ): Promise<SignInAnswers | undefined> {
    const question: SignInQuestion = {
      flows: FLOWS.filter(({ id }) => id !== 'publisher'),
      scopes: SCOPES,
      isUsed: () => false,
      again: undefined,
      usual: undefined,
      keptClients: () => Promise.resolve([]),
      redirectUris: [],
      before: undefined,
      ...more,
    };
    return askAnswers(question, undefined, undefined, deletion);
  }

  async function next(): Promise<QuickInput> {
    await until('a question', () => shownInputs.length > 0);
    const input = shownInputs.pop();
    assert.ok(input);
    return input;
  }

  /** Types, and returns the items for it. */
  async function typed(input: QuickInput, text: string, label: RegExp): Promise<ShownItem[]> {
    input.type(text);
    await until(`items for ${text}`, () => label.test(input.visible[0]?.label ?? ''));
    return [...input.visible];
  }

  function enter(input: QuickInput, text: string): void {
    input.type(text);
    input.accept();
  }

  it('takes data center and organization from a URL, and asks for neither', async () => {
    const answered = ask();
    const first = await next();
    const items = await typed(first, URL_OF_CRM, /^org/);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['org808232144 · Europe · crm.zoho.eu'],
    );
    first.choose(/^org808232144/);
    enter(await next(), CLIENT.id);
    enter(await next(), CLIENT.secret);
    assert.deepEqual(await answered, {
      way: 'self-client',
      authority: EU,
      client: { type: 'self', ...CLIENT },
      proof: { kind: 'organization', id: '808232144' },
    });
  });

  it('has the URL again on the way back, and forgets its organization with another answer', async () => {
    const answered = ask();
    const first = await next();
    await typed(first, URL_OF_CRM, /^org/);
    first.choose(/^org/);
    (await next()).goBack();
    const again = await next();
    assert.equal(again.value, URL_OF_CRM);
    again.type('');
    again.choose('Europe');
    enter(await next(), CLIENT.id);
    enter(await next(), CLIENT.secret);
    enter(await next(), CODE);
    const answers = await answered;
    assert.ok(answers?.way === 'self-client');
    assert.deepEqual(answers.proof, { kind: 'code', code: CODE });
  });

  for (const [text, label, detail] of [
    ['https://crmsandbox.zoho.eu/crm/nw', /^Europe · crmsandbox\.zoho\.eu$/, /^Sandbox: .*code/],
    ['https://crm.zoho.eu/crm/northwind/tab/Home', /^Europe · crm\.zoho\.eu$/, /^No “org”/],
    ['https://desk.zoho.eu/agent/northwind', /Zoho Desk URL, not a Zoho CRM one/, /^$/],
    ['https://crm.zoho.eu/crm/org8082…', /cut off/, /^$/],
    ['808232144', /^First paste a URL/, /^$/],
    [CODE, /^First paste a URL/, /^$/],
    ['northwind', /^This isn’t a URL of your CRM/, /^$/],
  ] as const) {
    it(`says what ${text} means`, async () => {
      const answered = ask();
      const first = await next();
      const [item] = await typed(first, text, label);
      assert.match(item?.detail ?? '', detail);
      first.hide();
      assert.equal(await answered, undefined);
    });
  }

  it('leads from a sandbox’s URL to a code', async () => {
    const answered = ask();
    const first = await next();
    await typed(first, 'https://crmsandbox.zoho.eu/crm/nw', /^Europe/);
    first.choose(/^Europe/);
    enter(await next(), CLIENT.id);
    enter(await next(), CLIENT.secret);
    const code = await next();
    assert.match(code.prompt, /choose the sandbox/);
    enter(code, CODE);
    assert.equal((await answered)?.way, 'self-client');
  });

  it('takes self_client.json, whose text it hides', async () => {
    const answered = ask({ usual: EU });
    const first = await next();
    await typed(first, FILE, /^self_client\.json$/);
    assert.equal(first.value, 'self_client.json · ••••••');
    first.choose('self_client.json');
    const answers = await answered;
    assert.ok(answers?.way === 'self-client');
    const { authority, client, proof } = answers;
    assert.deepEqual(
      [authority, client, proof],
      [EU, { type: 'self', ...CLIENT }, { kind: 'code', code: CODE }],
    );
    assert.equal(answers.file?.path, undefined);
  });

  it('says what the code doesn’t allow, and refuses one that can’t be used', async () => {
    const answered = ask({ isUsed: (code) => code === '1000.used.b' });
    const first = await next();
    const few = { ...FIELDS, scope: SCOPES.filter((scope) => !scope.includes('deals')) };
    const [item] = await typed(first, JSON.stringify(few), /^self_client/);
    assert.match(
      item?.detail ?? '',
      /doesn’t allow uploading to Deals or finding records in Deals/,
    );
    for (const [fields, said] of [
      [{ expiry_time: Date.now() - 1000 }, /expired at/],
      [{ code: '1000.used.b' }, /already used/],
      [{ scope: 'ZohoCRM.org.READ' }, /doesn’t allow uploading/],
      [{ code: null, client_secret: null }, /has no “client_secret”/],
    ] as const) {
      await typed(first, JSON.stringify({ ...FIELDS, ...fields }), said);
      first.accept();
      assert.ok(!first.isOver);
    }
    first.hide();
    assert.equal(await answered, undefined);
  });

  it('takes the path of the file, and says if it can’t be read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'self-client-'));
    try {
      const file = path.join(folder, 'self_client.json');
      const answered = ask();
      for (const [content, said] of [
        [undefined, /can’t be read/],
        ['{"name": "photos"}', /isn’t a self_client\.json/],
      ] as const) {
        if (content !== undefined) {
          await writeFile(file, content);
        }
        const first = await next();
        await typed(first, `"${file}"`, /^self_client\.json$/);
        first.choose('self_client.json');
        await until('the question again', () => shownInputs.length > 0);
        assert.match(shownInputs.at(-1)?.visible[0]?.label ?? '', said);
      }
      await writeFile(file, `\uFEFF${FILE}`);
      const first = await next();
      await typed(first, file, /^self_client\.json$/);
      first.choose('self_client.json');
      const answers = await answered;
      assert.ok(answers?.way === 'self-client');
      assert.equal(answers.file?.path, file);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('doesn’t look at a path in the network', async () => {
    const answered = ask();
    const first = await next();
    for (const file of [
      '\\\\server\\share\\self_client.json',
      '//server/self_client.json',
      'file://server/self_client.json',
      'file:///%2Fserver/self_client.json',
      'file:///%5C%5Cserver/self_client.json',
    ]) {
      await typed(first, file, /^This |isn’t/);
    }
    first.hide();
    await answered;
  });

  it('hides a code or token, and keeps the rest of what holds one', async () => {
    const answered = ask();
    const first = await next();
    for (const text of [
      CODE,
      `code: ${CODE}`,
      `Zoho-oauthtoken ${CODE}`,
      JSON.stringify({ code: CODE, grant_type: 'authorization_code' }),
    ]) {
      await typed(first, text, /^First paste a URL|^This isn’t/);
      assert.equal(first.value, '••••••');
    }
    for (const text of [
      '1000.GMB0YULZHJK411248S8I5GZ4CHUEX0',
      'crm.zoho.eu',
      '127.0.0.1.example',
    ]) {
      first.type(text);
      assert.equal(first.value, text);
    }
    first.hide();
    await answered;
  });

  it('takes client ID and secret at once, then the URL', async () => {
    const answered = ask();
    const first = await next();
    await typed(first, `Client ID ${CLIENT.id} Client Secret ${CLIENT.secret}`, /^Client ID and/);
    assert.equal(first.value, `${CLIENT.id} · ••••••`);
    first.choose(/^Client ID and/);
    const again = await next();
    assert.match(again.visible[0]?.label ?? '', /^Now paste any URL/);
    await typed(again, URL_OF_CRM, /^org/);
    again.choose(/^org/);
    const answers = await answered;
    assert.ok(answers?.way === 'self-client');
    assert.deepEqual(answers.client, { type: 'self', ...CLIENT });
  });

  it('takes client ID and secret for a device code', async () => {
    const flows = FLOWS.filter(({ id }) => id === 'device-code');
    const answered = ask({ flows });
    const first = await next();
    await typed(first, `${CLIENT.id} ${CLIENT.secret}`, /^Client ID and/);
    first.choose(/^Client ID and/);
    (await next()).choose('Europe');
    assert.deepEqual(await answered, {
      way: 'device-code',
      authority: EU,
      client: { type: 'non-browser', ...CLIENT },
    });
  });

  it('opens the walkthrough, which ends the sign-in', async () => {
    const answered = ask();
    (await next()).choose('First time? Show me how');
    assert.equal(await answered, undefined);
    assert.deepEqual(executed.at(-1), [
      'workbench.action.openWalkthrough',
      'photo-uploader.zoho-crm-photo-uploader#start',
      false,
    ]);
  });

  it('asks where a file’s client is from if the data center doesn’t know it', async () => {
    const file = { ...(await fileOf()), path: '/downloads/self_client.json' };
    const answers = {
      way: 'self-client',
      authority: { kind: 'zoho', dataCenter: 'US' },
      client: { type: 'self', ...CLIENT },
      proof: { kind: 'code', code: CODE },
      file,
    } as const;
    const host = 'accounts.zoho.com';
    const failure = { kind: 'client-refused', error: 'invalid_client', host } as const;
    const answered = ask({ before: { answers, failure } });
    const first = await next();
    assert.equal(first.visible[0]?.label, 'accounts.zoho.com doesn’t know this client.');
    first.choose('Europe');
    assert.deepEqual(await answered, { ...answers, authority: EU });
  });

  it('doesn’t send a file’s code that expired while its data center was asked for', async () => {
    const file = { ...(await fileOf()), expiresAt: Date.now() - 1, path: undefined };
    const answers = {
      way: 'self-client',
      authority: { kind: 'zoho', dataCenter: 'US' },
      client: { type: 'self', ...CLIENT },
      proof: { kind: 'code', code: CODE },
      file,
    } as const;
    const failure = { kind: 'client-refused', error: '', host: 'accounts.zoho.com' } as const;
    const answered = ask({ before: { answers, failure } });
    (await next()).choose('Europe');
    const again = await next();
    assert.match(again.visible[0]?.label ?? '', /^The code in self_client\.json expired at/);
    await typed(again, FILE, /^self_client\.json$/);
    again.choose('self_client.json');
    assert.deepEqual(await answered, {
      ...answers,
      authority: EU,
      file: { ...file, expiresAt: undefined },
    });
  });

  it('takes another client in place of a file’s that the data center doesn’t know', async () => {
    const before = {
      answers: {
        way: 'self-client',
        authority: { kind: 'zoho', dataCenter: 'US' },
        client: { type: 'self', ...CLIENT },
        proof: { kind: 'code', code: CODE },
        file: { ...(await fileOf()), path: '/downloads/self_client.json' },
      },
      failure: { kind: 'client-refused', error: 'invalid_client', host: 'accounts.zoho.com' },
    } as const;
    const answered = ask({ before });
    const first = await next();
    const other = { id: '1000.AAAAAULZHJK411248S8I5GZ4CHUEX0', secret: 'a'.repeat(42) };
    await typed(first, `${other.id} ${other.secret}`, /^Client ID and/);
    first.choose(/^Client ID and/);
    const again = await next();
    await typed(again, URL_OF_CRM, /^org/);
    again.choose(/^org/);
    assert.deepEqual(await answered, {
      way: 'self-client',
      authority: EU,
      client: { type: 'self', ...other },
      proof: { kind: 'organization', id: '808232144' },
    });
  });

  it('shows a file whose time of expiry makes no sense', async () => {
    const answered = ask();
    const first = await next();
    for (const expiry_time of ['1e300', '9'.repeat(30), 1e19]) {
      await typed(first, JSON.stringify({ ...FIELDS, expiry_time }), /^self_client\.json$/);
      assert.equal(first.visible[0]?.description, CLIENT.id);
    }
    first.hide();
    await answered;
  });

  async function fileOf(): Promise<{
    client: typeof CLIENT;
    code: string;
    scopes: readonly string[];
    expiresAt: undefined;
  }> {
    return Promise.resolve({ client: CLIENT, code: CODE, scopes: SCOPES, expiresAt: undefined });
  }

  describe('with a client that was used before', () => {
    const keptClients = (): Promise<(typeof KEPT)[]> => Promise.resolve([KEPT]);

    it('uses it without a question', async () => {
      const answered = ask({ keptClients });
      const first = await next();
      first.type(URL_OF_CRM);
      await until('the client', () => first.visible.length === 2);
      const [item] = first.visible;
      assert.equal(item?.detail, 'With the client of patricia@northwind.example: 1000.KEPT');
      first.choose(/^org/);
      const answers = await answered;
      assert.ok(answers?.way === 'self-client');
      assert.deepEqual(answers.client, KEPT.client);
    });

    it('offers another one', async () => {
      const answered = ask({ keptClients });
      const first = await next();
      first.type(URL_OF_CRM);
      await until('the other client', () => first.visible.length === 2);
      first.choose('With another client…');
      const id = await next();
      assert.match(id.prompt, /^Client ID/);
      id.hide();
      await answered;
    });

    it('is asked about on the way back, and if it may not do', async () => {
      const answered = ask({ keptClients });
      (await next()).choose('Europe');
      const proof = await next();
      assert.equal(`${proof.step}/${proof.totalSteps}`, '2/2');
      proof.goBack();
      const which = await next();
      assert.equal(which.placeholder, 'Which client?');
      which.hide();
      await answered;
      // Another sign-in would end the oldest, or Zoho refused the client.
      for (const doubtful of [{ inUse: 20 }, { isRefused: true }]) {
        const asking = ask({ keptClients: () => Promise.resolve([{ ...KEPT, ...doubtful }]) });
        (await next()).choose('Europe');
        const asked = await next();
        assert.equal(asked.placeholder, 'Which client?');
        asked.hide();
        await asking;
      }
    });
  });

  it('can allow deleting, which every later question shows', async () => {
    const deletion = new DeletionToggle();
    const answered = ask({}, deletion);
    const first = await next();
    first.press(ALLOW_DELETION);
    assert.match(first.title, /Allow Deleting Photos$/);
    await typed(first, URL_OF_CRM, /^org/);
    first.choose(/^org/);
    const id = await next();
    assert.match(id.title, /Allow Deleting Photos$/);
    id.press(FORBID_DELETION);
    assert.doesNotMatch(id.title, /Deleting/);
    id.press(ALLOW_DELETION);
    enter(id, `${CLIENT.secret},${CLIENT.id}`);
    assert.deepEqual((await answered)?.more, DELETION_SCOPES);
  });
});
