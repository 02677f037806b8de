import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import { bmp, gif, jpeg } from '../../pictures.ts';
import { AMELIA, CrmClient, photoPath } from './crmClient.ts';

describe('what GET of a photo returns', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  it('is what was uploaded (seed)', async () => {
    await crm.upload(photoPath(), await jpeg({ width: 20, height: 20 }));
    const { headers } = await crm.api('GET', photoPath());
    assert.equal(headers.get('content-type'), 'application/x-download');
  });

  for (const [format, make] of Object.entries({ jpeg, gif, bmp })) {
    it(`is a PNG of a ${format} (newest)`, async () => {
      await crm.reset({ profile: 'newest' });
      await crm.upload(photoPath(), await make({ width: 400, height: 200 }));
      const { bytes, headers } = await crm.api('GET', photoPath());
      assert.equal(headers.get('content-type'), 'image/png');
      const { format: now, width, height } = await sharp(bytes).metadata();
      assert.deepEqual([now, width, height], ['png', 400, 200]);
    });
  }

  it('is held back until it is approved, and then scaled down (worst)', async () => {
    await crm.reset({ profile: 'worst' });
    await crm.upload(photoPath(), await jpeg({ width: 640, height: 400, orientation: 6 }));
    const pending = await crm.api('GET', photoPath());
    assert.deepEqual([pending.status, pending.code], [400, 'NOT_APPROVED']);
    await crm.control.approvePhoto(AMELIA.module, AMELIA.id);
    const { bytes, headers } = await crm.api('GET', photoPath());
    const { width, height } = await sharp(bytes).metadata();
    assert.deepEqual([width, height], [200, 320]);
    assert.equal(headers.get('content-type'), 'application/octet-stream');
  });

  it('keeps its format for a type with the switch', async () => {
    await crm.reset({ switches: { downloadType: 'by format' } });
    await crm.upload(photoPath(), await jpeg({ width: 20, height: 20 }));
    const { headers } = await crm.api('GET', photoPath());
    assert.equal(headers.get('content-type'), 'image/jpeg');
  });
});
