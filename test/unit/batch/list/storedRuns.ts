import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from '../../../../src/auth/account.ts';
import { OpenRuns } from '../../../../src/batch/run/openRuns.ts';
import type { Runs } from '../../../../src/batch/run/runs.ts';
import type { BatchServices } from '../../../../src/batch/services.ts';
import { runsOf } from '../../../../src/batch/store.ts';
import { Leases } from '../../../../src/storage/leases.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';

/** How one picture of a run ended; `left`: it wasn't sent. */
type Became = 'done' | 'failed' | 'left' | 'skipped';

/** Runs in a folder, without a CRM. */
export class StoredRuns {
  readonly account: Account = sampleAccount();
  readonly folder: string;
  readonly services: BatchServices;
  readonly runs: Runs;
  /** The accounts that are signed in. */
  known: Account[] = [this.account];

  private constructor(folder: string) {
    this.folder = folder;
    this.services = {
      storageFolder: folder,
      leases: new Leases(path.join(folder, 'leases'), {
        heartbeat: 40,
        timeout: 400,
        pollInterval: 2,
      }),
      openRuns: new OpenRuns(),
      accounts: { all: () => Promise.resolve(this.known) },
      settings: { customServer: () => ({ kind: 'none' }) },
    } as unknown as BatchServices;
    this.runs = runsOf(this.services);
  }

  static async open(): Promise<StoredRuns> {
    return new StoredRuns(await mkdtemp(path.join(tmpdir(), 'listed-runs-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  /** @returns the ID of a run whose pictures became this; it is over if none is left */
  async ran(became: readonly Became[], account = this.account.id): Promise<string> {
    const settings = {
      version: 'v8',
      restrictTriggers: [],
      withoutPersonalData: false,
      fits: true,
      skipsUnchanged: false,
    } as const;
    const planned = became.map((_, n) => ({
      picture: { place: `file:///pictures/spring/${n}.jpg`, name: `${n}.jpg`, size: 1 },
      key: { module: 'Products', id: String(n) },
    }));
    const id = await this.runs.create(account, settings, planned as never);
    await this.runs.own(id, async (journal) => {
      for (const [n, how] of became.entries()) {
        if (how === 'done') {
          await journal.begun(n, { mark: null, before: { kind: 'none' }, sha256: 'a' });
        }
        if (how !== 'left') {
          await journal.ended(n, how);
        }
      }
      if (!became.includes('left')) {
        await journal.over();
      }
    });
    return id;
  }
}
