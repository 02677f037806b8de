import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { CustomServer } from '../../../src/settings.ts';
import { LastChanges } from '../../../src/upload/change.ts';
import { RecentRecords } from '../../../src/upload/recent.ts';
import type { PhotosView } from '../../../src/view/photosView.ts';
import type { ViewHost } from '../../../src/view/viewHost.ts';
import type { ViewServices } from '../../../src/view/services.ts';
import type { ViewNode } from '../../../src/view/viewNode.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { messagesIn } from './messagesIn.ts';
import { Emitter } from './viewStubs.ts';

const { PhotosView: View } = await import('../../../src/view/photosView.ts');
const { boundAccount } = await import('../../../src/commands/signIn.ts');

function memory(): ConstructorParameters<typeof RecentRecords>[0] {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

const production = sampleAccount({});
const other = sampleAccount({
  organization: { id: '2', name: 'Adventure Works', domain: 'org2' },
});

describe('the view', () => {
  let signedIn: Account[];
  let secretsRead: number;
  let custom: CustomServer;
  let recent: RecentRecords;
  let workspaceAccount: WorkspaceAccount;
  let told: (ViewNode | undefined)[];
  let visibility: Emitter<{ visible: boolean }>;
  let bugs: string[];
  let view: PhotosView;

  beforeEach(() => {
    signedIn = [production];
    secretsRead = 0;
    custom = { kind: 'none' };
    recent = new RecentRecords(memory());
    workspaceAccount = new WorkspaceAccount(memory());
    told = [];
    bugs = [];
    visibility = new Emitter();
    const changed = new Emitter<ViewNode | undefined>();
    changed.event((node) => told.push(node));
    const host = {
      view: { visible: true, onDidChangeVisibility: visibility.event },
      changed,
    };
    view = new View(
      {
        accountIds: () => signedIn.map(({ id }) => id),
        accounts: {
          get: (id: string) => {
            secretsRead += 1;
            return Promise.resolve(signedIn.find((one) => one.id === id));
          },
        },
        log: { bug: (error: unknown) => bugs.push(String(error)) },
        settings: { customServer: () => custom },
        recent,
        workspaceAccount,
        lastChanges: new LastChanges(memory()),
        bulkUploads: () =>
          Promise.resolve({
            count: () => Promise.resolve(0),
            onDidChange: () => ({ dispose: () => undefined }),
          }),
        backups: { idsOf: () => Promise.resolve([]) },
      } as unknown as ViewServices,
      host as unknown as ViewHost,
    );
  });

  /** The labels at the top, and those of the recent records. */
  async function labels(): Promise<unknown[]> {
    const top = await view.children(undefined);
    const records = top.find(({ item }) => item.id === 'records');
    const below = records === undefined ? [] : await view.children(records);
    return [...top, ...below].map(({ item }) => item.label);
  }

  it('is empty, and reads no secret, if nobody has signed in', async () => {
    signedIn = [];
    assert.deepEqual(await labels(), []);
    assert.equal(secretsRead, 0);
  });

  it('shows the workspace’s account and its records, and reads no secret for that', async () => {
    signedIn = [production, other];
    await workspaceAccount.bind(boundAccount(production));
    await recent.add(production.id, { module: 'Contacts', id: '1', name: 'Amelia $(zap)' });
    await recent.add(production.id, { module: 'Products', id: '2', name: undefined });
    await recent.add(other.id, { module: 'Contacts', id: '1', name: 'Somebody' });
    assert.deepEqual(await labels(), [
      'Northwind Traders',
      'Recent Records',
      '2',
      'Amelia $\u200B(zap)',
    ]);
    assert.equal(secretsRead, 0);
  });

  it('shows the only account that a workspace without one would use', async () => {
    assert.deepEqual(await labels(), ['Northwind Traders', 'Recent Records', 'Upload a Photo…']);
    assert.equal(workspaceAccount.get(), undefined);
  });

  it('asks for an account if there are several, or the workspace’s is signed out', async () => {
    signedIn = [production, other];
    assert.deepEqual(await labels(), ['Choose an Account for This Workspace…']);
    await workspaceAccount.bind(boundAccount(production));
    signedIn = [other];
    assert.deepEqual(await labels(), ['Choose an Account for This Workspace…']);
  });

  it('is empty for accounts of another server than the setting’s', async () => {
    const origin = 'http://127.0.0.1:1';
    custom = { kind: 'set', servers: { accounts: origin, api: origin, web: origin } };
    assert.deepEqual(await labels(), []);
    custom = { kind: 'invalid' };
    assert.deepEqual(await labels(), []);
  });

  it('tells VS Code once of what has changed, and of nothing else', async () => {
    view.refresh();
    assert.deepEqual(told, []);
    await recent.add(production.id, { module: 'Contacts', id: '1', name: 'Amelia' });
    view.refresh();
    view.refresh();
    assert.deepEqual(told, [undefined]);
    signedIn = [];
    visibility.fire({ visible: false });
    visibility.fire({ visible: true });
    assert.deepEqual(told, [undefined, undefined]);
  });

  it('does what the row’s action says, on the row’s own account', async () => {
    await recent.add(production.id, { module: 'Contacts', id: '1', name: 'Amelia' });
    await recent.add(other.id, { module: 'Contacts', id: '1', name: 'Amelia' });
    const [, records] = await view.children(undefined);
    const [amelia] = await view.children(records);
    await amelia?.actions?.removeRecent?.();
    assert.deepEqual(recent.all(production.id), []);
    assert.equal(recent.all(other.id).length, 1);
  });

  it('says where to drop a picture that was dropped on no record', async () => {
    const messages = messagesIn();
    await view.drop(undefined, {} as never);
    const [account] = await view.children(undefined);
    await view.drop(account, {} as never);
    assert.deepEqual(
      messages.map((text) => text.startsWith('Drop the picture on a record')),
      [true, true],
    );
  });

  it('logs a hover that couldn’t be made, and ends the wait for it', async () => {
    const node = {
      item: {},
      resolve: () => Promise.reject(new Error('no hover')),
    } as unknown as ViewNode;
    await view.resolve(node, {} as never);
    assert.deepEqual(bugs, ['Error: no hover']);
  });
});
