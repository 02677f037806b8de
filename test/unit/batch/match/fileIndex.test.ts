import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FileIndex } from '../../../../src/batch/match/fileIndex.ts';
import { guessColumns } from '../../../../src/batch/match/guessColumns.ts';
import type { Candidate } from '../../../../src/batch/match/match.ts';
import { readRows } from '../../../../src/batch/match/tableRows.ts';
import { referencesBy } from '../../../../src/batch/match/reference.ts';
import type { Table } from '../../../../src/batch/table/table.ts';
import { readTable } from '../table/readTable.ts';

const SHOP = 'https://cdn.shop.example/s/files/1/0001';

function candidates(...paths: string[]): Candidate[] {
  return paths.map((path, n) => ({ n, path, size: 1 }));
}

/** The paths of the files for each name in a cell. */
function named(cell: string, ...paths: string[]): string[][] {
  const files = new FileIndex(candidates(...paths)).filesIn(cell);
  return files.map(({ found }) => found.map((one) => one.path));
}

async function tableOf(name: string): Promise<Table> {
  const table = readTable(await readFile(path.join(import.meta.dirname, 'cases', name)));
  assert.ok(!('kind' in table));
  return table;
}

describe('a cell that names a folder', () => {
  const shots = [
    'LAMP-01/front.jpg',
    'LAMP-01/back.jpg',
    'LAMP-01.5/front.jpg',
    'more/BOOT/web/boot.jpg',
    'KITE/KITE.jpg',
  ];

  for (const [cell, files] of [
    ['LAMP-01', ['LAMP-01/front.jpg', 'LAMP-01/back.jpg']],
    ['lamp-01/', ['LAMP-01/front.jpg', 'LAMP-01/back.jpg']],
    ['LAMP-01.5', ['LAMP-01.5/front.jpg']],
    ['BOOT', ['more/BOOT/web/boot.jpg']],
    ['more\\BOOT', ['more/BOOT/web/boot.jpg']],
    // A file with this name comes first.
    ['KITE', ['KITE/KITE.jpg']],
    ['LAMP', []],
    ['https://shop.example/BOOT', ['more/BOOT/web/boot.jpg']],
  ] as const) {
    it(`${cell}: ${files.length} pictures`, () => {
      assert.deepEqual(named(cell, ...shots), [files]);
    });
  }

  it('makes its column the file column of an export', () => {
    const table = readTable(
      Buffer.from(
        'Record Id,Vendor.id,Product Name,Product Code\n' +
          'zcrm_5540000000123456,zcrm_5540000000000001,Desk lamp,LAMP-01\n' +
          'zcrm_5540000000123457,zcrm_5540000000000001,Boot,BOOT\n' +
          'zcrm_5540000000123458,zcrm_5540000000000001,Kite,KITE\n' +
          'zcrm_5540000000123459,zcrm_5540000000000001,Sofa,SOFA\n',
      ),
    );
    assert.ok(!('kind' in table));
    const guess = guessColumns(table, candidates(...shots));
    assert.deepEqual([guess.fileColumn, guess.recordColumn], ['Product Code', 'Record Id']);
    const rule = { kind: 'table', ...guess, by: { kind: 'id' } } as const;
    const { valuesByPicture, withoutFile } = readRows(table, rule, candidates(...shots));
    assert.deepEqual(
      shots.map((_, n) =>
        [...(valuesByPicture.get(n)?.values.keys() ?? [])].map((id) => id.slice(-2)),
      ),
      [['56'], ['56'], [], ['57'], ['58']],
    );
    assert.deepEqual(
      withoutFile.map(({ file }) => file),
      ['SOFA'],
    );
  });
});

describe('a cell that names a file', () => {
  for (const [cell, file] of [
    [`${SHOP}/products/desk-lamp.jpg?v=1612345678`, 'desk-lamp.jpg'],
    [`${SHOP}/products/boot%2014.jpg?v=1`, 'boot 14.jpg'],
    [`${SHOP}/products/boot%2014.jpg?v=1`, 'boot%2014.jpg'],
    [`${SHOP}/products/boot 14.jpg#front`, 'boot 14.jpg'],
    [`${SHOP}/products/Caf%C3%A9.jpg`, 'Café.jpg'.normalize('NFD')],
    [`${SHOP}/products/100%.jpg`, '100%.jpg'],
    [`${SHOP}/products/Caf%E9%20100%.jpg`, 'Café 100%.jpg'],
    [`${SHOP}/products/boot+14.jpg`, 'boot 14.jpg'],
    [`${SHOP}/products/boot+14.jpg`, 'boot+14.jpg'],
    [`${SHOP}/products/boot%252014.jpg`, 'boot 14.jpg'],
    ['https://www.files.example/s/abc/lamp.jpg?dl=0', 'lamp.jpg'],
    ['https://northwind.files.example/:i:/r/Shared%20Documents/lamp.jpg?csf=1', 'lamp.jpg'],
    [`${SHOP}/_next/image?url=%2Fmedia%2Flamp.jpg&w=640&q=75`, 'lamp.jpg'],
    [`${SHOP}/timthumb.php?src=media/lamp.jpg&w=100`, 'lamp.jpg'],
    ['../shots/lamp.jpg', 'lamp.jpg'],
    ["'lamp.jpg'", 'lamp.jpg'],
    ['4006381333931.0', '4006381333931.jpg'],
    [`${SHOP}/products/desk-lamp.jpg`, 'shots/desk-lamp.jpg'],
    [`${SHOP}/products/desk-lamp.jpg`, 'desk-lamp.webp'],
    ['//cdn.shop.example/products/kite.jpg?v=2', 'kite.jpg'],
    ['HTTPS://CDN.SHOP.EXAMPLE/KITE.JPG', 'kite.jpg'],
    ['file:///C:/Users/me/Pictures/kite%2007.jpg', 'kite 07.jpg'],
    ['file:///home/me/shots/kite.jpg', 'shots/kite.jpg'],
    ['file://server/share/kite.jpg', 'kite.jpg'],
    ['file:/Users/me/kite.jpg', 'kite.jpg'],
    ['C:\\pics\\a.jpg', 'a.jpg'],
    ['//server/share/a.jpg', 'a.jpg'],
    ['\\\\server\\share\\a.jpg', 'a.jpg'],
    ['LAMP-01/front.jpg', 'LAMP-01/front.jpg'],
    ['/media/l/a/lamp.jpg?width=300', 'lamp.jpg'],
    ['lamp.jpeg', 'lamp.jpg'],
    ['lamp.jpg', 'shots/lamp.JPEG'],
    ['lamp.TIF', 'lamp.tiff'],
    ['lamp.jpg', 'lamp.jfif'],
    ['<img src="https://cdn.shop.example/a.jpg?x=1&amp;y=2" alt="a > b">', 'a.jpg'],
    ["<p><img width=3 src='shots/a.jpg'></p>", 'a.jpg'],
    ['=IMAGE("https://cdn.shop.example/a.jpg")', 'a.jpg'],
    ['a.jpg (https://dl.base.example/.attachments/abc/def)', 'a.jpg'],
    ['["a.jpg"]', 'a.jpg'],
    ['[{"id":7,"src":"https://cdn.shop.example/a.jpg"}]', 'a.jpg'],
    ['"a.jpg"', 'a.jpg'],
    // An exact match comes first.
    ['Smith, John.jpg', 'Smith, John.jpg'],
    ['a;b|c.jpg', 'a;b|c.jpg'],
    ['50%20off.jpg', '50%20off.jpg'],
    ['what?.jpg', 'what?.jpg'],
    ['a#1.jpg', 'a#1.jpg'],
  ] as const) {
    it(`${cell} is ${file}`, () => {
      assert.deepEqual(named(cell, 'other.png', file), [[file]]);
    });
  }

  for (const [cell, file] of [
    // A shop's own sizes aren't guessed.
    [`${SHOP}/products/desk-lamp_100x100.jpg`, 'desk-lamp.jpg'],
    [`${SHOP}/lamp/`, 'lamp.jpg'],
    ['https://cdn.shop.example/', 'index.jpg'],
    ['lamp.png', 'lamp.jpg'],
    ['C:\\steel\\lamp.jpg', 'brass/lamp.jpg'],
    ['[not JSON', 'lamp.jpg'],
    ['{"id":1}', 'lamp.jpg'],
    // Text after `#` or `?` is a query only after a picture's name.
    ['lamp#2', 'lamp.jpg'],
    ['lamp#2.jpg', 'lamp.jpg'],
    ['lamp?.jpg', 'lamp.jpg'],
    [`${SHOP}/products/lamp.1`, 'lamp.jpg'],
    [`${SHOP}/lamp.php?id=7`, 'lamp.jpg'],
  ] as const) {
    it(`${cell} is not ${file}`, () => {
      assert.deepEqual(named(cell, 'other.png', file).flat(), []);
    });
  }

  it('by URL is in the folder of the URL if several files have the name', () => {
    const files = ['shots/LAMP-01/front.jpg', 'shots/BOOT-14/front.jpg'];
    assert.deepEqual(named(`${SHOP}/BOOT-14/front.jpg?v=1`, ...files), [[files[1]]]);
    assert.deepEqual(named(`${SHOP}/KITE-07/front.jpg?v=1`, ...files), [files]);
    // The format of a saved file is guessed only if there is one such file.
    assert.deepEqual(named(`${SHOP}/a.jpg`, 'y/a.webp', 'x/a.png'), [[]]);
  });

  for (const cell of [
    'a.jpg;b.jpg',
    'a.jpg; b.jpg',
    'a.jpg, b.jpg',
    'a.jpg,b.jpg',
    'a.jpg|b.jpg',
    'a.jpg\nb.jpg',
    'a.jpg\r\n\r\nb.jpg\n',
    '["a.jpg","b.jpg"]',
    '"a.jpg","b.jpg"',
    'https://x.example/a.jpg?v=1,https://x.example/w_100,h_100/b.jpg',
    'https://x.example/a.jpg https://y.example/b.jpg',
    'a.jpg (https://x.example/1),b.jpg (https://x.example/2)',
    '<img src="a.jpg"/><img src="b.jpg"/>',
    'a; b',
    'shots/a.jpg;C:\\shots\\b.jpg',
  ]) {
    it(`${JSON.stringify(cell)} names several`, () => {
      assert.deepEqual(named(cell, 'a.jpg', 'b.jpg', 'c.jpg'), [['a.jpg'], ['b.jpg']]);
    });
  }

  it('that contains a separator is only split into files', () => {
    assert.deepEqual(named('Lamp, brass', 'lamp.jpg'), [[]]);
    assert.deepEqual(named('https://x.example/w_9,h_9/a.jpg', 'a.jpg'), [['a.jpg']]);
    assert.deepEqual(named('a.jpg, gone.jpg', 'a.jpg'), [['a.jpg'], []]);
  });

  it('is found in any notation, whatever its name contains', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) =>
      text
        .toWellFormed()
        // No name or cell contains these.
        .replace(/[/\\\p{Cc}"<>|:*?\u2028\u2029]/gu, '-')
        .trim(),
    );
    const isName = (name: string): boolean => name !== '' && !/^[.\s]*$/.test(name);
    fc.assert(
      fc.property(part.filter(isName), part.filter(isName), (folder, stem) => {
        const file = `${folder}/${stem}.jpg`;
        const encoded = encodeURIComponent(`${stem}.jpg`);
        for (const cell of [
          file,
          `${stem}.jpg`,
          `C:\\x\\${folder}\\${stem}.JPG`,
          file.normalize('NFD'),
          `${SHOP}/${encoded}?v=1`,
          `file:///C:/${encodeURIComponent(folder)}/${encoded}`,
          JSON.stringify([`${SHOP}/${encoded}`]),
        ]) {
          assert.deepEqual(named(cell, 'zz/zz zz.png', file), [[file]], cell);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a column of long numbers', () => {
  for (const [file, column, isNamed, seems] of [
    ['01-zoho-export-zcrm.csv', 'Record Id', true, true],
    ['01b-zoho-export-zcrm-ja.csv', 'データID', true, true],
    ['14-imei-taken-for-record-id.csv', 'IMEI', false, false],
  ] as const) {
    it(`is recognized as record IDs, or asked about: ${file}`, async () => {
      const guess = guessColumns(await tableOf(file), []);
      assert.deepEqual(
        [
          guess.recordColumn,
          guess.namedIdColumns.includes(column),
          guess.idColumns.includes(column),
        ],
        [column, isNamed, seems],
      );
    });
  }
});

describe('a shop’s export', () => {
  it('names files by URLs, with queries, %20, and file:///', async () => {
    const table = await tableOf('03-url-column.csv');
    const files = candidates('desk-lamp.jpg', 'boot 14.jpg', 'kite 07.jpg');
    const guess = guessColumns(table, files);
    assert.deepEqual([guess.fileColumn, guess.recordColumn], ['Image Src', 'Variant SKU']);
    const rule = { kind: 'table', ...guess, by: { kind: 'id' } } as const;
    const { valuesByPicture, withoutFile } = readRows(table, rule, files);
    assert.deepEqual(
      files.map(({ n }) => [...(valuesByPicture.get(n)?.values.keys() ?? [])]),
      [['LAMP-01'], ['BOOT-14'], ['KITE-07']],
    );
    assert.deepEqual(withoutFile, []);
  });

  it('has a file column even without pictures, and their URLs', async () => {
    const table = await tableOf('03-url-column.csv');
    const guess = guessColumns(table, []);
    assert.deepEqual([guess.fileColumn, guess.recordColumn], ['Image Src', 'Variant SKU']);
    const { withoutFile } = readRows(table, { kind: 'table', ...guess, by: { kind: 'id' } }, []);
    assert.deepEqual(
      withoutFile.map(({ address }) => address),
      [
        `${SHOP}/products/desk-lamp.jpg?v=1612345678`,
        `${SHOP}/products/boot%2014.jpg?v=1612345679`,
        undefined,
      ],
    );
  });

  it('has an entry for each variant that shares a picture', async () => {
    const table = await tableOf('04-one-picture-three-records.csv');
    const files = candidates('lamp.jpg');
    const guess = guessColumns(table, files);
    assert.deepEqual([guess.fileColumn, guess.recordColumn], ['Image', 'SKU']);
    const by = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true } as const;
    const { references } = referencesBy({ kind: 'table', ...guess, by }, files, table);
    assert.deepEqual(
      references.map((one) => [
        one.candidate.n,
        one.reference.kind === 'key' && one.reference.value,
        one.at,
      ]),
      [
        [0, 'LAMP-S', 0],
        [0, 'LAMP-M', 1],
        [0, 'LAMP-L', 2],
      ],
    );
  });

  it('with different files of the same name doesn’t tell which one a picture is', () => {
    const clear = (...cells: string[]): boolean | undefined => {
      const rows = cells.map((cell, n) => [cell, `${n}`]);
      const rule = {
        kind: 'table',
        fileColumn: 'F',
        recordColumn: 'R',
        by: { kind: 'id' },
      } as const;
      return readRows(
        { columns: ['F', 'R'], rows },
        rule,
        candidates('lamp.jpg'),
      ).valuesByPicture.get(0)?.isClear;
    };
    assert.equal(clear('steel/lamp.jpg', 'brass/lamp.jpg'), false);
    assert.equal(clear(`${SHOP}/2023/lamp.jpg`, `${SHOP}/2024/lamp.jpg`), false);
    assert.equal(clear(`${SHOP}/lamp.jpg?v=1`, `${SHOP}/lamp.jpg?v=2`), true);
    assert.equal(clear(`${SHOP}/lamp.jpg?X-Amz-Date=1`, `${SHOP}/lamp.jpg?width=9&17`), true);
    assert.equal(clear(`${SHOP}/lamp.jpg?id=1`, `${SHOP}/lamp.jpg?id=2`), false);
    assert.equal(clear(`${SHOP}/lamp.jpg`, `${SHOP}/lamp.jpg?id=2`), false);
    assert.equal(clear('https://a.example/i/lamp.jpg', 'https://b.example/i/lamp.jpg'), false);
    assert.equal(clear('https://a.example/lamp.jpg', 'http://www.a.example/lamp.jpg'), true);
    assert.equal(clear(`${SHOP}/lamp.png`, `${SHOP}/lamp.gif`), false);
    assert.equal(clear(`${SHOP}/lamp.jpg`, `${SHOP}/lamp.jpeg`, `${SHOP}/lamp`), true);
    assert.equal(clear(`${SHOP}/lamp.jpg`, 'lamp.jpg'), true);
    assert.equal(clear('lamp.jpg', 'steel\\lamp.jpg', 'C:/x/steel/lamp.jpg'), true);
  });

  it('with 100,000 rows is read quickly, for 20,000 files in 2,000 folders', () => {
    const paths = Array.from(
      { length: 20_000 },
      (_, n) => `SKU-${Math.floor(n / 10)}/front ${n}.jpg`,
    );
    const rows = Array.from({ length: 100_000 }, (_, n) => {
      const name = encodeURIComponent(`front ${n % 40_000}.jpg`);
      return [`${SHOP}/products/${name}?v=${n}`, `CODE-${n}`];
    });
    const rule = { kind: 'table', fileColumn: 'F', recordColumn: 'R', by: { kind: 'id' } } as const;
    const before = process.cpuUsage();
    const read = readRows({ columns: ['F', 'R'], rows }, rule, candidates(...paths));
    assert.deepEqual([read.valuesByPicture.size, read.withoutFile.length], [20_000, 40_000]);
    // CPU time, which others may share; it takes about 2 s.
    assert.ok(process.cpuUsage(before).user < 10_000_000);
  });
});
