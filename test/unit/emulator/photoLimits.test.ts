import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Profile } from '../../emulator/profile.ts';
import { grayPixels, jpeg, padJpeg, png, tooManyPixels, webp } from '../../pictures.ts';
import type { Answer } from './crmClient.ts';
import { AMELIA, CrmClient, photoPath } from './crmClient.ts';

const MIB = 1024 * 1024;

function told({ status, code, body }: Answer): unknown[] {
  return [status, code, (body as { details?: unknown }).details];
}

describe('limits of a photo', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  type Told = [number, string];
  const expected: Record<Profile, Record<'format' | 'bytes' | 'pixels', Told>> = {
    seed: {
      format: [400, 'INVALID_DATA'],
      bytes: [400, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE'],
      pixels: [400, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE'],
    },
    newest: {
      format: [415, 'INVALID_DATA'],
      bytes: [413, 'FILE_SIZE_EXCEEDS'],
      pixels: [415, 'FILE_RESOLUTION_EXCEEDS'],
    },
    worst: {
      format: [400, 'INVALID_DATA'],
      bytes: [415, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE'],
      pixels: [415, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE'],
    },
  };
  const makers = {
    format: () => webp({ width: 20, height: 20 }),
    bytes: async () => padJpeg(await jpeg({ width: 20, height: 20 }), 10 * MIB + 1),
    pixels: tooManyPixels,
  };
  for (const reason of ['format', 'bytes', 'pixels'] as const) {
    it(`refuse a wrong ${reason}, with the message of each profile`, async () => {
      const bytes = await makers[reason]();
      for (const profile of ['seed', 'newest', 'worst'] as const) {
        await crm.reset({ profile });
        const { status, code } = await crm.upload(photoPath(), bytes);
        assert.deepEqual([status, code], expected[profile][reason], profile);
        assert.equal(await crm.control.photo(AMELIA.module, AMELIA.id), null);
      }
    });
  }

  it('include the limit and the value that exceeded it (newest)', async () => {
    await crm.reset({ profile: 'newest' });
    const large = await crm.upload(photoPath(), await makers.bytes());
    assert.deepEqual(told(large)[2], { size: 10 * MIB });
    const wide = await crm.upload(photoPath(), await makers.pixels());
    assert.deepEqual(told(wide)[2], { resolution: 4032 * 3024 });
  });

  it('are exact, in bytes, by either reading', async () => {
    const small = await jpeg({ width: 20, height: 20 });
    for (const maxBytes of [10_000_000, 10 * MIB]) {
      await crm.reset({ switches: { maxBytes } });
      const statuses = [];
      for (const size of [maxBytes, maxBytes + 1]) {
        statuses.push((await crm.upload(photoPath(), padJpeg(small, size))).status);
      }
      assert.deepEqual(statuses, [200, 400]);
    }
  });

  it('are exact, in pixels, by either reading', async () => {
    const gray = await grayPixels();
    await crm.reset({ switches: { maxPixels: 3888 * 2592 } });
    assert.equal((await crm.upload(photoPath(), gray)).status, 200);
    await crm.reset({ switches: { maxPixels: 3888 * 2592 - 1 } });
    assert.equal((await crm.upload(photoPath(), gray)).status, 400);
  });

  it('refuse a truncated picture', async () => {
    const answer = await crm.upload(
      photoPath(),
      (await png({ width: 8, height: 8 })).subarray(0, -1),
    );
    assert.deepEqual(told(answer), [400, 'INVALID_DATA', {}]);
  });

  it('are the front-end server’s own above 20 MB: a page, not JSON', async () => {
    await crm.reset({ switches: { maxRequestBytes: 1000 } });
    const answer = await crm.upload(photoPath(), Buffer.alloc(2000));
    assert.equal(answer.status, 413);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  });
});
