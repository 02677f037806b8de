import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import type { PolicyState } from '../../../src/policy/policyFile.ts';
import { NO_POLICY, policyWhere } from '../policy/policyInTest.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { Sessions } from '../../../src/auth/sessions.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { Services } from '../../../src/commands/services.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import type { RestrictTrigger } from '../../../src/zoho/apiVersion.ts';
import { Fitter } from '../../../src/image/fit.ts';
import { withoutPersonalData } from '../../../src/image/personalData.ts';
import { chair, mug } from '../../drawings.ts';
import { noLinks } from '../../links.ts';
import { photo, SECRETS } from '../../photos.ts';
import { scene } from '../../scene.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import { vscode } from '../stubbedVscode.ts';
import type { ToolPerson } from './toolPerson.ts';
import { CANCELED, toolPerson, UNCANCELED } from './toolPerson.ts';
import { until } from '../until.ts';
import { filesInTest } from '../upload/filesInTest.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const WORKER = new URL('../../../src/image/worker.ts', import.meta.url);

const workspace: { workspaceFolders?: object[] } = {};

vscode.Uri = {
  file: (file: string): object => uriOf(file),
  // The worker's path in the extension.
  joinPath: (): object => uriOf(fileURLToPath(WORKER)),
};
vscode.workspace = workspace;
vscode.commands = { executeCommand: () => Promise.resolve() };

function uriOf(file: string): object {
  const href = pathToFileURL(file).href;
  return { scheme: 'file', path: file, fsPath: file, toString: () => href };
}

const { uploadPhotoTool } = await import('../../../src/tools/uploadPhotoTool.ts');

const linkless = await noLinks();
const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const INPUT = { file: 'mug.jpg', module: AMELIA.module, recordId: AMELIA.id };
describe('upload_photo_to_zoho_crm', () => {
  let world: World;
  let keeping: KeepingInTest;
  let backupLimits: { bytes: number; milliseconds: number };
  let folder: string;
  let accounts: Accounts;
  let workspaceAccount: WorkspaceAccount;
  let triggers: RestrictTrigger[];
  let removePersonalData: string;
  let fitPictures: string;
  let convertCmyk: string;
  let longestSide: number | undefined;
  let policy: PolicyState;
  let logged: string[];
  let tool: vscodeTypes.LanguageModelTool<unknown>;
  let person: ToolPerson;

  before(async () => {
    world = await openWorld();
    backupLimits = { bytes: 200_000_000, milliseconds: 1_000_000_000 };
    keeping = await keepingInTest(backupLimits);
    folder = await mkdtemp(path.join(tmpdir(), 'tool-'));
    workspace.workspaceFolders = [{ uri: uriOf(folder) }];
  });

  after(async () => {
    await rm(folder, { recursive: true });
    await keeping.close();
    await world.close();
  });

  beforeEach(async () => {
    const { control, emulator, network } = world;
    await control.reset();
    await writeFile(path.join(folder, 'mug.jpg'), await mug());
    accounts = new Accounts(new SecretsInMemory());
    const memory = new Map<string, unknown>();
    const memento = {
      get: (key: string): unknown => memory.get(key),
      update: (key: string, value: unknown): Promise<void> => {
        memory.set(key, value);
        return Promise.resolve();
      },
    };
    workspaceAccount = new WorkspaceAccount(memento);
    triggers = [];
    removePersonalData = 'whenLocation';
    fitPictures = 'ask';
    convertCmyk = 'ask';
    longestSide = undefined;
    policy = { kind: 'none' };
    backupLimits.bytes = 200_000_000;
    logged = [];
    person = toolPerson('Upload');
    const { photos: backups, leases } = keeping;
    tool = uploadPhotoTool({
      accounts,
      workspaceAccount,
      backups,
      leases,
      memory: memento,
      uploadedFiles: filesInTest(keeping.folder, leases),
      storageFolder: keeping.folder,
      lastChanges: new LastChanges(memento),
      policy: policyWhere(() => policy),
      sessions: new Sessions({ policy: NO_POLICY, accounts, network, leases: keeping.leases }),
      settings: {
        apiVersion: () => 'v8',
        restrictTriggers: () => triggers,
        removePersonalData: () => removePersonalData,
        fitPictures: () => fitPictures,
        convertCmyk: () => convertCmyk,
        convertHeic: () => false,
        longestSide: () => longestSide,
        customServer: () => ({ kind: 'set', servers: emulator.servers }),
      },
      log: { info: (line: string) => logged.push(line), bug: assert.ifError },
    } as unknown as Services);
    await use(await account('1'));
  });

  /** An account whose access lasts an hour. */
  async function account(user: string): Promise<Account> {
    const { servers } = world.emulator;
    const token = await world.control.issueAccessToken();
    const signedIn = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      user: { id: user, name: 'Ada', email: 'ada@example.com' },
      access: { token, endsAt: Date.now() + 3_600_000 },
    });
    await accounts.save(signedIn);
    return signedIn;
  }

  async function use({ id }: Account): Promise<void> {
    await workspaceAccount.bind({ id, name: '' });
  }

  /** What a person is asked who then says no. */
  async function asked(input: object = INPUT): Promise<string> {
    const { answer } = person;
    person.answer = () => undefined;
    await assert.rejects(person.result(tool, input), person.isCancellation);
    person.answer = answer;
    return person.asked.pop() ?? '';
  }

  /** What the model is told, as a result or an error, after a yes. */
  async function said(input: object = INPUT, token = UNCANCELED): Promise<string> {
    return person.say(tool, input, token);
  }

  /** Something happens while the question is open. */
  function meanwhile(change: () => Promise<unknown>): void {
    const { answer } = person;
    person.answer = async (button) => {
      person.answer = answer;
      await change();
      return button;
    };
  }

  async function stored(): Promise<string | undefined> {
    return (await world.control.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  function hash(bytes: Uint8Array): string {
    return sha256Of(bytes);
  }

  /** Nothing was stored. */
  async function assertRefused(input: object = INPUT): Promise<void> {
    assert.match(await said(input), /has changed since the person was asked/);
    assert.equal(await stored(), undefined);
  }

  it('asks in each call, with file, record, organization, and what becomes of its photo', async () => {
    assert.equal(
      await asked(),
      `Upload a photo for a language model? ${path.join(folder, 'mug.jpg')} becomes the photo of Amelia Fischer in Contacts (ID 4876876000000624001) in Northwind Traders (PRODUCTION).\nThe record has no photo.`,
    );
    assert.match(await said(), /is now the photo of Amelia Fischer/);
    assert.equal(await stored(), hash(await mug()));
    person.answer = () => 'Replace';
    const question = await asked({ ...INPUT, replacePhoto: true });
    assert.match(question, /^Replace a photo .*\nThe current photo is replaced\.\nA backup of/);
    assert.match(await said({ ...INPUT, replacePhoto: true }), /is now the photo/);
    assert.equal(person.asked.length, 2);
  });

  it('asks nothing about what it refuses anyway', async () => {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, await chair(), 'before.jpg');
    assert.match(await said(), /already has a photo/);
    const gone = { ...INPUT, recordId: '4876876000000999999' };
    assert.match(await said(gone), /^Not uploaded\. This module has no record with this ID/);
    assert.deepEqual(person.asked, []);
    assert.equal(logged.length, 2);
  });

  it('does nothing if the workspace’s account is signed out', async () => {
    await workspaceAccount.bind({ id: 'gone', name: '' });
    assert.match(await said(), /no Zoho CRM account is chosen for this workspace/);
    assert.deepEqual(person.asked, []);
    assert.deepEqual(await world.control.requests(), []);
  });

  it('names the file that a link leads to', { skip: linkless }, async () => {
    await writeFile(path.join(folder, 'real.jpg'), await chair());
    await symlink(path.join(folder, 'real.jpg'), path.join(folder, 'nice.jpg'));
    const question = await asked({ ...INPUT, file: 'nice.jpg' });
    assert.ok(question.includes(`${path.join(await realpath(folder), 'real.jpg')} becomes`));
    assert.doesNotMatch(question, /nice/);
    meanwhile(async () => {
      await rm(path.join(folder, 'nice.jpg'));
      await symlink(path.join(folder, 'mug.jpg'), path.join(folder, 'nice.jpg'));
    });
    await assertRefused({ ...INPUT, file: 'nice.jpg' });
    await rm(path.join(folder, 'nice.jpg'));
  });

  it('names the automations that are switched off', async () => {
    triggers = ['workflow'];
    assert.match(await asked(), /\nSkipped automations: workflow rules\.$/);
  });

  it('takes neither a prepared call nor an open question of another one for consent', async () => {
    await tool.prepareInvocation?.({ input: INPUT }, UNCANCELED);
    await asked();
    await tool.prepareInvocation?.({ input: INPUT }, UNCANCELED);
    person.answer = () => undefined;
    await assert.rejects(person.result(tool, INPUT), person.isCancellation);
    person.answer = () => new Promise(() => undefined);
    const open = person.result(tool, INPUT);
    open.catch(() => undefined);
    await until('the question is open', () => Promise.resolve(person.asked.length === 2));
    person.answer = () => undefined;
    await assert.rejects(person.result(tool, INPUT), person.isCancellation);
    assert.equal(await stored(), undefined);
  });

  it('prepares a call without reading a file, a secret, or the CRM', async () => {
    accounts.all = () => assert.fail('read');
    await rm(path.join(folder, 'mug.jpg'));
    const prepared = await tool.prepareInvocation?.({ input: INPUT }, UNCANCELED);
    assert.deepEqual(prepared, {
      invocationMessage: 'Uploading mug.jpg to Contacts 4876876000000624001',
    });
    assert.deepEqual(await world.control.requests(), []);
  });

  it('throws what it refuses, and says so to nobody else', async () => {
    await assert.rejects(person.result(tool, { ...INPUT, file: 'none.jpg' }), {
      name: 'ToolProblem',
      message: 'Not uploaded: the workspace has no such file.',
    });
    await assert.rejects(person.result(tool, { file: 7 }), /file, module, and recordId/);
    await world.control.fault({ method: 'GET', answer: { status: 403, body: '<html>' } });
    await assert.rejects(person.result(tool, INPUT), /^ToolProblem: Not uploaded\. /);
  });

  it('neither asks nor sends anything if the administrator doesn’t allow tools', async () => {
    policy = { kind: 'rules', rules: { languageModelTools: false } };
    const words = /^Your organization’s policy doesn’t allow language-model tools\./;
    await assert.rejects(person.result(tool, INPUT), { message: words });
    assert.deepEqual(person.asked, []);
    assert.deepEqual(await world.control.requests(), []);
  });

  it('accepts an ID as Zoho exports it, and says what is wrong with an invalid one', async () => {
    const exported = { ...INPUT, recordId: ` zcrm_${AMELIA.id} ` };
    assert.match(
      await asked(exported),
      /mug\.jpg becomes the photo of Amelia Fischer in Contacts \(ID 4876876000000624001\)/,
    );
    assert.match(await said(exported), /is now the photo of Amelia Fischer/);
    for (const [recordId, wrong] of [
      ['zcrm_12', /10 to 19 digits/],
      ['4.87688E+18', /rounded/],
      ['Amelia', /only digits/],
    ] as const) {
      assert.match(await said({ ...INPUT, recordId }), wrong);
    }
  });

  describe('with a picture that contains a location', () => {
    let placed: Buffer;

    beforeEach(async () => {
      placed = await photo('jpeg');
      await writeFile(path.join(folder, 'mug.jpg'), placed);
    });

    for (const mode of ['whenLocation', 'always']) {
      it(`removes it, and says so: ${mode}`, async () => {
        removePersonalData = mode;
        const clean = withoutPersonalData(placed);
        assert.ok(clean.kind === 'clean');
        assert.match(
          await asked(),
          /contains the location where it was taken. Location and camera data are removed/,
        );
        assert.match(await said(), /is now the photo .* Location and camera data are removed/);
        assert.equal(await stored(), hash(clean.bytes));
      });
    }

    it('uploads it if the setting allows it, and says so', async () => {
      removePersonalData = 'never';
      assert.match(await asked(), /contains the location where it was taken, and is sent with it/);
      assert.match(await said(), /is now the photo .* is sent with it/);
      assert.equal(await stored(), hash(placed));
    });

    it('does not upload a damaged one, which would reveal it', async () => {
      await writeFile(path.join(folder, 'mug.jpg'), placed.subarray(0, placed.length - 200));
      assert.match(await said(), /^Not uploaded\. Location and camera data can’t be removed/);
      assert.deepEqual(await world.control.requests(), []);
    });
  });

  it('says nothing about a picture without a location', async () => {
    const photograph = await photo('jpeg', { location: false });
    await writeFile(path.join(folder, 'mug.jpg'), photograph);
    const changes = /taken|version that fits/;
    assert.doesNotMatch(await asked(), changes);
    assert.doesNotMatch(await said(), changes);
    assert.equal(await stored(), hash(photograph));
  });

  describe('with a picture that Zoho would refuse', () => {
    const WEBP = { ...INPUT, file: 'shop.webp' };

    beforeEach(async () => {
      await writeFile(path.join(folder, 'shop.webp'), await photo('webp', { width: 310 }));
    });

    for (const mode of ['ask', 'always']) {
      it(`uploads a version that fits, without a location, and says so: ${mode}`, async () => {
        fitPictures = mode;
        removePersonalData = 'never';
        assert.match(
          await asked(WEBP),
          /A resized or converted copy is sent, .* \(now WebP · 310 × 19 pixels/,
        );
        assert.match(
          await said(WEBP),
          /^shop\.jpg is now the photo .* A resized or converted copy is sent/,
        );
        const { contentType } = (await world.control.photo(AMELIA.module, AMELIA.id)) ?? {};
        assert.equal(contentType, 'image/jpeg');
        const sent = Buffer.from((await world.control.photoBytes(AMELIA.module, AMELIA.id)) ?? []);
        assert.ok(SECRETS.every((secret) => !sent.includes(secret)));
      });
    }

    it('decodes nothing before the answer', async (context) => {
      const { mock } = context.mock.method(Fitter.prototype, 'fit');
      await tool.prepareInvocation?.({ input: WEBP }, UNCANCELED);
      await asked(WEBP);
      assert.equal(mock.callCount(), 0);
      await said(WEBP);
      assert.equal(mock.callCount(), 1);
    });

    it('refuses it if the setting says so', async () => {
      fitPictures = 'never';
      assert.match(await said(WEBP), /^Not uploaded\. Zoho doesn’t accept WebP files\./);
    });

    it('says that no version of a damaged picture could be created', async () => {
      const whole = await photo('webp', { width: 310 });
      await writeFile(path.join(folder, 'shop.webp'), whole.subarray(0, whole.length / 2));
      assert.match(
        await said(WEBP),
        /^Not uploaded\. The WebP file is damaged and couldn’t be converted/,
      );
      assert.equal(await stored(), undefined);
    });

    it('applies the maximum side length', async () => {
      longestSide = 100;
      assert.match(await said(WEBP), /→ JPEG · 98 × 6 pixels/);
      await world.control.reset({ keepTokens: true });
      meanwhile(() => Promise.resolve((longestSide = 200)));
      await assertRefused(WEBP);
    });

    it('a cancel stays a cancel', async () => {
      await assert.rejects(person.result(tool, WEBP, CANCELED), person.isCancellation);
      assert.equal(await stored(), undefined);
    });
  });

  describe('with a picture in CMYK', () => {
    const PRINT = { ...INPUT, file: 'print.jpg' };

    beforeEach(async () => {
      const print = scene().toColourspace('cmyk').jpeg();
      await writeFile(path.join(folder, 'print.jpg'), await print.toBuffer());
    });

    async function stored(): Promise<string | undefined> {
      const bytes = await world.control.photoBytes(AMELIA.module, AMELIA.id);
      return (await sharp(Buffer.from(bytes ?? [])).metadata()).space;
    }

    it('uploads it in RGB, and says so', async () => {
      assert.match(await asked(PRINT), /copy is sent, .* \(now JPEG/);
      assert.match(await said(PRINT), /copy is sent \(JPEG .* → JPEG/);
      assert.equal(await stored(), 'srgb');
    });

    it('uploads it unchanged if the setting says so', async () => {
      convertCmyk = 'never';
      assert.doesNotMatch(await asked(PRINT), /copy/);
      await said(PRINT);
      assert.equal(await stored(), 'cmyk');
    });
  });

  it('logs no record names', async () => {
    await said();
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /mug\.jpg → Contacts 4876876000000624001: done/);
    assert.doesNotMatch(logged.join(), /Amelia/);
  });

  for (const [what, change] of [
    ['to another account', async () => use(await account('2'))],
    ['another file', async () => writeFile(path.join(folder, 'mug.jpg'), await chair())],
    ['with other settings', () => Promise.resolve((triggers = ['workflow']))],
    [
      'to a record with another name',
      async () => world.control.patchRecord(AMELIA.module, AMELIA.id, { Full_Name: 'Ben Ray' }),
    ],
  ] as const) {
    it(`does not upload ${what} than was asked about`, async () => {
      meanwhile(change);
      await assertRefused();
    });
  }

  it('does not upload what the administrator forbids while the question is open', async () => {
    meanwhile(() => {
      policy = { kind: 'rules', rules: { languageModelTools: false } };
      return Promise.resolve();
    });
    assert.match(await said(), /policy doesn’t allow language-model tools/);
    assert.equal(await stored(), undefined);
  });

  it('replaces no photo without the backup that the question promised', async () => {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, await chair(), 'before.jpg');
    meanwhile(() => {
      backupLimits.bytes = 0;
      return Promise.resolve();
    });
    assert.match(await said({ ...INPUT, replacePhoto: true }), /has changed since/);
    assert.equal(await stored(), hash(await chair()));
  });

  it('does not upload a file that is gone after the question', async () => {
    meanwhile(() => rm(path.join(folder, 'mug.jpg')));
    assert.match(await said(), /has no such file/);
  });

  it('replaces no photo that came while the question was open', async () => {
    const put = async (): Promise<void> => {
      await world.control.putPhoto(AMELIA.module, AMELIA.id, await chair(), 'before.jpg');
    };
    meanwhile(put);
    assert.match(await said(), /already has a photo/);
    await world.control.reset({ keepTokens: true });
    meanwhile(put);
    assert.match(await said({ ...INPUT, replacePhoto: true }), /has changed since/);
    assert.equal(await stored(), hash(await chair()));
  });

  it('uploads the approved bytes, even if the file changes afterwards', async () => {
    await world.control.fault({ method: 'GET', delayMs: 200 });
    const saying = said();
    await until('the upload began', async () => (await world.control.requests()).length > 3);
    await writeFile(path.join(folder, 'mug.jpg'), await chair());
    assert.match(await saying, /is now the photo/);
    assert.equal(await stored(), hash(await mug()));
  });
});
