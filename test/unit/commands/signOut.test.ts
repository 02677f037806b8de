import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import type { Client } from '../../../src/auth/client.ts';
import type { ClientKey } from '../../../src/auth/clients.ts';
import { Clients } from '../../../src/auth/clients.ts';
import { keptRuns } from '../../../src/batch/keptRuns.ts';
import { removeAccount as signOutOf } from '../../../src/auth/signOut.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import type { Change } from '../../../src/upload/change.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { RecentRecords } from '../../../src/upload/recent.ts';
import { Scanner } from '../../scanner.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import { hurried } from '../hurried.ts';
import { vscode } from '../stubbedVscode.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { filesInTest } from '../upload/filesInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

/** Messages, by severity. */
let said: [severity: string, message: string, ...buttons: string[]][];
/** The button that the person presses, after something else happens. */
let press: (message: string) => Promise<string | undefined>;

function tells(
  severity: string,
): (message: string, ...buttons: (string | object)[]) => Promise<unknown> {
  return (message, ...buttons) => {
    said.push([severity, message, ...buttons.filter((one) => typeof one === 'string')]);
    return press(message);
  };
}

vscode.window = {
  showErrorMessage: tells('error'),
  showInformationMessage: tells('info'),
  showWarningMessage: tells('warning'),
};

const { signOut, reportSignOut } = await import('../../../src/commands/signOut.ts');
const { lastUploadsOf } = await import('../../../src/commands/lastUploads.ts');
const { runsOf } = await import('../../../src/batch/store.ts');

const DELETE = 'Delete Them Too';
const DELETE_ALL = 'Delete All';
const RECORD = { module: 'Contacts', id: '4876876000000624001' };

describe('signing out', () => {
  let world: World;
  let services: Services;
  let keeping: KeepingInTest;
  let accounts: Accounts;
  let clients: Clients;
  let client: Client;
  let key: ClientKey;
  let account: Account;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    keeping = await keepingInTest();
    const secrets = new SecretsInMemory();
    accounts = new Accounts(secrets);
    clients = new Clients(secrets);
    const { network } = world;
    const { servers, clientId: id, clientSecret: secret, refreshToken } = world.emulator;
    client = { type: 'self', id, secret };
    account = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      credentials: { kind: 'refresh-token', client, refreshToken },
    });
    key = { authority: account.place, login: account.user.email, client };
    await accounts.save(account);
    services = {
      policy: NO_POLICY,
      accounts,
      clients,
      memory: memory(),
      recent: new RecentRecords(memory()),
      uploadedFiles: filesInTest(keeping.folder, keeping.leases),
      backups: keeping.photos,
      storageFolder: keeping.folder,
      leases: keeping.leases,
      lastChanges: new LastChanges(memory()),
      workspaceAccount: { get: () => undefined },
      keptRuns: keptRuns({ storageFolder: keeping.folder, leases: keeping.leases }),
      signOut: ({ id: of }: Account) => signOutOf({ accounts, clients, network }, of),
    } as unknown as Services;
    said = [];
    press = () => Promise.resolve(undefined);
  });

  afterEach(() => keeping.close());

  /** What the bulk uploads of this account and of another one stored. */
  async function used(): Promise<Account> {
    const other = sampleAccount({
      organization: { id: '2', name: 'Another one', domain: 'another' },
    });
    for (const { id } of [account, other]) {
      const owner = { account: id, organization: '' };
      const record = { key: RECORD, name: 'Ada', photoMark: 'm' };
      assert.ok('id' in (await keeping.photos.keep(owner, record, Buffer.from(id), new Set())));
      await services.recent.add(id, { ...RECORD, name: 'Ada' });
      const file = { ...RECORD, name: 'Ada', photo: { kind: 'unknown' } } as const;
      const stamp = { size: 1, modified: 1 };
      const files = await services.uploadedFiles();
      await files.add(owner, [{ ...file, place: 'file:///a.jpg', stamp, at: 1 }]);
      const run = {
        version: 'v8',
        restrictTriggers: [],
        withoutPersonalData: false,
        fits: true,
        skipsUnchanged: false,
      } as const;
      await runsOf(services).create(id, run, [
        { picture: pictureInMemory('a', Buffer.from('a')), key: RECORD },
      ]);
      const lastUploads = await lastUploadsOf(services, id);
      lastUploads.note(RECORD, 'hash', 'mark');
      await lastUploads.save();
    }
    await services.lastChanges.set([changeOf(account), changeOf(other)]);
    await clients.save(key);
    return other;
  }

  function changeOf({ id }: Account): Change {
    return { account: id, key: RECORD, before: { kind: 'none' }, after: { kind: 'unknown' } };
  }

  function photoFolders(): Promise<string[]> {
    return readdir(path.join(keeping.folder, 'photos'));
  }

  it('deletes backups, recent records, changes, and the client on request, of this account only', async () => {
    const other = await used();
    press = (message) => Promise.resolve(message.includes('interrupted') ? DELETE_ALL : DELETE);
    await signOut(services);
    const [[, message, ...buttons] = []] = said;
    assert.match(
      message ?? '',
      /Still kept on this machine: recent records, where your files were uploaded, 1 photo backup, the results of 1 bulk upload, and the client\./,
    );
    assert.deepEqual(buttons, [DELETE]);
    assert.deepEqual(await keeping.photos.of(account.id), []);
    assert.equal((await keeping.photos.of(other.id)).length, 1);
    assert.equal((await photoFolders()).length, 1);
    assert.deepEqual(services.recent.of(account.id), []);
    assert.equal(services.recent.of(other.id).length, 1);
    const files = await services.uploadedFiles();
    assert.equal(await files.of(account.id, 'file:///a.jpg'), undefined);
    assert.equal((await files.of(other.id, 'file:///a.jpg'))?.id, RECORD.id);
    assert.deepEqual(services.lastChanges.get(), [changeOf(other)]);
    assert.deepEqual(await runsOf(services).of(account.id), []);
    assert.equal((await runsOf(services).of(other.id)).length, 1);
    const record = { key: RECORD, photoMark: 'mark' };
    assert.equal((await lastUploadsOf(services, account.id)).knows(record), false);
    assert.equal((await lastUploadsOf(services, other.id)).knows(record), true);
    assert.equal(await clients.get(key), undefined);
  });

  it('deletes everything else, and says so, if another program has a backup open', async ({
    mock,
  }) => {
    await used();
    press = (message) => Promise.resolve(message.includes('interrupted') ? DELETE_ALL : DELETE);
    const [photo] = await keeping.photos.of(account.id);
    assert.ok(photo !== undefined);
    const viewer = new Scanner(keeping.folder, Infinity);
    try {
      viewer.look(keeping.photos.pictureFile(photo));
      await hurried(mock.timers, () => signOut(services));
    } finally {
      viewer.close();
    }
    const told = said.filter(([severity]) => severity === 'error').map(([, message]) => message);
    assert.equal(told.length, 1);
    assert.match(
      told[0] ?? '',
      /^Couldn’t delete all backups: another program may have a file open \((EBUSY|EPERM|EACCES)\)\. Close it, then retry\.$/,
    );
    assert.deepEqual(services.recent.of(account.id), []);
    assert.deepEqual(await runsOf(services).of(account.id), []);
    assert.equal(await clients.get(key), undefined);
  });

  it('asks before it deletes an interrupted upload', async () => {
    await used();
    press = (message) => Promise.resolve(message.includes('interrupted') ? undefined : DELETE);
    await signOut(services);
    assert.deepEqual(said[1], ['warning', 'An upload was interrupted.', DELETE_ALL]);
    assert.equal((await runsOf(services).of(account.id)).length, 1);
    assert.equal((await keeping.photos.of(account.id)).length, 1);
  });

  it('deletes nothing while an upload is running', async () => {
    await used();
    const runs = runsOf(services);
    const [state] = await runs.of(account.id);
    let asked = 0;
    press = (message) => {
      asked += message.includes('is still running') ? 1 : 0;
      return Promise.resolve(asked === 2 ? undefined : DELETE);
    };
    await runs.own(state?.run.id ?? '', () => signOut(services));
    assert.equal(asked, 2);
    assert.equal((await runs.of(account.id)).length, 1);
    assert.equal((await keeping.photos.of(account.id)).length, 1);
  });

  it('keeps them otherwise', async () => {
    await used();
    await signOut(services);
    assert.equal((await keeping.photos.of(account.id)).length, 1);
    assert.equal(services.recent.of(account.id).length, 1);
    assert.equal(services.lastChanges.get().length, 2);
    assert.notEqual(await clients.get(key), undefined);
    assert.deepEqual(await accounts.all(), []);
  });

  it('doesn’t offer to delete anything if nothing is stored', async () => {
    await signOut(services);
    assert.deepEqual(said, [['info', said[0]?.[1] ?? '']]);
    assert.doesNotMatch(said[0]?.[1] ?? '', /kept/);
  });

  it('signs out no other account than the one of the row, which is signed out already', async () => {
    await signOut(services, { id: 'gone', name: 'Adventure Works (PRODUCTION)' });
    assert.deepEqual(said, [['info', 'Already signed out: Adventure Works (PRODUCTION).']]);
    assert.equal((await accounts.all()).length, 1);
  });

  it('keeps a client that another account uses, without a word', async () => {
    await clients.save(key);
    const { credentials, place } = account;
    await accounts.save(
      sampleAccount({
        credentials,
        place,
        organization: { id: '2', name: 'Another one', domain: 'another' },
      }),
    );
    await accounts.remove(account.id);
    press = () => Promise.resolve(DELETE);
    await reportSignOut(services, { account, ending: 'ended' });
    assert.doesNotMatch(said[0]?.[1] ?? '', /client/);
    assert.notEqual(await clients.get(key), undefined);
  });

  it('keeps a client that has replaced the account’s own in the meantime', async () => {
    await clients.save(key);
    const newer = { ...key, client: { ...client, id: '1000.NEWER' } };
    press = async () => {
      await clients.save(newer);
      return DELETE;
    };
    await signOut(services);
    assert.equal((await clients.get(newer))?.client.id, '1000.NEWER');
  });

  it('keeps a client that was used to sign in again in the meantime', async () => {
    await clients.save(key);
    press = async () => {
      await accounts.save(account);
      return DELETE;
    };
    await signOut(services);
    assert.notEqual(await clients.get(key), undefined);
  });

  it('revokes the current access, not the one that was shown', async () => {
    const old = { kind: 'refresh-token', client, refreshToken: '1000.old' } as const;
    const shown = sampleAccount({ ...account, credentials: old });
    const { network } = world;
    const signedOut = await signOutOf({ accounts, clients, network }, shown.id);
    assert.deepEqual(signedOut, { account, ending: 'ended' });
    assert.deepEqual(await world.control.refreshTokens(), []);
  });

  it('says so if another window has signed out in the meantime', async () => {
    const { signOut: usual } = services;
    services = {
      ...services,
      signOut: async (chosen) => {
        await accounts.remove(chosen.id);
        return usual(chosen);
      },
    };
    await signOut(services);
    assert.deepEqual(
      said.map(([severity, message]) => [severity, message.startsWith('Already signed out: ')]),
      [['info', true]],
    );
    assert.deepEqual(await world.control.requests(), []);
  });

  it('says what happened to access at Zoho', async () => {
    await world.control.revokeRefreshTokens();
    await signOut(services);
    await accounts.save(account);
    await world.control.fault({ path: 'revoke', times: 0, answer: { status: 500, body: '' } });
    await signOut(services);
    await accounts.save(sampleAccount({ ...account, credentials: { kind: 'access-token' } }));
    await signOut(services);
    assert.deepEqual(
      said.map(([severity]) => severity),
      ['info', 'warning', 'warning'],
    );
    assert.match(said[0]?.[1] ?? '', /access had already ended\.$/);
    assert.match(said[1]?.[1] ?? '', /Couldn’t revoke access at Zoho/);
    assert.match(said[2]?.[1] ?? '', /works until it expires/);
  });
});

function memory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
  };
}
