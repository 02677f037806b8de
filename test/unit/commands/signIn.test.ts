import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { WorkspaceAccount } from '../../../src/auth/workspaceAccount.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { Memory } from '../../../src/storage/memory.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

interface Notification {
  readonly text: string;
  readonly choices: readonly string[];
  readonly answer: (choice: string | undefined) => void;
}

/** Open notifications: VS Code keeps them for hours. */
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

describe('signing in, with a notification that stays open', () => {
  let memory: Memory;
  let workspaceAccount: WorkspaceAccount;

  beforeEach(() => {
    open = [];
    const kept = new Map<string, unknown>();
    memory = {
      get: (key) => kept.get(key),
      update: (key, value) => {
        kept.set(key, value);
        return Promise.resolve();
      },
    };
    workspaceAccount = new WorkspaceAccount(memory);
  });

  /** Signs in to an account, until the notification is shown. */
  async function signedIn(account: Account): Promise<{ told: Notification; ended: Promise<void> }> {
    const ended = signIn({
      memory,
      workspaceAccount,
      policy: NO_POLICY,
      settings: { customServer: () => ({ kind: 'none' }) },
      secrets: { isPersistent: true },
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

  it('binds the account to the workspace before the notification', async () => {
    const { told, ended } = await signedIn(NORTHWIND);
    assert.match(told.text, /^Signed in to Zoho CRM: /);
    assert.deepEqual(told.choices, ['Upload Photo…']);
    assert.equal(bound(), NORTHWIND.id);
    told.answer(undefined);
    await ended;
  });

  it('doesn’t bind it again when the notification is closed hours later', async () => {
    const { told, ended } = await signedIn(NORTHWIND);
    await use(ADATUM);
    told.answer(undefined);
    await ended;
    assert.equal(bound(), ADATUM.id);
  });

  it('keeps the account of a workspace that uses another one', async () => {
    await use(ADATUM);
    const { told, ended } = await signedIn(NORTHWIND);
    assert.match(told.text, /This workspace still uploads to/);
    assert.equal(bound(), ADATUM.id);
    told.answer(undefined);
    await ended;
    assert.equal(bound(), ADATUM.id);
  });

  it('and changes it on request', async () => {
    await use(ADATUM);
    const { told, ended } = await signedIn(NORTHWIND);
    told.answer('Use in This Workspace');
    await ended;
    assert.equal(bound(), NORTHWIND.id);
  });
});
