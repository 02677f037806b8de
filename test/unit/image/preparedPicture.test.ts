import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Fitter } from '../../../src/image/fit.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { personalDataIn } from '../../../src/image/personalData.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import type { Preparation } from '../../../src/image/preparedPicture.ts';
import { preparedPicture } from '../../../src/image/preparedPicture.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { pictureOf } from '../../pictures.ts';
import { scene } from '../../scene.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

function preparation(more: Partial<Preparation> = {}): Preparation {
  return {
    fitter: () => Promise.resolve(fitter),
    fits: true,
    wishes: {},
    withoutPersonalData: false,
    signal: new AbortController().signal,
    ...more,
  };
}

function located(): Promise<Buffer> {
  const gps = { GPSLatitude: '48/1 12/1 0/1', GPSLatitudeRef: 'N' };
  return scene().jpeg().withExif({ IFD3: gps }).toBuffer();
}

describe('a picture as it is uploaded', () => {
  it('is the unchanged file if nothing needs to be done', async () => {
    const bytes = await located();
    const fails = (): Promise<Fitter> => Promise.reject(new Error('no version is needed'));
    const prepared = preparedPicture(pictureOf(bytes, 'a.jpg'), preparation({ fitter: fails }));
    assert.deepEqual(Buffer.from(await prepared.read()), bytes);
    assert.deepEqual(Buffer.from(await prepared.head(9)), bytes.subarray(0, 9));
  });

  it('is a version if Zoho would refuse the file, or another size is set', async () => {
    const webp = pictureOf(await scene().webp().toBuffer(), 'a.webp');
    const jpeg = pictureOf(await scene().jpeg().toBuffer(), 'a.jpg');
    for (const picture of [webp, jpeg]) {
      const how = preparation({ wishes: { longestSide: 90 } });
      const bytes = await preparedPicture(picture, how).read();
      const inspected = await inspect(pictureInMemory('a', bytes));
      assert.ok(!('refusal' in inspected));
      assert.deepEqual([inspected.format, inspected.width], ['JPEG', 90]);
    }
  });

  it('is a version of one in CMYK only if that is set', async () => {
    const bytes = await scene().toColourspace('cmyk').jpeg().toBuffer();
    const of = async (withoutCmyk: boolean): Promise<boolean> => {
      const how = preparation({ wishes: { withoutCmyk } });
      const made = await preparedPicture(pictureOf(bytes, 'a.jpg'), how).read();
      const inspected = await inspect(pictureInMemory('a', made));
      return 'cmyk' in inspected;
    };
    assert.deepEqual([await of(false), await of(true)], [true, false]);
  });

  it('says what it consists of without being created', async () => {
    const never = (): Promise<Fitter> => Promise.reject(new Error('no version is to be made'));
    const of = (bytes: Buffer, more: Partial<Preparation> = {}): Promise<string | undefined> =>
      preparedPicture(pictureOf(bytes, 'a'), preparation({ fitter: never, ...more })).origin();
    const webp = await scene().webp().toBuffer();
    const other = await scene().webp({ quality: 20 }).toBuffer();
    const origin = await of(webp);
    assert.match(origin ?? '', /^[0-9a-f]{64}$/);
    assert.equal(await of(webp), origin);
    assert.notEqual(await of(other), origin);
    assert.notEqual(await of(webp, { wishes: { longestSide: 90 } }), origin);
    // What is uploaded unchanged is described by its own bytes.
    assert.equal(await of(webp, { fits: false }), undefined);
    assert.equal(await of(await scene().jpeg().toBuffer()), undefined);
  });

  it('is the file that Zoho refuses if versions are turned off', async () => {
    const bytes = await scene().webp().toBuffer();
    const prepared = preparedPicture(pictureOf(bytes, 'a.webp'), preparation({ fits: false }));
    assert.deepEqual(Buffer.from(await prepared.read()), bytes);
  });

  it('contains no location if that is to be removed', async () => {
    const bytes = await located();
    assert.equal(personalDataIn(bytes).location, true);
    const how = preparation({ withoutPersonalData: true });
    const cleaned = await preparedPicture(pictureOf(bytes, 'a.jpg'), how).read();
    assert.deepEqual(personalDataIn(cleaned), { location: false, other: false });
  });

  it('is the file, damaged or not, if it contains none', async () => {
    const how = preparation({ withoutPersonalData: true });
    const bare = await scene().jpeg().toBuffer();
    for (const bytes of [bare, bare.subarray(0, -40)]) {
      assert.deepEqual(personalDataIn(bytes), { location: false, other: false });
      const prepared = preparedPicture(pictureOf(bytes, 'a.jpg'), how);
      assert.deepEqual(Buffer.from(await prepared.read()), bytes);
    }
  });

  it('is not uploaded with a location because it is damaged', async () => {
    const bytes = (await located()).subarray(0, -40);
    const how = preparation({ withoutPersonalData: true });
    await assert.rejects(
      preparedPicture(pictureOf(bytes, 'a.jpg'), how).read(),
      new Unreadable('personal-data'),
    );
  });
});
