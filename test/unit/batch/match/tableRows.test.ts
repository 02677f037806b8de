import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Candidate } from '../../../../src/batch/match/match.ts';
import { guessColumns } from '../../../../src/batch/match/guessColumns.ts';
import { referencesBy, referencesWithAbsent } from '../../../../src/batch/match/reference.ts';
import { missingColumns, readRows } from '../../../../src/batch/match/tableRows.ts';
import type { Table } from '../../../../src/batch/table/table.ts';

const RULE = {
  kind: 'table',
  fileColumn: 'File',
  recordColumn: 'Code',
  by: { kind: 'id' },
} as const;

function candidates(...paths: string[]): Candidate[] {
  return paths.map((path, n) => ({ n, path, size: 1 }));
}

/** What the table tells about each path. */
function said(paths: string[], rows: [string, string][]): Record<string, readonly string[]> {
  const read = readRows({ columns: ['File', 'Code'], rows }, RULE, candidates(...paths));
  return Object.fromEntries(
    paths.flatMap((path, n) => {
      const values = read.valuesByPicture.get(n)?.values;
      return values === undefined ? [] : [[path, [...values.keys()]]];
    }),
  );
}

describe('a table of files and records', () => {
  for (const [cell, path] of [
    ['lamp.jpg', 'lamp.jpg'],
    ['LAMP.JPG', 'lamp.jpg'],
    ['lamp', 'lamp.jpg'],
    ['lamp.jpg', 'brass/lamp.jpg'],
    ['brass/lamp.jpg', 'brass/lamp.jpg'],
    ['brass\\lamp', 'brass/lamp.jpg'],
    ['C:\\Export\\brass\\lamp.jpg', 'brass/lamp.jpg'],
    ['./lamp.jpg', 'lamp.jpg'],
    ['Chloé.jpg'.normalize('NFD'), 'Chloé.jpg'.normalize('NFC')],
    ['Chloé.jpg'.normalize('NFC'), 'Chloé.jpg'.normalize('NFD')],
    ['lamp.v2', 'lamp.v2.jpg'],
  ] as const) {
    it(`names ${path} by ${cell}`, () => {
      assert.deepEqual(said([path], [[cell, 'X']]), { [path]: ['X'] });
    });
  }

  for (const [cell, path] of [
    ['lamp.png', 'lamp.jpg'],
    ['steel/lamp.jpg', 'brass/lamp.jpg'],
    ['amp.jpg', 'lamp.jpg'],
    ['', 'lamp.jpg'],
  ] as const) {
    it(`doesn’t name ${path} by "${cell}"`, () => {
      assert.deepEqual(said([path], [[cell, 'X']]), {});
    });
  }

  it('prefers the exact file name', () => {
    const rows: [string, string][] = [
      ['a.jpg', '1'],
      ['x/a.jpg', '2'],
    ];
    assert.deepEqual(said(['a.jpg', 'x/a.jpg'], rows), { 'a.jpg': ['1'], 'x/a.jpg': ['2'] });
  });

  it('collects the values of all rows of a file', () => {
    const rows: [string, string][] = [
      ['a.jpg', '1'],
      ['A.jpg', '2'],
      ['a.jpg', '1'],
      ['b.jpg', ''],
    ];
    assert.deepEqual(said(['a.jpg', 'b.jpg'], rows), { 'a.jpg': ['1', '2'], 'b.jpg': [] });
  });

  it('is unclear if a name of several files has different records', () => {
    const clear = (...rows: [string, string][]): (boolean | undefined)[] => {
      const paths = candidates('A/front.jpg', 'B/front.jpg', 'c.jpg');
      const { valuesByPicture } = readRows({ columns: ['File', 'Code'], rows }, RULE, paths);
      return paths.map(({ n }) => valuesByPicture.get(n)?.isClear);
    };
    assert.deepEqual(
      clear(['front.jpg', '1'], ['front.jpg', '2'], ['c.jpg', '3'], ['c.jpg', '4']),
      [false, false, true],
    );
    assert.deepEqual(clear(['front.jpg', '1'], ['front.jpg', '1']), [true, true, undefined]);
    assert.deepEqual(clear(['A/front.jpg', '1'], ['B\\front.jpg', '2']), [true, true, undefined]);
  });

  it('lists rows with missing files in order', () => {
    const rows = [
      ['gone.jpg', '1'],
      ['a.jpg', '2'],
      ['', '3'],
      ['lost.jpg', '4'],
      ['gone.jpg', '5'],
    ];
    const { withoutFile } = readRows(
      { columns: ['File', 'Code'], rows },
      RULE,
      candidates('a.jpg'),
    );
    assert.deepEqual(withoutFile, [
      { row: 1, file: 'gone.jpg', value: '1' },
      { row: 4, file: 'lost.jpg', value: '4' },
      { row: 5, file: 'gone.jpg', value: '5' },
    ]);
  });

  it('finds columns in any case, and tells which are missing', () => {
    const table = { columns: ['FILE', 'Price'], rows: [['a.jpg', '1']] };
    assert.deepEqual(missingColumns(RULE, table), ['Code']);
    assert.equal(readRows(table, RULE, candidates('a.jpg')).valuesByPicture.get(0)?.values.size, 0);
  });

  it('is quick with 20,000 files of the same name in different folders', () => {
    const paths = Array.from({ length: 20_000 }, (_, n) => `folder ${n}/deep/front.jpg`);
    const rows = paths.map((path, n) => [path.replaceAll('/', '\\'), String(n)]);
    const started = performance.now();
    const { valuesByPicture: read, withoutFile } = readRows(
      { columns: ['File', 'Code'], rows },
      RULE,
      candidates(...paths),
    );
    assert.deepEqual([read.size, withoutFile.length], [20_000, 0]);
    assert.deepEqual([...(read.get(19_999)?.values.keys() ?? [])], ['19999']);
    assert.ok(performance.now() - started < 5_000);
  });
});

it('the columns of an export are found among others, in any order and language', () => {
  const column = fc.constantFrom<readonly [name: string, cell: (n: number) => string]>(
    ['Contact Owner.id', () => 'zcrm_5540000000055001'],
    ['Vendor.id', (n) => `zcrm_55400000000660${10 + (n % 2)}`],
    ['担当者.id', () => 'zcrm_5540000000055001'],
    ['Prix', (n) => `${n},50`],
    ['Verfügbar', () => 'ja'],
    ['Notes', (n) => `Lamp, brass ${n}; see https://shop.example/page/${n}`],
    ['Modified Time', (n) => `2026-11-${10 + n} 10:00:00`],
  );
  const idName = fc.constantFrom('Record Id', 'Datensatz-ID', 'データID', 'X', '');
  const fileName = fc.constantFrom('Image Src', 'Bild', '写真', 'Photo URL', 'Y');
  const cellOf = fc.constantFrom<(n: number) => string>(
    (n) => `p ${n}.jpg`,
    (n) => `https://cdn.shop.example/x/p%20${n}.jpg?v=${n}`,
    (n) => `C:\\pics\\p ${n}.JPEG`,
    (n) => `p ${n}.jpg;p ${n}_back.jpg`,
  );
  const pictures = candidates(...Array.from({ length: 6 }, (_, n) => `p ${n}.jpg`));
  const others = fc.uniqueArray(column, { selector: ([name]) => name, maxLength: 5 });
  fc.assert(
    fc.property(others, idName, fileName, cellOf, fc.nat(), (some, id, file, cell, turn) => {
      const own: [string, (n: number) => string] = [id, (n) => `zcrm_554000000012345${n}`];
      const all = [own, ...some, [file, cell] as const];
      const turned = all.map((_, at) => all[(at + turn) % all.length] ?? own);
      const rows = pictures.map(({ n }) => turned.map(([, of]) => of(n)));
      const guess = guessColumns({ columns: turned.map(([name]) => name), rows }, pictures);
      assert.deepEqual([guess.fileColumn, guess.recordColumn, guess.byId], [file, id, true]);
      const { valuesByPicture } = readRows(
        { columns: turned.map(([name]) => name), rows },
        { ...RULE, fileColumn: file, recordColumn: id },
        pictures,
      );
      assert.equal(valuesByPicture.size, pictures.length);
    }),
  );
});

describe('the columns of a table', () => {
  const files = candidates('a.jpg', 'b.jpg');

  for (const [what, columns, rows, expected] of [
    [
      'by what they are called',
      ['Price', 'Product code', 'Image'],
      [['12', 'LAMP', 'x.jpg']],
      ['Image', 'Product code', false],
    ],
    [
      'by what is in them',
      ['A', 'B', 'C'],
      [
        ['4876876000000624001', 'yes', 'A'],
        ['4876876000000624002', 'yes', 'B'],
      ],
      ['C', 'A', true],
    ],
    [
      'in another language',
      ['Kunde', 'Datei', 'Artikelnr'],
      [
        ['Müller', 'C:\\Bilder\\a.jpg', '007'],
        ['Müller', 'C:\\Bilder\\b.jpg', '008'],
      ],
      ['Datei', 'Artikelnr', false],
    ],
    ['also rounded ids', ['Record', 'Photo'], [['5.54E+18', 'a.jpg']], ['Photo', 'Record', true]],
    [
      'of Zoho’s own export',
      ['Record Id', 'Contact Owner.id', 'Contact Owner', 'Last Name', 'Email', 'Photo'],
      ['6', '7'].map((last, n) => [
        `zcrm_554000000012345${last}`,
        'zcrm_5540000000055001',
        'Ada Admin',
        ['Klein', 'Pena'][n] ?? '',
        `${last}@customers.example`,
        ['a.jpg', 'b.jpg'][n] ?? '',
      ]),
      ['Photo', 'Record Id', true],
    ],
    [
      'of Zoho’s own export in another language, with one row',
      ['連絡先の所有者.id', 'データID', '氏名', '写真'],
      [['zcrm_5540000000055001', 'zcrm_5540000000123456', 'X', 'a.jpg']],
      ['写真', 'データID', true],
    ],
    [
      'where no two columns of IDs say what they have',
      ['Konto', 'Nummer', 'Foto'],
      [
        ['zcrm_5540000000055001', 'zcrm_5540000000123456', 'a.jpg'],
        ['zcrm_5540000000055001', 'zcrm_5540000000123457', 'b.jpg'],
      ],
      ['Foto', 'Nummer', true],
    ],
    [
      'with short IDs only where the column says so',
      ['Id', 'Photo', 'Name'],
      [['3000000038009', 'a.jpg', 'Klein']],
      ['Photo', 'Id', true],
    ],
    [
      'with addresses of records',
      ['Name', 'Link', 'Photo'],
      [['Klein', 'https://crm.zoho.com/crm/org1/tab/Leads/5540000000123456', 'a.jpg']],
      ['Photo', 'Link', true],
    ],
    [
      'by what the rows are, not by the IDs of what they refer to',
      ['Vendor.id', 'Artikelnummer', 'Account Name.id', 'Bild'],
      [
        ['zcrm_5540000000055001', 'A-1', 'zcrm_5540000000066001', 'a.jpg'],
        ['zcrm_5540000000055002', 'A-2', 'zcrm_5540000000066001', 'b.jpg'],
      ],
      ['Bild', 'Artikelnummer', false],
    ],
    [
      'by the ID of another record, where there is nothing else',
      ['Vendor.id', 'Photo'],
      [['zcrm_5540000000055001', 'a.jpg']],
      ['Photo', 'Vendor.id', true],
    ],
    [
      'with addresses of pictures',
      ['Handle', 'Website', 'Image Src'],
      [
        ['boot', 'https://northwind.example', 'https://cdn.shop.example/x.jpg?v=1'],
        ['kite', 'https://tailwind.example', 'https://cdn.shop.example/y.png'],
      ],
      ['Image Src', 'Handle', false],
    ],
    [
      'of WooCommerce, whose own numbers are not the SKU',
      ['ID', 'Type', 'SKU', 'Name', 'Images'],
      [
        ['101', 'simple', 'L-1', 'Lamp', 'https://x.example/a.jpg, https://x.example/2.jpg'],
        ['102', 'simple', 'L-2', 'Boot', 'https://x.example/b.jpg'],
      ],
      ['Images', 'SKU', false],
    ],
    [
      'of BigCommerce',
      [
        'Product ID',
        'Product Name',
        'Product Code/SKU',
        'Product Image ID - 1',
        'Product Image File - 1',
        'Product Image File - 2',
      ],
      [
        ['101', 'Lamp', 'L-1', '501', 'a/123/a.jpg', ''],
        ['102', 'Boot', 'L-2', '502', 'a/124/b.jpg', 'c.jpg'],
      ],
      ['Product Image File - 1', 'Product Code/SKU', false],
    ],
    [
      'of Amazon',
      ['item-name', 'listing-id', 'seller-sku', 'image-url'],
      [
        ['Lamp', '0101', 'L-1', 'https://m.example/I/a.jpg'],
        ['Boot', '0102', 'L-2', 'https://m.example/I/b.jpg'],
      ],
      ['image-url', 'seller-sku', false],
    ],
    [
      'of Lightspeed',
      ['System ID', 'EAN', 'Custom SKU', 'Item', 'Images'],
      [
        ['210000000001', '4006381333931', 'L-1', 'Lamp', 'https://x.example/a.jpg'],
        ['210000000002', '4006381333932', 'L-2', 'Boot', 'https://x.example/b.jpg'],
      ],
      ['Images', 'Custom SKU', false],
    ],
    [
      'of people, by their numbers rather than by their names',
      ['Last name', 'First name', 'Student ID number', 'Picture'],
      [
        ['Klein', 'Jo', '00012', 'a.jpg'],
        ['Pena', 'Ana', '00013', 'b.jpg'],
      ],
      ['Picture', 'Student ID number', false],
    ],
    [
      'where another column has further pictures of a few',
      ['Extra image', 'SKU', 'Image'],
      [
        ['', 'L-1', 'a.jpg'],
        ['', 'L-2', 'b.jpg'],
        ['a.jpg', 'L-3', 'q.jpg'],
      ],
      ['Image', 'SKU', false],
    ],
    [
      'with numbers of SIM cards, which are as long as IDs',
      ['ICCID', 'Picture', 'SKU'],
      [
        ['8944110068912345678', 'a.jpg', 'L-1'],
        ['8944110068912345679', 'b.jpg', 'L-2'],
      ],
      ['Picture', 'SKU', false],
    ],
    [
      'with two columns of distinct IDs, of which one is called so in some language',
      ['Конто', 'Идентификатор записи', 'Фото'],
      [
        ['zcrm_5540000000077001', 'zcrm_5540000000123456', 'a.jpg'],
        ['zcrm_5540000000077002', 'zcrm_5540000000123457', 'b.jpg'],
      ],
      ['Фото', 'Идентификатор записи', true],
    ],
    [
      'with numbers of devices and barcodes, which are asked about',
      ['IMEI', 'Picture'],
      [
        ['356938035643809', 'a.jpg'],
        ['490154203237518', 'b.jpg'],
      ],
      ['Picture', 'IMEI', false],
    ],
  ] as const) {
    it(`are guessed ${what}`, () => {
      const guess = guessColumns({ columns, rows }, files);
      assert.deepEqual([guess.fileColumn, guess.recordColumn, guess.byId], expected);
    });
  }
});

describe('a table with one name for thousands of pictures', () => {
  const folders = Array.from({ length: 1500 }, (_, n) => `SKU-${n}`);
  const pictures = candidates(...folders.map((folder) => `${folder}/front.jpg`));
  const table = (of: (n: number) => string): Table => ({
    columns: ['File', 'Code'],
    rows: Array.from({ length: 15_000 }, (_, n) => [of(n), `X-${n}`]),
  });

  for (const [how, of] of [
    ['by name', () => 'front.jpg'],
    ['by addresses', (n: number) => `https://cdn.example/${n}/front.jpg?v=${n}`],
    ['by their other ending', (n: number) => `https://cdn.example/${n}/front.jpeg`],
  ] as const) {
    it(`doesn’t collect thousands of values for each, ${how}`, () => {
      const { valuesByPicture } = readRows(table(of), RULE, pictures);
      const kept = [...valuesByPicture.values()].reduce((sum, { values }) => sum + values.size, 0);
      assert.ok(kept <= 10 * pictures.length, `${kept} values`);
      const one = valuesByPicture.get(1499);
      assert.equal(one?.isClear, false);
      assert.equal(one.values.size + one.others, 15_000);
    });
  }

  it('is unclear, whatever the first values are', () => {
    const ids = ['4876876000000624001', 'zcrm_4876876000000624001'];
    const rows = Array.from({ length: 40 }, (_, n) => [
      'front.jpg',
      `${ids[n % 2] ?? ''}${' '.repeat(n)}`,
    ]);
    rows.push(['front.jpg', '4876876000000624002']);
    const { references } = referencesBy(RULE, pictures.slice(0, 2), {
      columns: ['File', 'Code'],
      rows,
    });
    assert.deepEqual(
      references.map((one) => one.reference.kind),
      ['twice-in-table', 'twice-in-table'],
    );
  });

  it('is just as strict with several notations of a name', () => {
    const rows = [
      ['front.jpg', 'LAMP'],
      ['FRONT.JPG', 'MUG'],
    ];
    const read = readRows({ columns: ['File', 'Code'], rows }, RULE, pictures.slice(0, 2));
    assert.deepEqual(
      [...read.valuesByPicture.values()].map(({ isClear }) => isClear),
      [false, false],
    );
  });

  it('is matched with an index that is built once for all steps', () => {
    let looks = 0;
    const watched = pictures.map(({ path, ...other }) => ({
      ...other,
      get path() {
        looks += 1;
        return path;
      },
    }));
    const small = { columns: ['File', 'Code'], rows: [['SKU-1/front.jpg', 'X']] };
    guessColumns(small, watched);
    const once = looks;
    readRows(small, RULE, watched);
    assert.ok(once > 0);
    assert.equal(looks, once);
  });
});

describe('paths of many folders', () => {
  it('name pictures up to a bound, and take time by their length only', () => {
    const path = (folders: number): string => `${'a/'.repeat(folders)}lamp.jpg`;
    assert.deepEqual(said(['lamp.jpg'], [[path(255), 'X']]), { 'lamp.jpg': ['X'] });
    assert.deepEqual(said(['lamp.jpg'], [[path(256), 'X']]), {});
    const rows = Array.from({ length: 10 }, (_, n) => [
      `https://a.example/${'a/'.repeat(20_000)}${n}.jpg`,
      `${n}`,
    ]);
    const before = process.cpuUsage();
    const read = referencesWithAbsent(RULE, [], { columns: ['File', 'Code'], rows });
    assert.equal(read.length, 10);
    assert.ok(process.cpuUsage(before).user < 2_000_000);
  });

  it('of pictures on disk are known by their innermost folders', () => {
    const deep = `${Array.from({ length: 100 }, (_, n) => `f${n}`).join('/')}/lamp.jpg`;
    assert.deepEqual(said([deep], [['f98/f99', 'X']]), { [deep]: ['X'] });
    assert.deepEqual(said([deep], [[deep, 'X']]), { [deep]: ['X'] });
    const many = Array.from({ length: 300 }, (_, n) => `${'a/'.repeat(1000)}${n}.jpg`);
    const before = process.cpuUsage();
    said(many, [['1.jpg', 'X']]);
    assert.ok(process.cpuUsage(before).user < 2_000_000);
  });
});
