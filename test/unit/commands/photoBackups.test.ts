import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Backup } from '../../../src/upload/backup.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair, mug } from '../../drawings.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import type { QuickInput } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { executed, openMessages, person, saved, told } from './person.ts';

const { photoBackups } = await import('../../../src/commands/photoBackups.ts');

describe('Photo Backups', () => {
  const command = commandInTest();
  let photo: Uint8Array;
  let other: Uint8Array;

  before(async () => {
    photo = await chair();
    other = await mug();
  });

  async function keep(name: string, id: string, bytes: Uint8Array): Promise<void> {
    const owner = { account: command.account.id, organization: 'Northwind Traders (PRODUCTION)' };
    const record = { key: { module: 'Contacts', id }, name, photoMark: null };
    const kept = await command.services.backups.keep(owner, record, bytes, new Set());
    assert.ok('id' in kept);
  }

  function kept(): Promise<readonly Backup[]> {
    return command.services.backups.of(command.account.id);
  }

  /** The question of this number, counted from 1. */
  async function question(number: number): Promise<QuickInput> {
    await until(`question ${number} is asked`, () => shownInputs.length === number);
    const input = shownInputs[number - 1];
    assert.ok(input);
    return input;
  }

  /** Chooses Amelia's backup, then what to do with it. */
  async function choose(action: RegExp): Promise<void> {
    (await question(1)).choose(/^Amelia/);
    (await question(2)).choose(action);
  }

  it('says so if there is none', async () => {
    const done = photoBackups(command.services);
    (await told(/Northwind Traders/)).press();
    await done;
    assert.equal(shownInputs.length, 0);
  });

  it('does nothing if the person cancels either question, and can go back', async () => {
    await keep('Amelia', AMELIA, photo);
    const first = photoBackups(command.services);
    (await question(1)).hide();
    await first;
    const second = photoBackups(command.services);
    (await question(2)).choose(/^Amelia/);
    (await question(3)).goBack();
    (await question(4)).choose(/^Amelia/);
    (await question(5)).hide();
    await second;
    assert.equal((await kept()).length, 1);
    assert.deepEqual(openMessages(), []);
  });

  it('opens one', async () => {
    await keep('Amelia', AMELIA, photo);
    const done = photoBackups(command.services);
    await choose(/^Open/);
    await done;
    assert.deepEqual(
      executed.map(([name]) => name),
      ['vscode.open'],
    );
  });

  it('says so if another window has deleted the one to open', async () => {
    await keep('Amelia', AMELIA, photo);
    const done = photoBackups(command.services);
    (await question(1)).choose(/^Amelia/);
    const input = await question(2);
    await command.services.backups.deleteAll(command.account.id);
    input.choose(/^Open/);
    (await told(/Amelia/)).press();
    await done;
    assert.deepEqual(executed, []);
  });

  it('saves one as a file', async () => {
    await keep('Amelia', AMELIA, photo);
    person.saves = '/somewhere/amelia.png';
    const done = photoBackups(command.services);
    await choose(/^Save/);
    await done;
    assert.equal(sha256Of(saved.get('/somewhere/amelia.png') ?? Buffer.of()), sha256Of(photo));
  });

  it('restores one, which can be undone, and retries after a failure', async () => {
    await command.rememberUpload();
    await keep('Amelia', AMELIA, photo);
    await command.world.control.putPhoto('Contacts', AMELIA, other);
    await command.refuses('POST', 'NO_PERMISSION', 403);
    const done = photoBackups(command.services);
    await choose(/^Restore/);
    const failed = await told(/Contacts/);
    assert.equal(failed.severity, 'error');
    assert.deepEqual(command.services.lastChanges.get(), []);
    failed.press('Retry');
    (await told(/Amelia/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.equal(command.services.lastChanges.get().length, 1);
    // The replaced photo has a backup now, too.
    assert.equal((await kept()).length, 2);
    assert.equal(await command.rememberedUpload(), undefined);
  });

  it('restores nothing if the person cancels', async () => {
    await command.rememberUpload();
    await keep('Amelia', AMELIA, photo);
    person.cancels = /Restor/;
    const done = photoBackups(command.services);
    await choose(/^Restore/);
    (await told(/Contacts/)).press();
    await done;
    assert.equal(await command.stored(), undefined);
    assert.equal(await command.rememberedUpload(), 1);
  });

  it('deletes one, and keeps the others', async () => {
    await keep('Amelia', AMELIA, photo);
    await keep('Bruno', '4876876000000624002', other);
    const done = photoBackups(command.services);
    await choose(/^(Delete|Forget)/);
    await done;
    assert.deepEqual(
      (await kept()).map(({ name }) => name),
      ['Bruno'],
    );
  });

  it('deletes all after a confirmation', async () => {
    await keep('Amelia', AMELIA, photo);
    await keep('Bruno', '4876876000000624002', other);
    for (const [index, agrees] of [false, true].entries()) {
      const done = photoBackups(command.services);
      (await question(index + 1)).choose(/^(Delete|Forget) all/);
      const { buttons, press } = await told(/2/);
      press(agrees ? buttons[0] : undefined);
      await done;
      assert.equal((await kept()).length, agrees ? 0 : 2);
    }
  });
});
