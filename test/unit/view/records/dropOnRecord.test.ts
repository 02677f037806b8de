import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { removeFolder } from '../../../../src/storage/busyFile.ts';
import { sha256Of } from '../../../../src/storage/sha256.ts';
import { chair, mug } from '../../../drawings.ts';
import { AMELIA, commandInTest } from '../../commands/commandInTest.ts';
import { asked, openMessages, told } from '../../commands/person.ts';

const { dropOnRecord } = await import('../../../../src/view/records/dropOnRecord.ts');

interface DroppedItem {
  readonly text?: string;
  readonly file?: { readonly name: string; readonly data: () => Promise<Uint8Array> };
}

function transfer(items: Record<string, DroppedItem>): vscodeTypes.DataTransfer {
  const entries = Object.entries(items).map(
    ([type, { text = '', file }]) =>
      [type, { asString: () => Promise.resolve(text), asFile: () => file }] as const,
  );
  return new Map(entries) as unknown as vscodeTypes.DataTransfer;
}

describe('a drop on a record', () => {
  const command = commandInTest();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'drop-'));
    await writeFile(path.join(folder, 'mug.jpg'), await mug());
    await writeFile(path.join(folder, 'notes.txt'), 'No picture.\n');
    await mkdir(path.join(folder, 'more'));
  });

  after(() => removeFolder(folder));

  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;

  function drop(items: Record<string, DroppedItem>): Promise<void> {
    const record = {
      account: command.account.id,
      key: { module: 'Contacts', id: AMELIA },
      name: 'Amelia Fischer',
    };
    return dropOnRecord(command.services as never, record, transfer(items));
  }

  it('says what it can’t upload: no file, a URL, a folder, a text', async () => {
    await drop({ 'text/uri-list': { text: '\n# nothing\n' } });
    (await told(/isn’t a file/)).press();
    await drop({ 'text/uri-list': { text: 'https://example.com/a.png' } });
    (await told(/Upload Picture from URL/)).press();
    for (const [name, why] of [
      ['more', /folder/],
      ['notes.txt', /isn’t a picture/],
    ] as const) {
      const done = drop({ 'text/uri-list': { text: uri(name) } });
      (await told(why)).press();
      await done;
    }
    assert.equal(await command.stored(), undefined);
  });

  it('asks which of several pictures, and leaves out what isn’t one', async () => {
    const text = [uri('mug.jpg'), uri('notes.txt'), uri('other.png')].join('\r\n');
    const done = drop({ 'text/uri-list': { text } });
    const question = await asked(/only one photo/);
    assert.deepEqual(
      question.items.map(({ label }) => label),
      ['mug.jpg', 'other.png'],
    );
    assert.match(question.title, /Amelia Fischer in Contacts → Northwind Traders \(PRODUCTION\)/);
    question.hide();
    await done;
    assert.equal(await command.stored(), undefined);
    assert.deepEqual(openMessages(), []);
  });

  it('changes nothing while a question is open', async () => {
    const text = [uri('mug.jpg'), uri('other.png')].join('\n');
    const first = drop({ 'text/uri-list': { text } });
    const question = await asked(/only one photo/);
    await drop({ 'text/uri-list': { text: uri('mug.jpg') } });
    assert.equal(question.isOver, false);
    question.hide();
    await first;
    assert.equal(await command.stored(), undefined);
  });

  it('does nothing with a record whose account is signed out', async () => {
    await command.services.accounts.remove(command.account.id);
    await drop({ 'text/uri-list': { text: uri('mug.jpg') } });
    (await told(/signed out of this record’s account/)).press();
    assert.equal(await command.stored(), undefined);
  });

  it('says that what has a name but no bytes couldn’t be read', async () => {
    const data = (): Promise<never> => Promise.reject(new Error('a folder'));
    const done = drop({ files: { file: { name: 'somewhere', data } } });
    (await told(/somewhere/)).press();
    await done;
  });

  it('reads the bytes of a file that is not on this machine', async () => {
    const bytes = await chair();
    const { droppedIn } = await import('../../../../src/view/records/droppedPictures.ts');
    const dropped = await droppedIn(
      transfer({
        'text/uri-list': { text: 'file:///nowhere/chair.png' },
        files: { file: { name: 'chair.png', data: () => Promise.resolve(bytes) } },
      }),
    );
    assert.ok(dropped.kind === 'files');
    const read = await dropped.files[0]?.inspect();
    assert.ok(read && 'picture' in read.inspected);
    assert.equal(sha256Of(await read.inspected.picture.read()), sha256Of(bytes));
  });
});
