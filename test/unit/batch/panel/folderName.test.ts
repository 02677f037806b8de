import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { picturesFolderName } from '../../../../src/batch/panel/folderName.ts';
import { reviewTab } from '../../../../src/batch/words/review.ts';
import { tabOf } from '../../../../src/batch/words/run.ts';

describe('the folder of a batch', () => {
  it('is the one that was chosen, not the one that a picture is in', () => {
    const place = 'file:///home/me/Produkt%20Fotos/2026/a%20b.jpg';
    assert.equal(picturesFolderName([{ place, path: 'a b.jpg' }]), '2026');
    assert.equal(picturesFolderName([{ place, path: '2026/a b.jpg' }]), 'Produkt Fotos');
  });

  it('is unknown for pictures that were never in a folder', () => {
    const absent = { place: 'https://example.com/%E0%A4%A.jpg', path: 'row 7.jpg' };
    assert.equal(picturesFolderName([absent]), undefined);
    assert.equal(
      picturesFolderName([absent, { place: 'file:///shots/b.jpg', path: 'b.jpg' }]),
      'shots',
    );
    assert.equal(picturesFolderName([]), undefined);
    assert.equal(picturesFolderName([{ place: '', path: '' }]), undefined);
  });

  it('tells the tabs of two batches apart, and is cut where it is long', () => {
    assert.equal(reviewTab('team', 'Contacts'), 'Review: team → Contacts');
    assert.equal(reviewTab(undefined, 'Contacts'), 'Review: Contacts');
    const run = { module: 'Products', folder: 'products', photos: 3, isOver: true };
    assert.equal(tabOf('running', run), 'Uploading: products → Products');
    assert.equal(tabOf('resting', run), 'Uploaded: products → Products');
    assert.equal(tabOf('resting', { ...run, isOver: false }), 'Interrupted: products → Products');
    const long = tabOf('paused', { ...run, folder: 'x'.repeat(200), module: 'y'.repeat(200) });
    assert.ok(long.length < 65, long);
  });
});
