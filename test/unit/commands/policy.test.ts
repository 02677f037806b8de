import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { Account } from '../../../src/auth/account.ts';
import { mug } from '../../drawings.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { vscode } from '../stubbedVscode.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { executed, openMessages, told } from './person.ts';

vscode.ViewColumn = { Active: -1 };

const { uploadPhoto } = await import('../../../src/commands/uploadPhoto.ts');
const { uploadFromUrl } = await import('../../../src/commands/uploadFromUrl.ts');
const { switchAccount } = await import('../../../src/commands/switchAccount.ts');
const { undoLast } = await import('../../../src/commands/undo.ts');
const { signIn } = await import('../../../src/commands/signIn.ts');
const { signOut } = await import('../../../src/commands/signOut.ts');

describe('on a machine with a policy', () => {
  const command = commandInTest();
  let folder: string;
  let picture: vscodeTypes.Uri;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    await writeFile(path.join(folder, 'mug.png'), await mug());
  });

  after(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    picture = (vscode.Uri as typeof vscodeTypes.Uri).file(path.join(folder, 'mug.png'));
    command.policy = { kind: 'rules', rules: { production: false } };
  });

  async function assertNothingAsked(): Promise<void> {
    assert.deepEqual(await command.world.control.requests(), []);
  }

  it('an account that is not allowed sends nothing, and another one can be chosen', async () => {
    await uploadPhoto(command.services, picture);
    const message = await told(/can’t be used\./);
    assert.equal(message.severity, 'error');
    assert.match(
      message.text,
      /Northwind Traders \(PRODUCTION\).* can’t be used\. Your organization’s policy doesn’t allow custom servers\./,
    );
    message.press('Switch Account');
    await until('it is switched', () =>
      executed.some(([name]) => name === 'zohoCrmPhotos.switchAccount'),
    );
    assert.equal(command.services.workspaceAccount.get(), undefined);
    await assertNothingAsked();
  });

  it('the list of accounts says which ones are not allowed, and takes none of them', async () => {
    await command.services.accounts.save(
      sampleAccount({
        ...(command.account as Omit<Account, 'id'>),
        organization: { id: '2', name: 'Contoso', domain: '' },
      }),
    );
    command.policy = { kind: 'rules', rules: { allowedOrganizations: [] } };
    const done = switchAccount(command.services);
    await until('it is asked', () => shownInputs.length === 1);
    const [input] = shownInputs;
    assert.ok(input);
    const items = input.items.filter(({ detail }) => detail !== undefined);
    assert.deepEqual(
      items.map(({ detail }) => detail),
      ['Not allowed by your organization’s policy', 'Not allowed by your organization’s policy'],
    );
    input.choose(items[0]?.label ?? '');
    (await told(/can’t be used/)).press();
    await done;
    assert.equal(command.services.workspaceAccount.get(), undefined);
  });

  it('a file that can’t be used stops everything, and says whom to ask', async () => {
    command.policy = { kind: 'unusable', problem: { kind: 'syntax', line: 3 } };
    await uploadPhoto(command.services, picture);
    const message = await told(/policy can’t be read, so nothing is sent/);
    assert.match(message.text, /Ask your administrator to correct \/etc\/.*policy\.json\.$/);
    assert.deepEqual(message.buttons, ['Learn More']);
    message.press();
    await assertNothingAsked();
  });

  it('a picture from a URL isn’t even asked for', async () => {
    command.policy = { kind: 'rules', rules: { uploadFromUrl: false } };
    await uploadFromUrl(command.services);
    (await told(/^Your organization’s policy doesn’t allow uploads from URLs\./)).press();
    assert.equal(shownInputs.length, 0);
  });

  it('an upload that was made before isn’t undone', async () => {
    const key = { module: 'Contacts', id: AMELIA };
    const { id: account } = command.account;
    await command.services.lastChanges.set([
      { account, key, before: { kind: 'none' }, after: { kind: 'none' } },
    ]);
    await undoLast(command.services);
    (await told(/can’t be used/)).press();
    await assertNothingAsked();
    assert.equal(command.services.lastChanges.get().length, 1);
  });

  it('no sign-in is started while the file can’t be used', async () => {
    command.policy = { kind: 'unusable', problem: { kind: 'not-an-object' } };
    command.signsIn = () => assert.fail('it was started');
    await signIn(command.services);
    (await told(/policy can’t be read, so nothing is sent/)).press();
  });

  it('signing out works all the same', async () => {
    let signedOut = 0;
    Object.assign(command.services, {
      signOut: () => {
        signedOut += 1;
        return Promise.resolve(undefined);
      },
    });
    const done = signOut(command.services);
    (await told(/^Already signed out/)).press();
    await done;
    assert.equal(signedOut, 1);
    assert.deepEqual(openMessages(), []);
  });
});
