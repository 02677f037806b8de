import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BulkUpload, UploadAction } from '../../../../src/commands/bulkUploads.ts';
import type { ViewServices } from '../../../../src/view/services.ts';
import { commandInTest } from '../../commands/commandInTest.ts';
import { asked, openMessages, told } from '../../commands/person.ts';
import { shownInputs } from '../../ui/quickInputs.ts';

const { chooseUpload } = await import('../../../../src/view/uploads/chooseUpload.ts');

describe('a command for an upload', () => {
  const command = commandInTest();

  /** @returns what was done with which upload */
  function listing(uploads: Partial<BulkUpload>[]): { services: ViewServices; done: unknown[] } {
    const done: unknown[] = [];
    const bulk = {
      of: () => Promise.resolve({ uploads, more: 0 }),
      act: (id: string, action: UploadAction): Promise<void> => {
        done.push([id, action]);
        return Promise.resolve();
      },
    };
    const bulkUploads = (): Promise<unknown> => Promise.resolve(bulk);
    return { services: { ...command.services, bulkUploads } as unknown as ViewServices, done };
  }

  function upload(id: string, ...actions: UploadAction[]): Partial<BulkUpload> {
    return { id, label: `upload ${id}`, description: 'all of it', actions };
  }

  it('says so if there is none', async () => {
    const { services, done } = listing([upload('1', 'show', 'undo')]);
    await chooseUpload(services, 'pause');
    (await told(/^No upload to pause in this window\.$/)).press();
    assert.deepEqual(done, []);
  });

  it('asks nothing if only one can be meant', async () => {
    const { services, done } = listing([upload('1', 'show', 'undo'), upload('2', 'pause')]);
    await chooseUpload(services, 'pause');
    assert.deepEqual(done, [['2', 'pause']]);
    assert.equal(shownInputs.length, 0);
  });

  it('asks which of several, and does nothing if the person cancels', async () => {
    const { services, done } = listing([upload('1', 'undo'), upload('2', 'undo')]);
    const canceled = chooseUpload(services, 'undo');
    (await asked(/^Select an upload/)).hide();
    await canceled;
    assert.deepEqual(done, []);
    const chosen = chooseUpload(services, 'undo');
    const question = await asked(/^Select an upload/);
    assert.match(question.title, /^Undo Upload · Northwind Traders \(PRODUCTION\)/);
    question.choose(/^upload 2/);
    await chosen;
    assert.deepEqual(done, [['2', 'undo']]);
    assert.deepEqual(openMessages(), []);
  });
});
