import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { Services } from '../../../src/commands/services.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

interface Notification {
  readonly text: string;
  readonly choices: readonly string[];
  readonly answer: (choice: string | undefined) => void;
}

/** Those that nobody has answered yet: VS Code keeps them for hours. */
let open: Notification[] = [];

vscode.commands = { executeCommand: () => Promise.resolve() };
vscode.window = {
  showInformationMessage: (text: string, ...choices: string[]): Promise<string | undefined> =>
    new Promise((answer) => {
      open.push({ text, choices, answer });
    }),
};

const { signIn } = await import('../../../src/commands/signIn.ts');

const NORTHWIND = sampleAccount();
const ADATUM = sampleAccount({
  organization: { id: '820417733', name: 'Adatum', domain: 'adatum' },
});

describe('signing in, with a notification that stays', () => {
  let workspaceAccount: WorkspaceAccount;

  beforeEach(() => {
    open = [];
    const memory = new Map<string, unknown>();
    workspaceAccount = new WorkspaceAccount({
      get: (key) => memory.get(key),
      update: (key, value) => {
        memory.set(key, value);
        return Promise.resolve();
      },
    });
  });

  /** Signs in to an account, until that is told. */
  async function signedIn(account: Account): Promise<{ told: Notification; ended: Promise<void> }> {
    const ended = signIn({
      workspaceAccount,
      settings: { customServer: () => ({ kind: 'none' }) },
      secrets: { lasts: true },
      signIn: () => Promise.resolve({ account, refreshTokens: undefined }),
    } as unknown as Services);
    await until('it is told', () => open.length > 0);
    const [told] = open;
    assert.ok(told !== undefined);
    return { told, ended };
  }

  async function use({ id }: Account): Promise<void> {
    await workspaceAccount.bind({ id, name: '' });
  }

  function bound(): string | undefined {
    return workspaceAccount.get()?.id;
  }

  it('the workspace works with the account before it is told', async () => {
    const { told, ended } = await signedIn(NORTHWIND);
    assert.match(told.text, /^Signed in to Zoho CRM: /);
    assert.deepEqual(told.choices, []);
    assert.equal(bound(), NORTHWIND.id);
    told.answer(undefined);
    await ended;
  });

  it('a notification that is closed hours later does not bring it back', async () => {
    const { told, ended } = await signedIn(NORTHWIND);
    await use(ADATUM);
    told.answer(undefined);
    await ended;
    assert.equal(bound(), ADATUM.id);
  });

  it('a workspace that works with another account keeps it', async () => {
    await use(ADATUM);
    const { told, ended } = await signedIn(NORTHWIND);
    assert.match(told.text, /This workspace still uploads to/);
    assert.equal(bound(), ADATUM.id);
    told.answer(undefined);
    await ended;
    assert.equal(bound(), ADATUM.id);
  });

  it('and changes it when told to', async () => {
    await use(ADATUM);
    const { told, ended } = await signedIn(NORTHWIND);
    told.answer('Use in This Workspace');
    await ended;
    assert.equal(bound(), NORTHWIND.id);
  });
});
