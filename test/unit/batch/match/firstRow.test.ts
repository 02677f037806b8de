import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstRowOf } from '../../../../src/batch/match/firstRow.ts';

const PICTURES = ['jo.jpg', 'shots/ana.jpg'].map((path, n) => ({ n, path, size: 1 }));

describe('the first row', () => {
  for (const [what, is, lines] of [
    ['of files', 'probably-row', 'LAMP-01,a.jpg;BOOT-14,b.jpg;KITE-07,c.jpg'],
    ['of the pictures, without endings', 'probably-row', 'Jo Klein,jo;Ana Peña,ana'],
    ['of IDs', 'probably-row', 'zcrm_5540000000123456,one;zcrm_5540000000123457,two'],
    ['of numbers', 'probably-row', '4006381333931,one;5901234123457,two'],
    ['of codes', 'probably-row', 'LAMP-01,one;BOOT-14,two'],
    ['of addresses', 'probably-row', 'one,https://a.example/1;two,https://a.example/2'],
    ['by itself', 'probably-row', 'LAMP-01,a.jpg'],
    ['of names above files', 'names', 'SKU,Image;A-1,a.jpg;A-2,b.jpg'],
    ['of names above pictures', 'names', 'Name,Photo;Jo Klein,jo;Ana Peña,ana'],
    ['of names above IDs', 'names', 'Datensatz,Foto;zcrm_5540000000123456,x'],
    ['of names with numbers in them', 'names', 'SKU1,Image 1,Image 2;A,a.jpg,b.jpg;B,c.jpg,d.jpg'],
    ['with a year among the names', 'probably-names', 'SKU,Image,2026;A-1,a.jpg,5;A-2,b.jpg,7'],
    ['of words above words', 'probably-names', 'Artikel,Aufnahme;Lampe,vorne;Stiefel,oben'],
  ] as const) {
    it(`${what}: ${is}`, () => {
      const cells = lines.split(';').map((line) => line.split(','));
      assert.equal(firstRowOf(cells, PICTURES), is);
    });
  }
});
