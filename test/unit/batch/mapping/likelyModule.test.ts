import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { likelyModules } from '../../../../src/batch/mapping/likelyModule.ts';
import type { CrmModule } from '../../../../src/zoho/modules.ts';

const KNOWN = [
  ['Leads', 'Leads'],
  ['Products', 'Artikel'],
  ['CM1', 'Shop'],
].map(([apiName = '', label = '']) => ({ apiName, label }) as CrmModule);

function likely(path: string, folder?: string, table?: string): string[] {
  const candidate = { n: 0, path, size: 1, ...(folder === undefined ? {} : { folder }) };
  const tables = table === undefined ? [] : [{ path: `/x/${table}` } as never];
  return likelyModules(KNOWN, { candidates: [candidate], tables });
}

describe('the module that pictures are likely for', () => {
  it('is the one that their folder or a table next to them is named after', () => {
    assert.deepEqual(likely('a.jpg', 'product-shots'), ['Products']);
    assert.deepEqual(likely('Artikel/a.jpg', 'pictures'), ['Products']);
    assert.deepEqual(likely('a.jpg', undefined, 'Leads.csv'), ['Leads']);
    assert.deepEqual(likely('a.jpg', 'catalog', 'prices.csv'), []);
    assert.deepEqual(likely('products.jpg'), []);
  });
});
