import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readingsOf } from '../../../../src/batch/table/encodingGuess.ts';
import { ENCODINGS, decoded } from '../../../../src/batch/table/encodings.ts';
import { linesOf, tableOf } from '../../../../src/batch/table/table.ts';
import { isText, unicodeText } from '../../../../src/batch/table/tableText.ts';

type Letters = ReadonlyMap<string, readonly number[]>;

const lettersById = new Map<string, Letters>();

/** The characters beyond ASCII in each encoding. */
function lettersOf(id: string): Letters {
  const letters = lettersById.get(id) ?? lettersIn(id);
  lettersById.set(id, letters);
  return letters;
}

function lettersIn(id: string): Letters {
  const letters = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): string => {
    const text = decoded(Uint8Array.from(bytes), id);
    if (/^\p{L}$/u.test(text) && !letters.has(text)) {
      letters.set(text, bytes);
    }
    return text;
  };
  for (let lead = 0x80; lead < 0x100; lead++) {
    // A byte that is a character isn't the first of two.
    const isAlone = !add(lead).includes('\uFFFD');
    for (let trail = 0x40; trail < 0x100 && !isAlone; trail++) {
      add(lead, trail);
    }
  }
  return letters;
}

function encoded(text: string, letters: Letters): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((one) => letters.get(one) ?? [...Buffer.from(one, 'latin1')]),
  );
}

const NONE = { names: [], language: 'en' };

describe('a table that isn’t Unicode', () => {
  for (const [text, id, language] of [
    ['File;Name\na.jpg;Chloé\nb.jpg;Müller\n', 'windows-1252', 'en'],
    ['File;Name\na.jpg;Chloé\nb.jpg;Müller\n', 'macintosh', 'en'],
    ['File;Name\na.jpg;Chloé\nb.jpg;Müller\n', 'cp850', 'en'],
    ['Soubor;Jméno\na.jpg;Dvořák\nb.jpg;Škoda Žluťoučký\n', 'windows-1250', 'en'],
    ['Soubor;Jméno\na.jpg;Dvořák\nb.jpg;Škoda Žluťoučký\n', 'cp852', 'en'],
    ['Файл;Имя\na.jpg;Иванов Пётр\n', 'windows-1251', 'en'],
    ['Файл;Имя\na.jpg;Иванов Пётр\n', 'ibm866', 'en'],
    ['Артикул;Фото\nЛампа настольная;a.jpg\nСапог;b.jpg\n', 'windows-1251', 'en'],
    ['Nazwa;Zdjęcie\nŁóżko dębowe;a.jpg\nKrzesło wąskie;b.jpg\n', 'windows-1250', 'en'],
    ['שם;תמונה\nמנורה;a.jpg\nמגף;b.jpg\n', 'windows-1255', 'he'],
    ['الاسم;صورة\nمصباح;a.jpg\nحذاء;b.jpg\n', 'windows-1256', 'ar'],
    ['Dosya;Ad\na.jpg;Gökçe Şahin Işık\n', 'windows-1254', 'tr'],
    ['Αρχείο;Όνομα\na.jpg;Παπαδόπουλος\n', 'windows-1253', 'en'],
    ['ファイル,氏名\na.jpg,遠藤 太郎\n', 'shift_jis', 'en'],
    ['文件,姓名\na.jpg,王小明\n', 'gb18030', 'en'],
    ['檔案,姓名\na.jpg,王小明陳\n', 'big5', 'en'],
    ['파일,이름\na.jpg,김철수\n', 'euc-kr', 'ko'],
  ] as const) {
    it(`is read as ${id} first`, () => {
      const bytes = encoded(text, lettersOf(id));
      assert.equal(unicodeText(bytes), undefined);
      const [first] = readingsOf(bytes, { ...NONE, language });
      assert.equal(first?.encoding.id, id);
      assert.equal(decoded(bytes, id), text);
      assert.equal(first.isSure, false);
    });
  }

  it('has a certain encoding if it names pictures only in that one', () => {
    const bytes = encoded('檔案,姓名\n王小明.jpg,x\n', lettersOf('big5'));
    const sure = readingsOf(bytes, { names: ['x.jpg', '王小明.jpg'], language: 'ja' });
    assert.deepEqual([sure[0]?.encoding.id, sure[0]?.isSure], ['big5', true]);
    // The first letter has the same code in Central and Western Europe only.
    const western = lettersOf('windows-1252');
    for (const [cell, isSure] of [
      ['ä', true],
      ['ã', false],
    ] as const) {
      const [first] = readingsOf(encoded(`File;Name\nä.jpg;${cell}`, western), {
        names: ['ä.jpg'],
        language: 'en',
      });
      assert.deepEqual([first?.encoding.id, first?.isSure], ['windows-1252', isSure]);
    }
  });

  it('is read as VS Code reads it, if that makes sense', () => {
    const bytes = encoded('Dosya;Ad\na.jpg;Gökçe Şahin\n', lettersOf('windows-1254'));
    const [first] = readingsOf(bytes, { ...NONE, encoding: 'windows1254' });
    assert.equal(first?.encoding.id, 'windows-1254');
    const [other] = readingsOf(encoded('x;Müller', lettersOf('windows-1252')), {
      ...NONE,
      encoding: 'shiftjis',
    });
    assert.equal(other?.encoding.id, 'windows-1252');
  });

  it('is UTF-16 without a BOM, even without ASCII letters', () => {
    const text = 'ファイル,氏名\n遠藤.jpg,遠藤 太郎\n';
    const bytes = Buffer.from(text, 'utf16le');
    assert.equal(unicodeText(bytes), text);
    assert.equal(unicodeText(Buffer.from(bytes).swap16()), text);
  });

  it('is UTF-8 with a damaged character if the others are valid', () => {
    const text = 'File;Name\na.jpg;Chloé\nb.jpg;Müller Großmann\nc.jpg;Ren';
    const [first] = readingsOf(Buffer.concat([Buffer.from(text), Buffer.of(0xc3)]), NONE);
    assert.equal(first?.encoding.id, 'utf-8');
  });

  it('asks nothing about spaces at the ends of cells', () => {
    const [first] = readingsOf(Buffer.from('File;Name\na.jpg;Jo\xA0\n', 'latin1'), NONE);
    assert.deepEqual([first?.encoding.id, first?.isSure], ['windows-1252', true]);
  });

  it('shows the cells that differ, without duplicates', () => {
    const bytes = encoded('File;Name\na.jpg;Jo\nb.jpg;Chloé\n', lettersOf('windows-1252'));
    const readings = readingsOf(bytes, NONE);
    assert.deepEqual(readings[0]?.cells, ['Chloé']);
    const shown = readings.map(({ cells }) => cells.join());
    assert.equal(new Set(shown).size, shown.length);
  });

  it('is read back with the same cells in any encoding', () => {
    const all = [...ENCODINGS.filter(({ id }) => id !== 'utf-8')].map(({ id }) => ({
      id,
      letters: lettersOf(id),
    }));
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        ({ id, letters }, separator, end, cells) => {
          const known = [...letters.keys()];
          const rows = cells.map((some, n) => [
            `${n}.jpg`,
            some.map((one) => known[one % known.length] ?? '').join('') || 'x',
          ]);
          const text = [['File', 'Name'], ...rows].map((row) => row.join(separator)).join(end);
          const bytes = encoded(text, letters);
          const read = unicodeText(bytes);
          if (read !== undefined) {
            return; // By chance it is UTF-8 as well.
          }
          assert.ok(readingsOf(bytes, NONE).length > 1);
          const lines = linesOf(decoded(bytes, id));
          assert.ok('lines' in lines);
          assert.deepEqual(tableOf(lines, true), { columns: ['File', 'Name'], rows });
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('any bytes', () => {
  it('are read or refused, and never break anything', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom(
          '"',
          ',',
          ';',
          '|',
          '\r',
          '\n',
          '\t',
          'sep=',
          '[',
          '{"a":1}',
          '\uFEFF',
          'é',
          '--',
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const bytes = Buffer.concat(pieces);
        const text = unicodeText(bytes);
        const texts =
          text !== undefined
            ? [text]
            : isText(bytes)
              ? readingsOf(bytes, NONE).map(({ encoding }) => decoded(bytes, encoding.id))
              : [];
        for (const one of texts) {
          const read = linesOf(one);
          for (const hasNames of 'lines' in read ? [true, false] : []) {
            const table = tableOf(read as never, hasNames);
            assert.ok(
              'kind' in table || table.rows.every((row) => row.length === table.columns.length),
            );
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  for (const [what, text] of [
    ['quotes', '"'.repeat(500_000)],
    ['quotes and letters', '"a'.repeat(300_000)],
    ['cells that begin a quote', '"a,'.repeat(300_000)],
    ['dashes', `a|b\n${'-'.repeat(500_000)}x`],
    ['carriage returns', `a,b\n${'\r'.repeat(500_000)}x`],
    ['separators', ',;|\t'.repeat(200_000)],
    ['brackets', '['.repeat(500_000)],
    ['marks', '\uFEFF'.repeat(500_000)],
  ] as const) {
    it(`take time proportional to their length: ${what}`, { timeout: 20_000 }, () => {
      readTable(text);
    });
  }
});

function readTable(text: string): unknown {
  const read = linesOf(unicodeText(Buffer.from(text)) ?? '');
  return 'lines' in read ? tableOf(read, true) : read;
}
