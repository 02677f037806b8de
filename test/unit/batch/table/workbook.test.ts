import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fileKindOf } from '../../../../src/batch/table/fileKind.ts';
import { plainNumber, numberFormatOf } from '../../../../src/batch/table/numberFormat.ts';
import { openWorkbook } from '../../../../src/batch/table/workbook.ts';
import { readXml } from '../../../../src/batch/table/xml.ts';
import { openArchive } from '../../../../src/batch/table/zip.ts';
import type { XmlCell } from './workbooks.ts';
import { archiveOf, workbookOf } from './workbooks.ts';

function linesIn(bytes: Uint8Array, sheet = 0): readonly (readonly string[])[] {
  assert.equal(fileKindOf(bytes), 'archive');
  const sheets = openWorkbook(bytes);
  assert.ok(!('kind' in sheets), JSON.stringify(sheets));
  const lines = sheets[sheet]?.lines();
  assert.ok(lines !== undefined && 'lines' in lines, JSON.stringify(lines));
  return lines.lines;
}

const xml = (text: string): XmlCell => ({ xml: text });

const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="00000"/>
<numFmt numFmtId="165" formatCode="&quot;SKU-&quot;0000"/><numFmt numFmtId="166" formatCode="dd\\.mm\\.yyyy"/>
<numFmt numFmtId="167" formatCode="[Red]General"/><numFmt numFmtId="168" formatCode="[h]:mm"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs>${[0, 14, 22, 164, 165, 166, 167, 168].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;

describe('an Excel workbook', () => {
  it('is read with inline, shared, and rich text, without phonetic readings', () => {
    const texts = `<si><t>SKU</t></si><si><r><t>a</t></r><r><rPr><b/></rPr><t>.jpg</t></r></si>
      <si><t>遠藤</t><rPh sb="0" eb="2"><t>エンドウ</t></rPh></si><si><t>a_x005F_x000D_&amp;b</t></si>`;
    const shared = [0, 1, 2, 3].map((n) => xml(`<c t="s"><v>${n}</v></c>`));
    assert.deepEqual(
      linesIn(
        workbookOf(
          { A: { rows: [shared, ['x', xml('<c t="str"><f>A1</f><v>y</v></c>')]] } },
          { texts },
        ),
      ),
      [
        ['SKU', 'a.jpg', '遠藤', 'a_x000D_&b'],
        ['x', 'y'],
      ],
    );
  });

  it('is read with numbers in plain digits, formatted zeros, and dates', () => {
    const cells = [
      ['0', '5540000000123456', '5540000000123456'],
      ['0', '5.540000000123456E15', '5540000000123456'],
      ['0', '4.8768760000006199E+18', '4876876000000619900'],
      ['0', '19.989999999999998', '19.99'],
      ['1', '46354', '2026-11-28'],
      ['2', '46354.5', '2026-11-28 12:00:00'],
      ['3', '7', '00007'],
      ['3', '123456', '123456'],
      ['4', '7', 'SKU-0007'],
      ['5', '1', '1900-01-01'],
      ['6', '42', '42'],
      ['7', '0.5', '12:00:00'],
    ] as const;
    const row = cells.map(([style, value]) => xml(`<c s="${style}"><v>${value}</v></c>`));
    const more = [xml('<c t="b"><v>1</v></c>'), xml('<c t="e"><v>#N/A</v></c>'), xml('<c s="1"/>')];
    assert.deepEqual(
      linesIn(workbookOf({ A: { rows: [[...row, ...more]] } }, { styles: STYLES })),
      [[...cells.map(([, , shown]) => shown), 'TRUE', '#N/A', '']],
    );
  });

  it('may count days from 1904, as on old Macs', () => {
    const rows = [[xml('<c s="1"><v>0</v></c>'), 'x']];
    const properties = '<workbookPr date1904="1"/>';
    assert.deepEqual(linesIn(workbookOf({ A: { rows } }, { styles: STYLES, properties })), [
      ['1904-01-01', 'x'],
    ]);
  });

  it('keeps cells in place, and skips empty rows and titles', () => {
    const at = (place: string, text: string): XmlCell =>
      xml(`<c r="${place}" t="str"><v>${text}</v></c>`);
    const rows = [
      [at('A1', 'Products')],
      [],
      [at('B3', 'SKU'), at('D3', 'File')],
      [at('AA4', 'x'), at('B4', 'y')],
    ];
    assert.deepEqual(linesIn(workbookOf({ A: { rows } })), [
      ['', 'SKU', '', 'File'],
      ['', 'y', ...new Array<string>(24).fill(''), 'x'],
    ]);
  });

  it('repeats a merged cell in all of its rows', () => {
    const rows = [
      ['Lamps'],
      ['SKU', 'Image'],
      ['L-1', 'a.jpg'],
      ['', 'b.jpg'],
      [],
      [xml('<c r="B6" t="str"><v>c.jpg</v></c>')],
      ['L-2', '', 'x'],
    ];
    const merged = ['A1:B1', 'A3:A6', 'B4:C4', 'A7:A1048576', 'ZZZZ1:A2', ''];
    assert.deepEqual(linesIn(workbookOf({ A: { rows, merged } })), [
      ['SKU', 'Image'],
      ['L-1', 'a.jpg'],
      ['L-1', 'b.jpg'],
      ['L-1', 'c.jpg'],
      ['L-2', '', 'x'],
    ]);
  });

  it('may have several sheets; visible ones with cells count', () => {
    const rows = [['a', 'b']];
    const sheets = openWorkbook(
      workbookOf({
        'A & B': { rows },
        Empty: { rows: [] },
        Hidden: { rows, state: 'hidden' },
        C: { rows },
      }),
    );
    assert.ok(!('kind' in sheets));
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['A & B', 'C'],
    );
    const hidden = openWorkbook(workbookOf({ Hidden: { rows, state: 'veryHidden' } }));
    assert.ok(!('kind' in hidden));
    assert.equal(hidden.length, 1);
  });

  it('is read with any namespace prefixes', () => {
    const prefixed = archiveOf({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml':
        '<x:workbook><x:sheets><x:sheet name="A" q:id="r7"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r7" Type="a/worksheet" Target="../xl/./Sheets/One.xml"/></Relationships>',
      'xl/sheets/one.xml':
        '<x:worksheet><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    assert.deepEqual(linesIn(prefixed), [['a', '1']]);
  });

  it('is read back with the cells that were written', () => {
    // Without what XML can't contain, and Excel's escapes for it: `_x0000_`.
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => `y${text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF_]/g, '')}y`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2 }), { minLength: 1 }), (rows) => {
        assert.deepEqual(linesIn(workbookOf({ A: { rows } })), rows);
      }),
    );
  });

  it('breaks nothing if damaged anywhere', () => {
    const good = workbookOf(
      {
        A: {
          rows: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      },
      { styles: STYLES },
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
        const bytes = isCut ? good.subarray(0, at) : Buffer.from(good);
        if (!isCut) {
          bytes[at] = byte;
        }
        const sheets = openWorkbook(bytes);
        for (const sheet of 'kind' in sheets ? [] : sheets) {
          assert.equal(typeof sheet.lines(), 'object');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an unreadable workbook', () => {
  for (const [what, bytes, problem] of [
    ['nothing in it', workbookOf({ A: { rows: [] } }), { kind: 'empty' }],
    [
      'cut off',
      workbookOf({ A: { rows: [['a', 'b']] } }).subarray(0, 300),
      { kind: 'damaged-workbook' },
    ],
    [
      'an OpenDocument',
      archiveOf({ mimetype: 'x', 'content.xml': '<x/>' }),
      { kind: 'other-spreadsheet', ending: 'ods' },
    ],
    [
      'of Numbers',
      archiveOf({ 'Index/Document.iwa': 'x' }),
      { kind: 'other-spreadsheet', ending: 'numbers' },
    ],
    [
      'a binary one',
      archiveOf({ 'xl/workbook.bin': 'x' }),
      { kind: 'other-spreadsheet', ending: 'xlsb' },
    ],
    ['any archive', archiveOf({ 'a.jpg': 'x' }), { kind: 'not-a-table' }],
  ] as const) {
    it(`${what}: ${problem.kind}`, () => {
      assert.deepEqual(openWorkbook(bytes), problem);
    });
  }

  it('is recognized by its bytes', () => {
    const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const stored = (name: string): Buffer =>
      Buffer.concat([compound, Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
    assert.equal(fileKindOf(stored('Workbook')), 'xls');
    assert.equal(fileKindOf(stored('Book')), 'xls');
    assert.equal(fileKindOf(stored('WordDocument')), 'text');
    assert.equal(fileKindOf(stored('EncryptedPackage')), 'protected');
    assert.equal(fileKindOf(Buffer.from('File;Code')), 'text');
  });

  it('isn’t unpacked beyond the limit', () => {
    const bomb = openArchive(archiveOf({ a: Buffer.alloc(5_000_000) }), 1_000_000);
    assert.throws(() => bomb.get('a')?.(), /too large/);
    const many = openArchive(
      archiveOf(Object.fromEntries(['a', 'b', 'c'].map((name) => [name, Buffer.alloc(400_000)]))),
      1_000_000,
    );
    for (const name of ['a', 'b', 'a', 'b']) {
      assert.equal(many.get(name)?.().length, 400_000);
    }
    assert.throws(() => many.get('c')?.(), /too large/);
    assert.equal(
      openArchive(archiveOf({ a: Buffer.alloc(5_000) }), 1_000_000).get('a')?.().length,
      5_000,
    );
  });
});

describe('XML', () => {
  for (const [what, text] of [
    ['a tag', `<${'a'.repeat(5_000_000)}`],
    ['an attribute', `<a b="${'>'.repeat(5_000_000)}`],
    ['a text', `<a>${'&amp;'.repeat(1_000_000)}`],
    ['tags', '<a>'.repeat(1_000_000)],
    ['a comment', `<!--${'-'.repeat(5_000_000)}`],
  ] as const) {
    it(
      `with an unclosed ${what} takes time proportional to its length`,
      { timeout: 20_000 },
      () => {
        assert.throws(() => {
          readXml(Buffer.from(text), { open: (_, attributes) => attributes() });
        });
      },
    );
  }
});

describe('a number', () => {
  it('has the same value in plain digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const plain = plainNumber(String(number));
        assert.match(plain, /^-?\d+(?:\.\d+)?$/);
        const [a, b] = [Number(plain), number];
        assert.ok(a === b || Math.abs(a - b) <= Math.abs(b) * 1e-14, plain);
      }),
    );
    for (const text of ['', 'x', '1e9999', '1.2.3', '0x10']) {
      assert.equal(plainNumber(text), text);
    }
    assert.equal(plainNumber('1.20'), '1.2');
    assert.equal(plainNumber('-5.54E+15'), '-5540000000000000');
  });

  it('has the zeros of its format, and never fewer digits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 12 }), (number, places) => {
        const shown = numberFormatOf('170', '0'.repeat(places), false)(String(number));
        assert.equal(shown, String(number).padStart(places, '0'));
      }),
    );
    assert.equal(numberFormatOf('170', '000\\-00\\-0000', false)('12345678'), '012-34-5678');
    assert.equal(numberFormatOf('170', '0.00', false)('7'), '7');
  });
});
