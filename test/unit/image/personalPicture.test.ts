import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { personalDataIn } from '../../../src/image/personalData.ts';
import { findPersonalData } from '../../../src/image/personalPicture.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { photo } from '../../photos.ts';
import { pictureOf } from '../../pictures.ts';

describe('personal data in a picture', () => {
  it('is reported, and the picture without it has none', async () => {
    const look = await findPersonalData(pictureOf(await photo('jpeg'), 'a.jpg'));
    assert.deepEqual([look.location, look.other], [true, true]);
    assert.ok(look.without);
    const bytes = await look.without.read();
    assert.equal(look.without.size, bytes.length);
    assert.deepEqual(await look.without.head(4), bytes.subarray(0, 4));
    assert.deepEqual(personalDataIn(bytes), { location: false, other: false });
  });

  it('may have no location', async () => {
    const picture = pictureOf(await photo('png', { location: false }), 'a.png');
    const { location, other, without } = await findPersonalData(picture);
    assert.deepEqual([location, other, without !== undefined], [false, true, true]);
  });

  it('can’t be removed from a damaged one', async () => {
    const whole = await photo('jpeg');
    const cut = pictureOf(whole.subarray(0, whole.length - 200), 'a.jpg');
    const { location, without } = await findPersonalData(cut);
    assert.deepEqual([location, without], [true, undefined]);
  });

  it('is not uploaded if the file was damaged meanwhile', async () => {
    const whole = await photo('jpeg');
    let bytes: Uint8Array = whole;
    const picture = { ...pictureOf(whole, 'a.jpg'), read: () => Promise.resolve(bytes) };
    const { without } = await findPersonalData(picture);
    bytes = whole.subarray(0, whole.length - 200);
    await assert.rejects(async () => without?.read(), Unreadable);
  });
});
