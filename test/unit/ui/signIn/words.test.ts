import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noteOnDataCenter, REGIONS } from '../../../../src/ui/words/signIn.ts';
import { DATA_CENTERS } from '../../../../src/zoho/dataCenter.ts';

describe('the choice of a data center', () => {
  it('has the United Arab Emirates', () => {
    assert.equal(REGIONS.AE, 'United Arab Emirates');
  });

  it('says of each what is special about it, and nothing of the others', () => {
    const notes = DATA_CENTERS.flatMap((dataCenter) => {
      const note = noteOnDataCenter(dataCenter);
      return note === undefined ? [] : [[dataCenter, note]];
    });
    assert.deepEqual(notes, [
      ['AE', 'not confirmed by Zoho: sandbox API, developer API, API console'],
      ['UK', 'not confirmed by Zoho: sandbox API, developer API'],
      ['CN', 'needs its own client, created in China’s API console'],
    ]);
  });
});
