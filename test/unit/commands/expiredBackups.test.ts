import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ExpiredBackups as Class } from '../../../src/commands/expiredBackups.ts';
import { leaseOf } from '../../../src/upload/keeping.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

const RECORD = {
  key: { module: 'Contacts', id: '4876876000000624001' },
  name: 'Amelia Fischer',
  photoMark: 'mark',
};

interface Change {
  readonly affectsConfiguration: (name: string) => boolean;
}

let listeners: ((change: Change) => void)[] = [];
let said: string[] = [];

Object.assign(vscode, {
  workspace: {
    onDidChangeConfiguration: (listener: (change: Change) => void) => {
      listeners.push(listener);
      return { dispose: () => (listeners = listeners.filter((one) => one !== listener)) };
    },
  },
  window: { setStatusBarMessage: (text: string) => said.push(text) },
});

const { ExpiredBackups } = await import('../../../src/commands/expiredBackups.ts');

describe('backups that the settings no longer allow', () => {
  const limits = { bytes: 0, milliseconds: 0 };
  let keeping: KeepingInTest;
  let expired: Class;
  let bugs: unknown[];
  let logged: string[];
  let refreshed: number;

  beforeEach(async () => {
    Object.assign(limits, { bytes: 1000, milliseconds: 1_000_000 });
    [listeners, said, bugs, logged, refreshed] = [[], [], [], [], 0];
    keeping = await keepingInTest(limits);
    expired = started();
    await keep();
  });

  afterEach(async () => {
    expired.dispose();
    assert.deepEqual(listeners, []);
    assert.deepEqual(bugs, []);
    await keeping.close();
  });

  function started(calmMs = 20): Class {
    const log = {
      info: (line: string) => logged.push(line),
      bug: (error: unknown) => bugs.push(error),
    };
    return new ExpiredBackups({
      backups: keeping.photos,
      leases: keeping.leases,
      policy: { now: () => Promise.resolve() },
      log,
      onDeleted: () => (refreshed += 1),
      calmMs,
    } as unknown as ConstructorParameters<typeof ExpiredBackups>[0]);
  }

  async function keep(): Promise<void> {
    await keeping.photos.keep(keeping.owner, RECORD, Buffer.alloc(10), new Set());
  }

  async function count(): Promise<number> {
    return (await keeping.photos.idsOf(keeping.owner.account)).length;
  }

  function changed(name: string): void {
    const affectsConfiguration = (one: string): boolean => one === `zohoCrmPhotos.${name}`;
    listeners.forEach((listener) => {
      listener({ affectsConfiguration });
    });
  }

  it('are deleted at the next use, and the status bar says so', async () => {
    limits.bytes = 0;
    await expired.used();
    assert.equal(await count(), 0);
    assert.deepEqual(said, ['Deleted 1 photo backup, as set in the settings']);
    assert.deepEqual([logged.length, refreshed], [1, 1]);
  });

  it('are deleted after the setting was changed, without another use', async () => {
    await expired.used();
    assert.equal(await count(), 1);
    limits.milliseconds = -1;
    changed('keepPhotosDays');
    await until('the backup is deleted', async () => (await count()) === 0);
  });

  it('stay while somebody may still be typing the value, even if the extension is used', async () => {
    expired.dispose();
    expired = started(1e6);
    limits.bytes = 0;
    changed('keepPhotosMegabytes');
    await expired.used();
    assert.equal(await count(), 1);
    limits.bytes = 1000;
    changed('keepPhotosMegabytes');
    await expired.used();
    assert.equal(await count(), 1);
  });

  it('stay if another setting was changed', async () => {
    await expired.used();
    limits.bytes = 0;
    changed('fitPictures');
    await expired.used();
    assert.equal(await count(), 1);
  });

  it('stay while their record is being changed, and are deleted at the use after that', async () => {
    limits.bytes = 0;
    const { leases, owner } = keeping;
    await leases.hold(leaseOf(owner.account, RECORD.key), async () => {
      await expired.used();
      assert.equal(await count(), 1);
    });
    await expired.used();
    assert.equal(await count(), 0);
  });
});
