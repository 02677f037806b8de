import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Backup } from '../../../../src/upload/backup.ts';
import type { BackupsSection } from '../../../../src/view/backups/backupsSection.ts';
import type { ViewServices } from '../../../../src/view/services.ts';
import type { ViewNode } from '../../../../src/view/viewNode.ts';
import { until } from '../../until.ts';
import '../viewStubs.ts';

const { BackupsSection: Section } = await import('../../../../src/view/backups/backupsSection.ts');

const ACCOUNT = { id: 'a', name: 'Northwind Traders (PRODUCTION)' };

describe('the photo backups in the view', () => {
  /** Latest first. */
  let backups: Backup[];
  let reads: number;
  /** Before a look at an account's backups is answered. */
  let wait: (account: string) => Promise<void>;
  let section: BackupsSection;
  let fired: (ViewNode | undefined)[];
  let following: { dispose(): unknown } | undefined;

  beforeEach(() => {
    backups = [];
    reads = 0;
    wait = () => Promise.resolve();
    fired = [];
    section = new Section({
      recent: { nameOf: () => undefined },
      log: {
        bug: (error: unknown) => {
          assert.ifError(error);
        },
      },
      backups: {
        idsOf: async (account: string) => {
          const ids = backups.map(({ id }) => id);
          await wait(account);
          return ids;
        },
        of: () => {
          reads += 1;
          return Promise.resolve([...backups]);
        },
      },
    } as unknown as ViewServices);
    section.onDidChange((node) => fired.push(node));
  });

  afterEach(() => {
    following?.dispose();
    section.dispose();
  });

  function backup(n: number, record: string, name: string | null): Backup {
    return {
      format: 1,
      id: String(n),
      account: 'a',
      organization: '',
      key: { module: 'Contacts', id: record },
      name,
      at: n,
      pictureFormat: 'PNG',
      size: 34_000,
      sha256: '',
      mark: null,
    };
  }

  async function records(): Promise<readonly ViewNode[]> {
    const [header] = await section.nodes(ACCOUNT);
    return (await header?.children?.()) ?? [];
  }

  it('aren’t there if there are none, and appear with the first', async () => {
    assert.deepEqual(await section.nodes(ACCOUNT), []);
    following = section.follow();
    backups = [backup(1, '1', 'Amelia')];
    section.refresh();
    await until('all rows to be asked for', () => fired.includes(undefined));
    assert.equal((await section.nodes(ACCOUNT)).length, 1);
  });

  it('are counted from their names, and read only once the section is opened', async () => {
    backups = Array.from({ length: 5000 }, (_, n) => backup(5000 - n, String(n), null));
    const [header] = await section.nodes(ACCOUNT);
    assert.equal(header?.item.description, '5,000');
    assert.equal(reads, 0);
    const rows = (await header.children?.()) ?? [];
    assert.equal(reads, 1);
    assert.equal(rows.length, 51);
    assert.equal(rows.at(-1)?.item.label, '4,950 More…');
  });

  it('are listed by record, latest first, under the latest known name', async () => {
    backups = [
      backup(9, '1', null),
      backup(8, '2', null),
      backup(7, '1', 'Amelia $(zap)'),
      backup(6, '1', 'Amalia'),
    ];
    const [first, second] = await records();
    assert.deepEqual(
      [first?.item.label, first?.item.description, first?.item.contextValue],
      ['Amelia $\u200B(zap)', 'Contacts · 3 backups', 'backups openRecord deleteBackups'],
    );
    assert.deepEqual([second?.item.label, second?.item.description], ['2', 'Contacts · 1 backup']);
    const below = (await first?.children?.()) ?? [];
    assert.deepEqual(
      below.map(({ item }) => item.id),
      ['backup a 9', 'backup a 7', 'backup a 6'],
    );
    assert.equal(below[0]?.item.description, 'PNG · 34 KB');
    assert.equal(
      below[0].item.contextValue,
      'backup viewBackup restoreBackup saveBackup deleteBackup',
    );
  });

  it('are few below a record of many', async () => {
    backups = Array.from({ length: 100 }, (_, n) => backup(100 - n, '1', 'Amelia'));
    const [record] = await records();
    const below = (await record?.children?.()) ?? [];
    assert.deepEqual([below.length, below.at(-1)?.item.label], [21, '80 More…']);
  });

  it('are listed again when one was added or deleted, but only while they’re seen', async () => {
    backups = [backup(1, '1', 'Amelia')];
    const [header] = await section.nodes(ACCOUNT);
    backups = [backup(2, '1', 'Amelia'), ...backups];
    section.refresh();
    following = section.follow();
    await until('the section to be asked for', () => fired.includes(header));
    assert.equal(header?.item.description, '2');
    backups = [];
    section.refresh();
    await until('all rows to be asked for', () => fired.includes(undefined));
    assert.deepEqual(await section.nodes(ACCOUNT), []);
  });

  it('are counted of the account that is shown now, whatever was on its way', async () => {
    backups = [backup(1, '1', 'Amelia')];
    await section.nodes(ACCOUNT);
    const slow = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    wait = async (account) => {
      if (account === ACCOUNT.id) {
        asked.resolve(undefined);
        await slow.promise;
      }
    };
    following = section.follow();
    await asked.promise;
    backups = [backup(2, '2', null), backup(3, '3', null)];
    const [header] = await section.nodes({ ...ACCOUNT, id: 'b' });
    slow.resolve(undefined);
    await slow.promise;
    await setImmediate();
    assert.equal(header?.item.description, '2');
    assert.deepEqual(fired, []);
  });
});
