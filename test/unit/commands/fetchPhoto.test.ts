import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { chair } from '../../drawings.ts';
import { AMELIA, commandInTest } from './commandInTest.ts';
import { openMessages, person, saved, told } from './person.ts';

const { saveRecordPhoto, viewPhoto } = await import('../../../src/commands/fetchPhoto.ts');

describe('View Photo and Download Photo', () => {
  const command = commandInTest();
  let photo: Uint8Array;

  before(async () => {
    photo = await chair();
  });

  it('show the photo under the record’s known name', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    const byId = viewPhoto(command.services);
    await command.chooseAmelia();
    await byId;
    const { recent } = command.services;
    await recent.add(command.account.id, { module: 'Contacts', id: AMELIA, name: 'Amelia F.' });
    const byName = viewPhoto(command.services);
    (await command.askedForRecord()).choose('Amelia F.');
    await byName;
    assert.deepEqual(command.shown, [`Contacts ${AMELIA}.png`, 'Amelia F.png']);
  });

  it('save the photo where the person chooses, or nothing if they cancel', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    for (const file of [undefined, '/somewhere/a.png']) {
      person.saves = file;
      const done = saveRecordPhoto(command.services);
      await command.chooseAmelia();
      await done;
    }
    assert.deepEqual([...saved.keys()], ['/somewhere/a.png']);
    assert.equal(sha256Of(saved.get('/somewhere/a.png') ?? Buffer.of()), sha256Of(photo));
  });

  it('say that a record has no photo', async () => {
    const done = viewPhoto(command.services);
    await command.chooseAmelia();
    const message = await told(/no photo/);
    assert.equal(message.severity, 'info');
    message.press();
    await done;
    assert.deepEqual(command.shown, []);
  });

  it('download nothing if the person cancels at the record', async () => {
    const done = viewPhoto(command.services);
    (await command.askedForRecord()).hide();
    await done;
    assert.deepEqual(command.shown, []);
    assert.deepEqual(openMessages(), []);
  });

  it('show nothing if the person cancels the download', async () => {
    await command.world.control.putPhoto('Contacts', AMELIA, photo);
    person.cancels = /photo/;
    const done = viewPhoto(command.services);
    await command.chooseAmelia();
    await done;
    assert.deepEqual(command.shown, []);
    assert.deepEqual(openMessages(), []);
  });

  it('say why a photo couldn’t be downloaded', async () => {
    await command.refuses('GET', 'NO_PERMISSION', 403);
    const done = saveRecordPhoto(command.services);
    await command.chooseAmelia();
    const message = await told(/Northwind Traders/);
    assert.equal(message.severity, 'error');
    message.press();
    await done;
    assert.equal(saved.size, 0);
  });
});
