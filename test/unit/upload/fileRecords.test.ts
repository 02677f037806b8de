import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FileRecords } from '../../../src/upload/fileRecords.ts';

const AMELIA = {
  module: 'Contacts',
  id: '4876876000000624001',
  name: 'Amelia Fischer',
  photo: { kind: 'mark', mark: 'a' },
} as const;
const MUG = 'file:///catalog/mug.jpg';

describe('FileRecords', () => {
  let kept: Record<string, unknown>;
  let files: FileRecords;

  beforeEach(() => {
    kept = {};
    files = new FileRecords({
      get: (key) => kept[key],
      update: (key, value) => {
        // Like VS Code: what is stored is JSON.
        kept[key] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
        return Promise.resolve();
      },
    });
  });

  it('knows where a file went last, in each account, and deletes those of one', async () => {
    const van = { module: 'Vehicles', id: '4876876000000630001', name: undefined } as const;
    await files.add('a', MUG, AMELIA);
    await files.add('b', MUG, { ...van, photo: { kind: 'unknown' } });
    assert.deepEqual(files.of('a', MUG), AMELIA);
    assert.deepEqual(files.of('b', MUG), { ...van, photo: { kind: 'unknown' } });
    assert.equal(files.of('a', 'file:///catalog/chair.png'), undefined);
    await files.add('a', MUG, { ...van, photo: { kind: 'unknown' } });
    assert.equal(files.of('a', MUG)?.id, van.id);
    await files.deleteOf('a');
    assert.equal(files.of('a', MUG), undefined);
    assert.equal(files.of('b', MUG)?.id, van.id);
  });

  it('stores no name of a file or folder, and 500 files at most', async () => {
    for (let n = 0; n <= 500; n += 1) {
      await files.add('a', `${MUG}${n}`, AMELIA);
    }
    assert.ok(!JSON.stringify(kept).includes('mug'));
    assert.equal(files.of('a', `${MUG}0`), undefined);
    assert.equal(files.of('a', `${MUG}1`)?.id, AMELIA.id);
    assert.equal(files.of('a', `${MUG}500`)?.id, AMELIA.id);
  });

  it('ignores what does not parse', () => {
    kept['fileRecords:a'] = [{ file: 1 }];
    assert.equal(files.of('a', MUG), undefined);
  });
});
