import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
import { withoutPersonalData } from '../../../src/image/personalData.ts';
import { chair, mug } from '../../drawings.ts';
import { photo, SECRETS } from '../../photos.ts';
import { scene } from '../../scene.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';
import { filesInTest } from '../upload/filesInTest.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

class TextPart {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

class ToolResult {
  readonly content: readonly TextPart[];

  constructor(content: readonly TextPart[]) {
    this.content = content;
  }
}

const WORKER = new URL('../../../src/image/worker.ts', import.meta.url);

const workspace: { workspaceFolders?: object[] } = {};

vscode.LanguageModelTextPart = TextPart;
vscode.LanguageModelToolResult = ToolResult;
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

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const INPUT = { file: 'mug.jpg', module: AMELIA.module, recordId: AMELIA.id };
const TOKEN = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
} as unknown as vscodeTypes.CancellationToken;

const CANCELLED = {
  isCancellationRequested: true,
  onCancellationRequested: (listener: () => void) => {
    listener();
    return { dispose: () => undefined };
  },
} as unknown as vscodeTypes.CancellationToken;

/** Anything may happen between the person's approval and the upload. */
describe('the tool, when something has changed since the person approved,', () => {
  let world: World;
  let keeping: KeepingInTest;
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

  before(async () => {
    world = await openWorld();
    keeping = await keepingInTest();
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
    logged = [];
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

  async function asked(input: object = INPUT): Promise<string> {
    const prepared = await tool.prepareInvocation?.({ input }, TOKEN);
    const message = prepared?.confirmationMessages?.message;
    return typeof message === 'string' ? message : '';
  }

  async function said(input: object = INPUT, token = TOKEN): Promise<string> {
    const result = await tool.invoke({ input, toolInvocationToken: undefined }, token);
    return (result as unknown as ToolResult).content.map(({ value }) => value).join('');
  }

  async function stored(): Promise<string | undefined> {
    return (await world.control.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  function hash(bytes: Uint8Array): string {
    return sha256Of(bytes);
  }

  async function assertRefused(input: object = INPUT): Promise<void> {
    assert.match(await said(input), /has changed since the person was asked/);
    assert.deepEqual(await world.control.requests(), []);
  }

  it('does what was asked, once per approval', async () => {
    assert.match(await asked(), /mug\.jpg becomes the photo of Contacts 4876876000000624001/);
    assert.match(await said(), /is now the photo of Amelia Fischer/);
    assert.equal(await stored(), hash(await mug()));
    await world.control.reset({ keepTokens: true });
    await assertRefused();
    await asked();
    assert.match(await said(), /is now the photo/);
  });

  it('neither asks nor sends anything if the administrator doesn’t allow tools', async () => {
    policy = { kind: 'rules', rules: { languageModelTools: false } };
    const words = /^Your organization’s policy doesn’t allow language-model tools\./;
    await assert.rejects(asked(), { message: words });
    await assert.rejects(said(), { message: words });
    assert.deepEqual(await world.control.requests(), []);
  });

  it('accepts an ID as Zoho exports it, and says what is wrong with an invalid one', async () => {
    const exported = { ...INPUT, recordId: ` zcrm_${AMELIA.id} ` };
    assert.match(
      await asked(exported),
      /mug\.jpg becomes the photo of Contacts 4876876000000624001/,
    );
    assert.match(await said(exported), /is now the photo of Amelia Fischer/);
    for (const [recordId, wrong] of [
      ['zcrm_12', /10 to 19 digits/],
      ['4.87688E+18', /rounded/],
      ['Amelia', /only digits/],
    ] as const) {
      await asked({ ...INPUT, recordId });
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
      await asked();
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
        assert.match(await asked(WEBP), /copy is sent \(WebP · 310 × 19 .* → JPEG/);
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

    it('refuses it if the setting says so', async () => {
      fitPictures = 'never';
      assert.doesNotMatch(await asked(WEBP), /version/);
      assert.match(await said(WEBP), /^Not uploaded\. Zoho doesn’t accept WebP files\./);
    });

    it('says that no version of a damaged picture could be created', async () => {
      const whole = await photo('webp', { width: 310 });
      await writeFile(path.join(folder, 'shop.webp'), whole.subarray(0, whole.length / 2));
      await asked(WEBP);
      assert.match(
        await said(WEBP),
        /^Not uploaded\. The WebP file is damaged and couldn’t be converted/,
      );
      assert.deepEqual(await world.control.requests(), []);
    });

    it('applies the maximum side length', async () => {
      longestSide = 100;
      assert.match(await asked(WEBP), /→ JPEG · 98 × 6 pixels/);
      longestSide = 200;
      await assertRefused(WEBP);
    });

    it('stops when canceled', async () => {
      await asked(WEBP);
      assert.equal(await said(WEBP, CANCELLED), 'Canceled. Nothing was uploaded.');
      assert.deepEqual(await world.control.requests(), []);
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
      assert.match(await asked(PRINT), /copy is sent \(JPEG .* → JPEG/);
      await said(PRINT);
      assert.equal(await stored(), 'srgb');
    });

    it('uploads it unchanged if the setting says so', async () => {
      convertCmyk = 'never';
      assert.doesNotMatch(await asked(PRINT), /version/);
      await said(PRINT);
      assert.equal(await stored(), 'cmyk');
    });
  });

  it('logs no record names', async () => {
    await asked();
    await said();
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /mug\.jpg → Contacts 4876876000000624001: done/);
    assert.doesNotMatch(logged.join(), /Amelia/);
  });

  it('does nothing that nobody approved', async () => {
    await assertRefused();
    await asked();
    await assertRefused({ ...INPUT, replacePhoto: true });
  });

  it('does not upload to another account', async () => {
    await asked();
    await use(await account('2'));
    await assertRefused();
    await asked();
    assert.match(await said(), /is now the photo/);
  });

  it('does not upload another file', async () => {
    await asked();
    await writeFile(path.join(folder, 'mug.jpg'), await chair());
    await assertRefused();
  });

  it('does not upload a file that did not exist', async () => {
    await rm(path.join(folder, 'mug.jpg'));
    await asked();
    await writeFile(path.join(folder, 'mug.jpg'), await mug());
    await assertRefused();
  });

  it('does not upload with other settings', async () => {
    await asked();
    triggers = ['workflow'];
    await assertRefused();
  });

  it('allows neither of two open approvals for the same upload that say different things', async () => {
    await asked();
    await use(await account('2'));
    await asked();
    await assertRefused();
    await asked();
    assert.match(await said(), /is now the photo/);
  });

  it('uploads the approved bytes, even if the file changes afterwards', async () => {
    await world.control.fault({ method: 'GET', delayMs: 200 });
    await asked();
    const saying = said();
    await until('the upload began', async () => (await world.control.requests()).length > 0);
    await writeFile(path.join(folder, 'mug.jpg'), await chair());
    assert.match(await saying, /is now the photo/);
    assert.equal(await stored(), hash(await mug()));
  });
});
