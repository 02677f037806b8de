import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { Sessions } from '../../../src/auth/sessions.ts';
import type { SignedIn } from '../../../src/auth/signIn.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { LastRun } from '../../../src/commands/lastRun.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { PolicyState } from '../../../src/policy/policyFile.ts';
import type { Settings } from '../../../src/settings.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { LastUpload } from '../../../src/upload/lastUpload.ts';
import { ModuleLists } from '../../../src/upload/moduleLists.ts';
import { RecentRecords } from '../../../src/upload/recent.ts';
import { fileRow, readUploadedFiles, uploadedFilesPath } from '../../../src/upload/uploadedFile.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { policyWhere } from '../policy/policyInTest.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { filesInTest } from '../upload/filesInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { QuickInput } from '../ui/quickInputs.ts';
import { asked, forgetAll } from './person.ts';

export const AMELIA = '4876876000000624001';

/** A person signed in to the emulator, with their services; new for each test. */
export function commandInTest(): CommandInTest {
  const command = new CommandInTest();
  before(() => command.open());
  after(() => command.close());
  beforeEach(() => command.begin());
  afterEach(() => command.end());
  return command;
}

export class CommandInTest {
  world!: World;
  /** What the administrator of the machine allows. */
  policy!: PolicyState;
  keeping!: KeepingInTest;
  account!: Account;
  services!: Services;
  /** The log's lines. */
  log!: string[];
  /** How often the log was shown. */
  logShown!: number;
  /** Photos shown in the editor, by name. */
  shown!: string[];
  /** The account that the person signs in to; undefined if they cancel. */
  signsIn!: (again: Account | undefined, more: readonly string[]) => Account | undefined;
  /** Whether scopes can be added to the account; how, as Zoho's answer; undefined if the person cancels. */
  adds!: (account: Account, scopes: readonly string[]) => Result<Account> | undefined;
  /** The last bulk upload of the workspace. */
  lastRun: LastRun | undefined;
  settings!: {
    -readonly [K in keyof Settings]?: Settings[K];
  };

  async open(): Promise<void> {
    this.world = await openWorld();
  }

  async close(): Promise<void> {
    await this.world.close();
  }

  async begin(): Promise<void> {
    forgetAll();
    const { control, emulator, network } = this.world;
    await control.reset({ switches: { closesIdleConnections: false } });
    this.keeping = await keepingInTest();
    this.log = [];
    this.logShown = 0;
    this.shown = [];
    const accounts = new Accounts(new SecretsInMemory());
    const { servers, clientId: id, clientSecret: secret, refreshToken } = emulator;
    this.account = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      credentials: { kind: 'refresh-token', client: { type: 'self', id, secret }, refreshToken },
      scopes: [...SCOPES, 'ZohoCRM.modules.contacts.DELETE'],
    });
    await accounts.save(this.account);
    this.signsIn = () => undefined;
    this.lastRun = undefined;
    this.adds = (account, more) => success({ ...account, scopes: [...account.scopes, ...more] });
    this.settings = {
      apiVersion: () => 'v8',
      restrictTriggers: () => [],
      customServer: () => ({ kind: 'set', servers }),
      confirmUpload: () => 'never',
      suggestRecords: () => true,
      fitPictures: () => 'ask',
      longestSide: () => undefined,
      convertCmyk: () => 'ask',
      convertHeic: () => false,
      removePersonalData: () => 'never',
      allowLoopbackUrls: () => true,
      timeLimit: () => 60,
    };
    this.policy = { kind: 'none' };
    const policy = policyWhere(() => this.policy);
    const leases = this.keeping.leases;
    // The worker that resizes pictures runs from the sources.
    const dist = path.join(this.keeping.folder, 'dist');
    await mkdir(dist);
    const worker = new URL('../../../src/image/worker.ts', import.meta.url).href;
    await writeFile(path.join(dist, 'worker.js'), `import ${JSON.stringify(worker)};`);
    this.services = {
      extensionUri: { fsPath: this.keeping.folder },
      memory: memory(),
      userAgent: 'test',
      settings: this.settings,
      policy,
      log: {
        info: (line: string) => this.log.push(line),
        bug: (error: unknown) => this.log.push(String(error)),
        show: () => {
          this.logShown += 1;
        },
      },
      accounts,
      secrets: { isPersistent: true },
      sessions: new Sessions({ policy, accounts, network, leases }),
      recent: new RecentRecords(memory()),
      uploadedFiles: filesInTest(this.keeping.folder, leases),
      modules: new ModuleLists(),
      lastUpload: new LastUpload(),
      workspaceAccount: new WorkspaceAccount(memory()),
      storageFolder: this.keeping.folder,
      backups: this.keeping.photos,
      lastChanges: new LastChanges(memory()),
      lastRun: () => Promise.resolve(this.lastRun),
      leases,
      shownPhotos: {
        show: (_: Uint8Array, name: string): Promise<void> => {
          this.shown.push(name);
          return Promise.resolve();
        },
      },
      signIn: async (
        again: Account | undefined,
        more: readonly string[],
      ): Promise<SignedIn | undefined> => {
        const account = this.signsIn(again, more);
        if (account === undefined) {
          return undefined;
        }
        await accounts.save(account);
        return { account, refreshTokens: undefined };
      },
      addScopes: async (
        account: Account,
        scopes: readonly string[],
      ): Promise<Result<Account> | undefined> => {
        const added = this.adds(account, scopes);
        if (added?.ok === true) {
          await accounts.save(added.value);
        }
        return added;
      },
    } as unknown as Services;
  }

  /** Remembers a file that became Amelia's photo. */
  async rememberUpload(): Promise<void> {
    const owner = { account: this.account.id, organization: '' };
    const photo = { kind: 'unknown' } as const;
    const stamp = { size: 1, modified: 1 };
    const record = { module: 'Contacts', id: AMELIA, name: undefined };
    const files = await this.services.uploadedFiles();
    await files.add(owner, [{ ...record, place: 'file:///remembered.jpg', photo, stamp, at: 1 }]);
  }

  /** The size of the file that is remembered as the photo of Amelia; undefined if there is none. */
  async rememberedUpload(): Promise<number | undefined> {
    const file = uploadedFilesPath(this.keeping.folder, this.account.id);
    const rows = (await readUploadedFiles(file))?.rows ?? [];
    const [size, ...others] = rows.flatMap((row) => fileRow(row)?.upload?.size ?? []);
    assert.deepEqual(others, []);
    return size;
  }

  /** The question for a record. */
  askedForRecord(): Promise<QuickInput> {
    return asked(/^Which record/);
  }

  /** Chooses Amelia's record. */
  async chooseAmelia(): Promise<void> {
    const input = await this.askedForRecord();
    input.type(`zcrm_${AMELIA}`);
    input.choose(`Contacts ${AMELIA}`);
  }

  /** SHA-256 of Amelia's photo. */
  async stored(): Promise<string | undefined> {
    return (await this.world.control.photo('Contacts', AMELIA))?.sha256;
  }

  /** The CRM's response to the next request for a photo. */
  async refuses(method: string, code: string, status: number): Promise<void> {
    const body = { code, details: {}, message: code, status: 'error' };
    await this.world.control.fault({ method, path: '/photo', answer: { status, body } });
  }

  async end(): Promise<void> {
    await this.keeping.close();
  }
}

function memory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}
