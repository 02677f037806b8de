import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Backup } from '../../../src/upload/backup.ts';
import { mug } from '../../drawings.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { executed, openMessages, person, saved, told } from './person.ts';

const { askAndDeleteBackups, openBackup, saveBackup } =
  await import('../../../src/commands/backupActions.ts');

describe('what can be done with a backup', () => {
  const command = commandInTest();
  let photo: Uint8Array;

  before(async () => {
    photo = await mug();
  });

  async function keep(name: string): Promise<Backup> {
    const owner = { account: command.account.id, organization: 'Northwind Traders (PRODUCTION)' };
    const record = { key: { module: 'Contacts', id: AMELIA }, name, photoMark: null };
    const kept = await command.services.backups.keep(owner, record, photo, new Set());
    assert.ok('id' in kept);
    return kept;
  }

  function idsOf(): Promise<string[]> {
    return command.services.backups.idsOf(command.account.id);
  }

  it('is none once it’s gone, which is said', async () => {
    const backup = await keep('Amelia');
    await command.services.backups.delete(backup);
    person.saves = '/somewhere/amelia.png';
    for (const act of [openBackup, saveBackup]) {
      await act(command.services, backup);
      (await told(/^The backup of Amelia in Contacts no longer exists\.$/)).press();
    }
    assert.deepEqual([executed, [...saved]], [[], []]);
  });

  it('is deleting it, after a question that names record and date', async () => {
    const backup = await keep('Amelia');
    await keep('Amelia');
    for (const agrees of [false, true]) {
      const deleting = askAndDeleteBackups(command.services, 'Amelia in Contacts', [backup]);
      const question = await told(/^Delete the backup of Amelia in Contacts from \w+ \d+, \d+/);
      assert.match(question.detail ?? '', /The photo in the CRM stays\.$/);
      assert.deepEqual(question.buttons, ['Delete']);
      question.press(agrees ? 'Delete' : undefined);
      await deleting;
      assert.equal((await idsOf()).includes(backup.id), !agrees);
    }
    assert.equal((await idsOf()).length, 1);
  });

  it('is deleting all of a record, with one question', async () => {
    const backups = [await keep('Amelia'), await keep('Amelia')];
    const deleting = askAndDeleteBackups(command.services, 'Amelia in Contacts', backups);
    (await told(/^Delete all 2 backups of Amelia in Contacts\?$/)).press('Delete');
    await deleting;
    assert.deepEqual(await idsOf(), []);
    assert.deepEqual(openMessages(), []);
  });
});
