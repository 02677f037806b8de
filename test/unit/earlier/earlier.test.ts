import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Accounts } from '../../../src/auth/accounts.ts';
import { Clients } from '../../../src/auth/clients.ts';
import { NamedSecrets } from '../../../src/auth/namedSecrets.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import { SavedMappings } from '../../../src/batch/match/savedMappings.ts';
import { LastUploads } from '../../../src/upload/lastUploads.ts';
import { Runs } from '../../../src/batch/run/runs.ts';
import { systemClock } from '../../../src/async/clock.ts';
import { Leases } from '../../../src/storage/leases.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { Backups } from '../../../src/upload/backups.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { RecentRecords } from '../../../src/upload/recent.ts';

const ACCOUNT = 'EU/production/808232144/4876876000000238001';
const AMELIA = { module: 'Contacts', id: '4876876000000624001' };

/** What version 0.1.0 wrote, through its own code, and left behind: it is never written anew. */
const WRITTEN = path.join(import.meta.dirname, '0.1.0');

async function written(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path.join(WRITTEN, `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
}

async function memory(name: string): Promise<Memory> {
  const kept = await written(name);
  return {
    get: (key) => kept[key],
    update: (key, value) => {
      kept[key] = value;
      return Promise.resolve();
    },
  };
}

describe('what an earlier version wrote', () => {
  let folder: string;
  let storage: string;
  let leases: Leases;
  let stored: Record<string, string>;
  let secrets: SharedSecrets;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'earlier-'));
    storage = path.join(folder, 'storage');
    await cp(path.join(WRITTEN, 'storage'), storage, { recursive: true });
    leases = new Leases(path.join(folder, 'leases'));
    stored = (await written('secrets')) as Record<string, string>;
    const named = new NamedSecrets(
      {
        keys: () => Promise.resolve(Object.keys(stored)),
        get: (key) => Promise.resolve(stored[key]),
        store: (key, value) => {
          stored[key] = value;
          return Promise.resolve();
        },
        delete: (key) => {
          stored = Object.fromEntries(Object.entries(stored).filter(([name]) => name !== key));
          return Promise.resolve();
        },
      },
      await memory('globalState'),
    );
    secrets = new SharedSecrets(named, leases, systemClock);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is an account of each kind, and stays readable for that version when it is changed', async () => {
    const accounts = new Accounts(secrets);
    const all = await accounts.all();
    const summaries = all.map(({ place, organization, credentials }) => [
      place.kind === 'zoho' ? place.dataCenter : place.servers.api,
      place.environment,
      organization.id,
      credentials.kind,
    ]);
    assert.deepEqual(summaries.sort(), [
      ['EU', 'production', '808232144', 'refresh-token'],
      ['EU', 'production', '9', 'refresh-token'],
      ['IN', 'sandbox', '700', 'client-credentials'],
      ['http://127.0.0.1:2', 'developer', '808232144', 'access-token'],
    ]);
    const account = await accounts.get(ACCOUNT);
    assert.equal(account?.organization.name, 'Northwind Traders');
    assert.equal(account.user.email, 'ada@example.com');
    const server = all.find(({ credentials }) => credentials.kind === 'client-credentials');
    assert.ok(server?.credentials.kind === 'client-credentials');
    assert.equal(server.credentials.organizationId, '700');
    assert.equal(server.throttledUntil, 1764375000000);
    const key = `account:${ACCOUNT}`;
    const before = JSON.parse(stored[key] ?? '') as object;
    await accounts.change(ACCOUNT, (now) => ({ ...now, access: { token: 'new', endsAt: 2 } }));
    assert.deepEqual(JSON.parse(stored[key] ?? ''), {
      ...before,
      access: { token: 'new', endsAt: 2 },
    });
  });

  it('is a client of each data center, with what is left over of it', async () => {
    const clients = new Clients(secrets);
    const EU = { kind: 'zoho', dataCenter: 'EU' } as const;
    const [self] = await clients.of(EU, 'self');
    assert.equal(self?.client.secret, 'example-secret');
    assert.equal(self.leftOver, 2);
    const [mobile] = await clients.of({ kind: 'zoho', dataCenter: 'US' }, 'mobile');
    assert.deepEqual(mobile?.client.registeredAt, { kind: 'zoho', dataCenter: 'US' });
    const key = 'client:EU/ada@example.com/self';
    const before = JSON.parse(stored[key] ?? '') as object;
    await clients.count(self, () => 3);
    assert.deepEqual(JSON.parse(stored[key] ?? ''), { ...before, leftOver: 3 });
  });

  it('is the account of a workspace, its last changes, and the recent records', async () => {
    const workspace = await memory('workspaceState');
    assert.equal(new WorkspaceAccount(workspace).get()?.id, ACCOUNT);
    const changes = new LastChanges(workspace).get();
    assert.deepEqual(
      changes.map(({ before: had, after: has }) => [had.kind, has.kind]),
      [
        ['kept', 'mark'],
        ['none', 'sent'],
      ],
    );
    const recent = new RecentRecords(await memory('globalState')).of(ACCOUNT);
    assert.deepEqual(
      recent.map(({ id, name }) => [id, name]),
      [
        ['4876876000000624111', undefined],
        ['4876876000000624001', 'Amelia Fischer'],
      ],
    );
  });

  it('is the backup of a photo, with its picture, also of a format with another ending today', async () => {
    const limits = { bytes: 1e9, milliseconds: Number.MAX_SAFE_INTEGER };
    const backups = new Backups(path.join(storage, 'photos'), () => limits);
    const all = await backups.of(ACCOUNT);
    assert.deepEqual(
      all.map(({ key, name, organization, pictureFormat }) => ({
        key,
        name,
        organization,
        pictureFormat,
      })),
      [
        { name: null, pictureFormat: 'TIFF' },
        { name: 'Amelia Fischer', pictureFormat: 'GIF' },
      ].map((one) => ({ key: AMELIA, organization: 'Northwind Traders (PRODUCTION)', ...one })),
    );
    for (const backup of all) {
      const bytes = await backups.read(backup);
      assert.equal(bytes && sha256Of(bytes), backup.sha256);
      assert.deepEqual(await readFile(backups.pictureFile(backup)), Buffer.from(bytes ?? []));
    }
  });

  it('is a run that was interrupted, and one that is over', async () => {
    const runs = new Runs(path.join(storage, 'runs'), leases);
    const [over, open] = await runs.of(ACCOUNT);
    assert.ok(over?.over === true && open?.over === false);
    assert.deepEqual(
      open.items.map(({ ended, begun }) => [ended, begun?.before.kind]),
      [
        ['done', 'kept'],
        ['done', 'none'],
        ['skipped', undefined],
        ['failed', undefined],
        ['unknown', 'lost'],
        [undefined, undefined],
        [undefined, 'kept'],
      ],
    );
    assert.deepEqual(open.items[3]?.told, {
      code: 'INVALID_DATA',
      message: 'Zoho did not take it.',
    });
    assert.deepEqual(open.items[1]?.looked?.pending, true);
    const { version, restrictTriggers, longestSide, fits, withoutCmyk, onlyChanged } = open.run;
    assert.deepEqual(
      { version, restrictTriggers, longestSide, fits, withoutCmyk, onlyChanged },
      {
        version: 'v2',
        restrictTriggers: ['workflow', 'approval'],
        longestSide: 1200,
        fits: true,
        withoutCmyk: true,
        onlyChanged: true,
      },
    );
    assert.deepEqual(
      over.items.map(({ undone }) => undone ?? false),
      [true, false],
    );
    const [unfinished, ...more] = await runs.unfinished();
    assert.ok(unfinished?.run.id === open.run.id && more.length === 0);
    const ended = await runs.own(open.run.id, async (journal) => {
      await journal.ended(5, 'skipped');
      return journal.state.items[5]?.ended;
    });
    assert.equal(ended, 'skipped');
  });

  it('is what each record was given last', async () => {
    const last = await LastUploads.of(path.join(storage, 'last-uploads'), ACCOUNT, leases);
    assert.ok(last.has({ key: AMELIA, photoMark: 'm2' }, sha256Of('abc')));
  });

  it('is a mapping by a name, by people’s names, and by a table', async () => {
    const saved = new SavedMappings(await memory('globalState')).all();
    assert.deepEqual(
      saved.map(({ name, mapping: { module, rule, several } }) => [
        name,
        module,
        rule.kind,
        rule.by.kind,
        several.kind,
      ]),
      [
        ['table', 'Products', 'table', 'id', 'first-in-table'],
        ['people', 'Contacts', 'name', 'fields', 'none'],
        ['', 'Products', 'name', 'field', 'ends-in'],
      ],
    );
  });
});
