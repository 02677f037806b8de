import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isJunk, nameInCloud } from '../../../../src/batch/mapping/junk.ts';

const JUNK = [
  ...['._photo.jpg', '.DS_Store', '.git', '.thumbnails', '.picasaoriginals', '.@__thumb'],
  ...['__MACOSX', '@eaDir', '#recycle', '#snapshot', '$RECYCLE.BIN', 'System Volume Information'],
  ...['lost+found', 'Thumbs.db', 'THUMBS.DB', 'desktop.ini', 'Icon\r', '~$records.xlsx'],
];

const PICTURES = [
  ...['photo.jpg', '~photo.jpg', '$photo.jpg', '#1.jpg', '@ada.jpg', '_photo.jpg', '__photo.jpg'],
  ...['thumbs', 'Recycled bottles', 'desktop.jpg', 'e.aDir', 'MACOSX', '…photo.jpg'],
];

it('tells hidden and system files from others', () => {
  assert.deepEqual(
    [...JUNK, ...PICTURES].filter((name) => isJunk(name)),
    JUNK,
  );
});

it('reads the name of a file that is only in iCloud', () => {
  assert.equal(nameInCloud('.IMG 1.HEIC.icloud'), 'IMG 1.HEIC');
  assert.equal(nameInCloud('IMG 1.HEIC.icloud'), undefined);
  assert.equal(nameInCloud('.icloud'), undefined);
});
