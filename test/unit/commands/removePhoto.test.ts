import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair } from '../../drawings.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { openMessages, person, told } from './person.ts';

const { removePhoto } = await import('../../../src/commands/removePhoto.ts');

describe('Remove Photo', () => {
  const command = commandInTest();
  let photo: Uint8Array;

  before(async () => {
    photo = await chair();
  });

  beforeEach(() => command.world.control.putPhoto('Contacts', AMELIA, photo));

  it('removes the photo after a confirmation, backs it up, and restores it on undo', async () => {
    await command.rememberUpload();
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    const question = await told(/^Remove the photo of Amelia Fischer in Contacts\?$/);
    assert.equal(
      question.detail,
      `Northwind Traders (PRODUCTION) · Contacts ${AMELIA}\n\nA backup of the current photo is saved on this machine, so you can undo this.`,
    );
    assert.equal(await command.stored(), sha256Of(photo));
    question.press('Remove Photo');
    const message = await told(/Amelia/);
    assert.equal(await command.stored(), undefined);
    assert.deepEqual(command.log, [`remove Contacts ${AMELIA}: removed`]);
    assert.equal(command.services.lastChanges.get().length, 1);
    assert.equal(await command.rememberedUpload(), undefined);
    assert.deepEqual(message.buttons, ['Open Record', 'Undo']);
    message.press('Undo');
    (await told(/Amelia/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.services.lastChanges.get(), []);
  });

  it('keeps the photo if the person cancels at the record or at the confirmation', async () => {
    const first = removePhoto(command.services);
    (await command.askedForRecord()).hide();
    await first;
    const second = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of/)).press();
    await second;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.log, []);
  });

  it('asks with the name that the record has now, not with the remembered one', async () => {
    const { recent } = command.services;
    await recent.add(command.account.id, {
      module: 'Contacts',
      id: AMELIA,
      name: 'Amelia Stark',
    });
    const done = removePhoto(command.services);
    (await command.askedForRecord()).choose('Amelia Stark');
    (await told(/^Remove the photo of Amelia Fischer in Contacts\?$/)).press();
    await done;
  });

  it('asks with the ID if the record’s name can’t be read', async () => {
    const body = { code: 'NO_PERMISSION', details: {}, message: '', status: 'error' };
    const answer = { status: 403, body };
    await command.world.control.fault({ method: 'GET', path: `/Contacts/${AMELIA}`, answer });
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of Contacts \d+\?$/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
  });

  it('says that it can’t be undone if backups are off', async () => {
    const on = { value: false };
    const backups = Object.create(command.services.backups, {
      on,
    }) as typeof command.services.backups;
    const done = removePhoto({ ...command.services, backups });
    await command.chooseAmelia();
    const question = await told(/^Remove the photo of/);
    assert.match(question.detail ?? '', /so you can’t undo this\.$/);
    question.press();
    await done;
  });

  it('keeps the photo if the person cancels the removal', async () => {
    person.cancels = /Remov/;
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of/)).press('Remove Photo');
    (await told(/Contacts/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(photo));
    assert.deepEqual(command.services.lastChanges.get(), []);
  });

  it('shows a failure, and asks nothing again if the person retries', async () => {
    await command.refuses('DELETE', 'NO_PERMISSION', 403);
    const done = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of/)).press('Remove Photo');
    for (const severity of ['error', 'info']) {
      const message = await told(/Contacts/);
      assert.equal(message.severity, severity);
      message.press(severity === 'error' ? 'Retry' : undefined);
    }
    await done;
    assert.equal(await command.stored(), undefined);
  });

  it('says that a record has no photo, and shows the log of a failure', async () => {
    await command.world.control.removePhoto('Contacts', AMELIA);
    const none = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of/)).press('Remove Photo');
    const message = await told(/no photo/);
    assert.deepEqual(message.buttons, ['Open Record']);
    message.press();
    await none;
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    await command.refuses('DELETE', 'NO_PERMISSION', 403);
    const failing = removePhoto(command.services);
    await command.chooseAmelia();
    (await told(/^Remove the photo of/)).press('Remove Photo');
    (await told(/Contacts/)).press('Show Log');
    await failing;
    assert.equal(command.logShown, 1);
    assert.deepEqual(openMessages(), []);
  });
});
