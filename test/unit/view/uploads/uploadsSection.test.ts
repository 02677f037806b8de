import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { BulkUpload, UploadAction } from '../../../../src/commands/bulkUploads.ts';
import type { Change } from '../../../../src/upload/change.ts';
import { LastChanges } from '../../../../src/upload/change.ts';
import type { UploadsSection } from '../../../../src/view/uploads/uploadsSection.ts';
import type { ViewServices } from '../../../../src/view/services.ts';
import type { ViewNode } from '../../../../src/view/viewNode.ts';
import { until } from '../../until.ts';
import '../viewStubs.ts';

const { UploadsSection: Section } = await import('../../../../src/view/uploads/uploadsSection.ts');

const ACCOUNT = { id: 'a', name: 'Northwind Traders (PRODUCTION)' };

describe('the uploads in the view', () => {
  let uploads: BulkUpload[];
  let more: number;
  /** What runs in this window, by its ID. */
  let now: Map<string, BulkUpload>;
  let acted: [string, UploadAction][];
  let lists: number;
  let counts: number;
  let tell: (id: string, account?: string) => void;
  let lastChanges: LastChanges;
  let section: UploadsSection;
  let fired: (ViewNode | undefined)[];
  let following: { dispose(): unknown } | undefined;

  beforeEach(() => {
    uploads = [];
    more = 0;
    now = new Map();
    acted = [];
    lists = 0;
    counts = 0;
    tell = () => undefined;
    fired = [];
    const kept = new Map<string, unknown>();
    lastChanges = new LastChanges({
      get: (key) => kept.get(key),
      update: (key, value) => Promise.resolve(void kept.set(key, value)),
    });
    section = new Section({
      lastChanges,
      recent: {
        nameOf: (_: string, { id }: { id: string }) => (id === '1' ? 'Amelia' : undefined),
      },
      log: {
        bug: (error: unknown) => {
          assert.ifError(error);
        },
      },
      bulkUploads: () =>
        Promise.resolve({
          count: () => {
            counts += 1;
            return Promise.resolve(uploads.length + more);
          },
          of: () => {
            lists += 1;
            return Promise.resolve({ uploads: [...uploads], more });
          },
          now: ({ id }: BulkUpload) => now.get(id),
          act: (id: string, action: UploadAction) => Promise.resolve(void acted.push([id, action])),
          onDidChange: (listener: typeof tell) => {
            tell = listener;
            return { dispose: () => undefined };
          },
        }),
    } as unknown as ViewServices);
    section.onDidChange((node) => fired.push(node));
  });

  afterEach(() => {
    following?.dispose();
    section.dispose();
  });

  function upload(id: string, more: Partial<BulkUpload> = {}): BulkUpload {
    const label = `upload ${id}`;
    const texts = { label, description: 'done', details: 'all about it' };
    return { id, at: 0, status: 'done', actions: ['show', 'undo'], ...texts, ...more };
  }

  function change(id: string): Change {
    const key = { module: 'Contacts', id };
    return { account: 'a', key, before: { kind: 'none' }, after: { kind: 'unknown' } };
  }

  async function rows(): Promise<readonly ViewNode[]> {
    const [header] = await section.nodes(ACCOUNT);
    return (await header?.children?.()) ?? [];
  }

  async function labels(): Promise<unknown[]> {
    return (await rows()).map(({ item }) => item.label);
  }

  it('aren’t there if there are none, and appear with the first', async () => {
    assert.deepEqual(await section.nodes(ACCOUNT), []);
    following = section.follow();
    uploads = [upload('1')];
    tell('1');
    await until('all rows to be asked for', () => fired.includes(undefined));
    assert.equal((await section.nodes(ACCOUNT)).length, 1);
  });

  it('are listed with their menus, and with a way to the rest', async () => {
    uploads = [upload('1', { status: 'interrupted', actions: ['show', 'resume'] })];
    more = 1200;
    const [row, rest] = await rows();
    assert.ok(row && rest);
    assert.equal(row.item.contextValue, 'upload showUpload resumeUpload');
    assert.equal(row.item.accessibilityInformation?.label, 'upload 1, done');
    assert.equal(row.item.tooltip, 'upload 1\nall about it');
    assert.equal(rest.item.label, '1,200 More…');
    await row.actions?.resumeUpload?.();
    assert.deepEqual(acted, [['1', 'resume']]);
  });

  it('show progress in their row, without listing anything again', async () => {
    const running = { status: 'running', description: '1%' } as const;
    uploads = [upload('1', running)];
    following = section.follow();
    const [row] = await rows();
    const before = lists;
    now.set('1', upload('1', { ...running, description: '2%' }));
    // Hundreds of times a second.
    for (let n = 0; n < 500; n += 1) {
      tell('1');
    }
    await until('the progress', () => row?.item.description === '2%');
    assert.ok(fired.includes(row));
    // Following lists what other windows may have done, once.
    assert.ok(lists <= before + 1);
    uploads = [upload('1')];
    now.set('1', upload('1'));
    tell('1');
    await until('the list to be asked for', () =>
      fired.some((node) => node?.item.id === 'uploads'),
    );
  });

  it('are not listed again for each photo that another account’s upload sends', async () => {
    uploads = [upload('1', { status: 'running' })];
    following = section.follow();
    const [row] = await rows();
    await until('what following lists', () => lists === 2);
    for (const description of ['1%', '2%']) {
      now.set('1', upload('1', { status: 'running', description }));
      tell('of another', 'b');
      tell('1', 'a');
      await until('the progress', () => row?.item.description === description);
    }
    assert.equal(lists, 2);
  });

  it('are listed again when the section is opened after something has changed', async () => {
    uploads = [upload('1', { status: 'running' })];
    following = section.follow();
    await rows();
    await until('what following lists', () => lists === 2);
    // Collapsed: its rows aren't asked for.
    const [header] = await section.nodes(ACCOUNT);
    const counted = counts;
    uploads = [upload('1', { status: 'done' })];
    await until('an update', () => counts > counted);
    await header?.children?.();
    await until('the list to be asked for', () => fired.includes(header));
    const [row] = (await header?.children?.()) ?? [];
    assert.equal((row?.item.iconPath as { id: string }).id, 'pass');
  });

  it('change nothing while nobody sees them', async () => {
    uploads = [upload('1')];
    await rows();
    const before = lists;
    tell('1');
    section.refresh();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual([fired, lists], [[], before]);
  });

  it('have the photos that were last changed one by one, in the order of time', async () => {
    uploads = [
      upload('running', { status: 'running', at: 1 }),
      upload('later', { at: Date.now() + 1e6 }),
      upload('earlier', { at: 1 }),
    ];
    await lastChanges.set([change('1')]);
    assert.deepEqual(await labels(), [
      'upload running',
      'upload later',
      'Amelia in Contacts',
      'upload earlier',
    ]);
    uploads = [];
    await lastChanges.set([change('1'), change('2'), { ...change('3'), account: 'b' }]);
    section.refresh();
    const [several] = (await rows()).filter((row) => row.item.id === 'changes a');
    assert.equal(several?.item.label, '2 photos');
    assert.equal(several.item.contextValue, 'changes undoChange');
    const below = await several.children?.();
    assert.deepEqual(
      below?.map(({ item }) => [item.label, item.contextValue]),
      [
        ['Amelia in Contacts', 'change openRecord undoChange'],
        ['Contacts 2', 'change openRecord undoChange'],
      ],
    );
  });

  it('have rows of their own for two pictures that went to one record', async () => {
    await lastChanges.set([change('1'), change('1')]);
    const [both] = await rows();
    const below = (await both?.children?.()) ?? [];
    assert.equal(new Set(below.map(({ item }) => item.id)).size, 2);
  });

  it('are those of the account that the workspace uses now', async () => {
    uploads = [upload('1')];
    await lastChanges.set([change('1')]);
    assert.deepEqual(await labels(), ['Amelia in Contacts', 'upload 1']);
    uploads = [];
    assert.deepEqual(await section.nodes({ ...ACCOUNT, id: 'b' }), []);
  });
});
