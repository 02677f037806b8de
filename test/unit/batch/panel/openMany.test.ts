import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { shown } from '../../ui/stubbedMessages.ts';

const { mayOpenSo } = await import('../../../../src/batch/panel/openMany.ts');
const words = await import('../../../../src/batch/words/rows.ts');

describe('opening many things at once', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('needs no question for a few', async () => {
    assert.equal(await mayOpenSo(5, words.openRecordsQuestion), true);
    assert.equal(shown.length, 0);
  });

  it('asks first, and says how many', async () => {
    assert.equal(await mayOpenSo(6, words.showPicturesQuestion), false);
    assert.equal(await mayOpenSo(1200, words.openRecordsQuestion), false);
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['Show 6 pictures in tabs of their own?', 'Open 1,200 records in your browser?'],
    );
  });
});
