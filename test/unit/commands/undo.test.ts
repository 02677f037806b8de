import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Change } from '../../../src/upload/change.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair, mug } from '../../drawings.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { opened, openMessages, person, saved, told } from './person.ts';

const { undoChanges, undoLast } = await import('../../../src/commands/undo.ts');
const { removePhoto } = await import('../../../src/commands/removePhoto.ts');

describe('Undo Last Upload', () => {
  const command = commandInTest();
  let photo: Uint8Array;
  let later: Uint8Array;

  before(async () => {
    photo = await chair();
    later = await mug();
  });

  /** A removal is a change like any other. */
  beforeEach(async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/Northwind/)).press('Remove Photo');
    (await told(/Amelia/)).press();
    await done;
    command.log.length = 0;
  });

  function changes(): readonly Change[] {
    return command.services.lastChanges.get();
  }

  it('restores the earlier photo, once', async () => {
    const done = undoLast(command.services);
    (await told(/Amelia/)).press('Open Record');
    await done;
    assert.deepEqual(
      opened.map((url) => new URL(url).searchParams.get('id')),
      [AMELIA],
    );
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.log, [`undo Contacts ${AMELIA}: done`]);
    const again = undoLast(command.services);
    const nothing = await told(/undo/i);
    assert.equal(nothing.severity, 'info');
    nothing.press();
    await again;
  });

  it('undoes once if it’s called twice', async () => {
    const all = changes();
    const both = [
      undoChanges(command.services, command.account, all),
      undoChanges(command.services, command.account, all),
    ];
    (await told(/Amelia/)).press();
    await Promise.all(both);
    assert.deepEqual(openMessages(), []);
    assert.equal(command.log.length, 1);
  });

  it('does nothing with an account that is signed out', async () => {
    await command.services.accounts.remove(command.account.id);
    const done = undoLast(command.services);
    const message = await told(/isn’t signed in/);
    assert.equal(message.severity, 'warning');
    message.press();
    await done;
    assert.equal(await command.stored(), undefined);
    assert.equal(changes().length, 1);
  });

  it('retries what failed, and what was canceled can be undone later', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    person.cancels = /Undo/;
    const canceled = undoLast(command.services);
    (await told(/Contacts/)).press();
    await canceled;
    assert.equal(changes().length, 1);
    person.cancels = undefined;
    const done = undoLast(command.services);
    const failed = await told(/Contacts/);
    assert.equal(failed.severity, 'error');
    failed.press('Retry');
    (await told(/Amelia/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(changes(), []);
  });

  it('saves the earlier photo as a file if it can’t be restored', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    person.saves = '/somewhere/amelia.png';
    const done = undoLast(command.services);
    const failed = await told(/Contacts/);
    failed.press(failed.buttons.find((title) => title.startsWith('Save')));
    await done;
    assert.equal(sha256Of(saved.get('/somewhere/amelia.png') ?? Buffer.of()), sha256Of(photo));
    assert.equal(changes().length, 1);
  });

  it('shows the log of a failure', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    const done = undoLast(command.services);
    (await told(/Contacts/)).press('Show Log');
    await done;
    assert.equal(command.logShown, 1);
  });

  it('keeps a photo that somebody else uploaded, unless the person wants to undo anyway', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, later);
    const left = undoLast(command.services);
    (await told(/Amelia/)).press();
    (await told(/Contacts/)).press();
    await left;
    assert.equal(await command.stored(), sha256Of(later));
    assert.equal(changes().length, 1);
    const undone = undoLast(command.services);
    const question = await told(/Amelia/);
    assert.equal(question.severity, 'warning');
    question.press('Undo Anyway');
    (await told(/Amelia/)).press();
    await undone;
    assert.equal(await command.stored(), sha256Of(photo));
  });

  it('reports several together', async () => {
    const [change] = changes();
    assert.ok(change);
    const done = undoChanges(command.services, command.account, [
      change,
      { ...change, key: { module: 'Contacts', id: '4876876000000624002' } },
    ]);
    (await told(/of 2/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
  });
});
