import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { OpenRun } from '../../../src/batch/run/openRuns.ts';
import { OpenRuns } from '../../../src/batch/run/openRuns.ts';
import type { Runs } from '../../../src/batch/run/runs.ts';
import type { BatchServices } from '../../../src/batch/services.ts';
import { runsOf } from '../../../src/batch/store.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { openMessages, told } from '../commands/person.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

const { lastRun } = await import('../../../src/batch/undoLastRun.ts');
const { mayUndoRun } = await import('../../../src/batch/panel/undoQuestion.ts');

/** The page of a run that rests. Counts how often it was told to undo. */
class OpenPage {
  undone = 0;

  undo(): void {
    this.undone += 1;
  }

  asOpenRun(): OpenRun {
    return this as Partial<OpenRun> as OpenRun;
  }
}

describe('the last bulk upload of a workspace', () => {
  let folder: string;
  let runs: Runs;
  let services: BatchServices;
  let account: Account;
  let known: Account[];
  /** Scopes that were added to the account; false if the person doesn't add them. */
  let added: readonly string[] | false;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'last-run-'));
    Object.assign(vscode.workspace as object, {
      getWorkspaceFolder: (uri: { path: string }) =>
        uri.path.startsWith('/here/') ? {} : undefined,
    });
    account = sampleAccount({
      credentials: {
        kind: 'client-credentials',
        client: { type: 'self', id: '1000.A', secret: 's' },
        organizationId: '808232144',
      },
      scopes: [...SCOPES],
    });
    known = [account];
    added = [];
    let stored: unknown;
    services = {
      storageFolder: folder,
      leases: new Leases(path.join(folder, 'leases')),
      openRuns: new OpenRuns(),
      accounts: { all: () => Promise.resolve(known), known: () => Promise.resolve(known) },
      settings: { customServer: () => ({ kind: 'none' }) },
      lastChanges: new LastChanges({
        get: () => stored,
        update: (_, value) => {
          stored = value;
          return Promise.resolve();
        },
      }),
      addScopes: (_: Account, scopes: readonly string[]) => {
        if (added === false) {
          return Promise.resolve(undefined);
        }
        added = scopes;
        return Promise.resolve({ ok: true, value: account });
      },
    } as unknown as BatchServices;
    runs = runsOf(services);
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** A run of two pictures that uploaded the first ones. @returns its ID */
  async function ran(place: string, uploaded: number, before?: 'kept'): Promise<string> {
    const settings = {
      version: 'v8',
      restrictTriggers: [],
      withoutPersonalData: false,
      fits: true,
      skipsUnchanged: false,
    } as const;
    const planned = ['1', '2'].map((id) => ({
      picture: { place: `file://${place}/${id}.jpg`, name: `${id}.jpg`, size: 1 },
      key: { module: 'Products', id },
    }));
    const id = await runs.create(account.id, settings, planned as never);
    await runs.own(id, async (journal) => {
      for (let n = 0; n < uploaded; n += 1) {
        const had = before === undefined ? { kind: 'none' } : { kind: before, id: '1' };
        await journal.begun(n, { mark: null, before: had as never, sha256: 'a' });
        await journal.ended(n, 'done');
      }
    });
    return id;
  }

  async function undone(id: string, n: number): Promise<void> {
    await runs.own(id, (journal) => journal.undone(n));
  }

  it('is none if none uploaded anything here', async () => {
    assert.equal(await lastRun(services), undefined);
    await ran('/here', 0);
    await ran('/elsewhere', 2);
    assert.equal(await lastRun(services), undefined);
  });

  it('is the one that uploaded last, not the one that was created last', async () => {
    const first = await ran('/here', 1);
    const second = await ran('/here', 1);
    const between = (await runs.read(second))?.items[0]?.endedAt ?? 0;
    await until('the clock', () => Date.now() > between);
    await runs.own(first, async (journal) => {
      await journal.begun(1, { mark: null, before: { kind: 'none' }, sha256: 'a' });
      await journal.ended(1, 'done');
    });
    const { at, account: of, canBeUndone } = (await lastRun(services)) ?? {};
    const items = (await runs.read(first))?.items;
    assert.deepEqual([at, of, canBeUndone], [items?.[1]?.endedAt, account.id, true]);
  });

  it('is one of pictures from elsewhere if it was started here, even of a signed-out account', async () => {
    const id = await ran('/elsewhere', 2);
    await services.lastChanges.startRun(id);
    known = [];
    assert.equal((await lastRun(services))?.account, account.id);
  });

  it('stays the last one once it is undone, and can’t be undone again', async () => {
    const id = await ran('/here', 2);
    await undone(id, 0);
    assert.equal((await lastRun(services))?.canBeUndone, true);
    await undone(id, 1);
    assert.equal((await lastRun(services))?.canBeUndone, false);
  });

  it('is undone on its page if that is open', async () => {
    const id = await ran('/here', 2);
    const page = new OpenPage();
    await services.openRuns.while(id, page.asOpenRun(), async () =>
      (await lastRun(services))?.undo(account),
    );
    assert.equal(page.undone, 1);
  });

  it('isn’t undone while another window has it, and nothing is asked for that', async () => {
    const id = await ran('/here', 2);
    await runs.own(id, async () => {
      await (await lastRun(services))?.undo(account);
      (await told(/^This upload is running in another VS Code window\.$/)).press();
    });
    assert.deepEqual(openMessages(), []);
  });

  it('is undone on a page that was opened while the question was', async () => {
    const id = await ran('/here', 2, 'kept');
    const undoing = (await lastRun(services))?.undo(account);
    const question = await told(/^Undo 2 photos/);
    const page = new OpenPage();
    await services.openRuns.while(id, page.asOpenRun(), async () => {
      question.press('Undo');
      await undoing;
    });
    assert.equal(page.undone, 1);
  });

  it('isn’t undone without a yes', async () => {
    await ran('/here', 2, 'kept');
    const undoing = (await lastRun(services))?.undo(account);
    const question = await told(/^Undo 2 photos uploaded to Products\?$/);
    assert.match(question.detail ?? '', /^Northwind Traders \(PRODUCTION\) · /);
    assert.deepEqual(question.buttons, ['Undo']);
    question.press();
    await undoing;
  });

  describe('whose records had no photo', () => {
    async function asks(only?: ReadonlySet<number>): Promise<{ answer: Promise<boolean> }> {
      const state = await runs.read(await ran('/here', 2));
      assert.ok(state);
      return { answer: mayUndoRun(services, account, state, only) };
    }

    it('is undone after one question if the permission can be added', async () => {
      const { answer } = await asks();
      const question = await told(/^Undo 2 photos/);
      assert.match(
        question.detail ?? '',
        /Undo deletes 2 photos\. Allow deleting photos in Products\?.*products\.DELETE/s,
      );
      question.press('Allow Deleting and Undo');
      assert.equal(await answer, true);
      assert.deepEqual(added, ['ZohoCRM.modules.products.DELETE']);
    });

    it('isn’t, if the permission is not given', async () => {
      added = false;
      const { answer } = await asks(new Set([1]));
      const question = await told(/^Undo the upload to 2 in Northwind Traders \(PRODUCTION\)\?$/);
      assert.match(question.detail ?? '', /^The record had no photo before/);
      question.press('Allow Deleting and Undo');
      assert.equal(await answer, false);
      (await told(/^Nothing was undone/)).press();
    });

    it('is undone without it where the account may delete', async () => {
      account = { ...account, scopes: ['ZohoCRM.modules.ALL'] };
      known = [account];
      const { answer } = await asks();
      (await told(/^Undo 2 photos/)).press('Undo');
      assert.equal(await answer, true);
    });
  });
});
