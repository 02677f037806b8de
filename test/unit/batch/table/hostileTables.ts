import { archiveOf, workbookOf } from './workbooks.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

/**
 * Tables that are made to take long or much memory, by what is hostile about them. Each has about
 * this many bytes, unpacked.
 */
export const HOSTILE_TABLES: Readonly<Record<string, (size: number) => Uint8Array>> = {
  ...texts({
    'a cell of slashes': (size) => `File,Code\n${'/'.repeat(size)},1\n`,
    'a cell of backslashes': (size) => `File,Code\n${'\\'.repeat(size)},1\n`,
    'a cell of folders': (size) => `File,Code\n${'a/'.repeat(size / 2)}IMG_1.jpg,1\n`,
    'a cell of known folders': (size) => `File,Code\n${'shots/'.repeat(size / 6)}IMG_1.jpg,1\n`,
    'a URL of folders': (size) =>
      `File,Code\nhttps://a.example/${'a/'.repeat(size / 2)}IMG_1.jpg,1\n`,
    'a URL of values': (size) =>
      `File,Code\nhttps://a.example/i.php?${'a=b&'.repeat(size / 4)},1\n`,
    'a URL of percent signs': (size) =>
      `File,Code\nhttps://a.example/${'%25'.repeat(size / 3)}.jpg,1\n`,
    'a cell of dots': (size) => `File,Code\n${'.'.repeat(size)},1\n`,
    'a cell of dots in folders': (size) => `File,Code\n${'./'.repeat(size / 2)}a.jpg,1\n`,
    'a cell of spaces in a text': (size) => `File,Code\na${' '.repeat(size)}b,1\n`,
    'a cell of semicolons': (size) => `File,Code\n${';'.repeat(size)},1\n`,
    'a cell of files': (size) => `File,Code\n${'a.jpg;'.repeat(size / 6)},1\n`,
    'a cell of URLs': (size) => `File,Code\n${'//a.example/b '.repeat(size / 14)},1\n`,
    'a cell of lines': (size) => `File,Code\n"${'\n'.repeat(size)}a",1\n`,
    'a cell of blank lines': (size) => `File,Code\n"a${' \n'.repeat(size / 2)}a",1\n`,
    'a cell of images': (size) => `File,Code\n${'<img '.repeat(size / 5)},1\n`,
    'a cell of images without an end': (size) => `File,Code\n<img ${'src '.repeat(size / 4)},1\n`,
    'a cell of brackets': (size) => `File,Code\n${'['.repeat(size)},1\n`,
    'a cell of brackets in pairs': (size) =>
      `File,Code\n${'['.repeat(size / 2)}${']'.repeat(size / 2)},1\n`,
    'a name before a URL': (size) => `File,Code\n${'a (http://'.repeat(size / 10)},1\n`,
    'a cell of apostrophes': (size) => `File,Code\n${"'".repeat(size)},1\n`,
    'a cell of equals signs': (size) => `File,Code\n${'='.repeat(size)},1\n`,
    'a cell of combining marks': (size) => `File,Code\n${'a\u0301\u0316'.repeat(size / 5)},1\n`,
    'a cell of hashes': (size) => `File,Code\n${'?#'.repeat(size / 2)},1\n`,
    'a code of digits': (size) => `File,Code\na.jpg,${'1'.repeat(size)}\n`,
    'codes of digits': (size) =>
      `File,Code\n${lines(size / 1000, (n) => `${n}.jpg,${n}${'7'.repeat(990)}`)}`,
    'a code of grouped digits': (size) => `File;Code\na.jpg;1${'.000'.repeat(size / 4)}\n`,
    'a code of zcrm': (size) => `File,Code\na.jpg,${'zcrm_'.repeat(size / 5)}\n`,
    'a code of spaces': (size) => `File,Code\na.jpg,1${' '.repeat(size)}x\n`,
    'a code of zeros': (size) => `File,Code\na.jpg,1.${'0'.repeat(size)}x\n`,
    'a code that is a URL': (size) =>
      `File,Code\na.jpg,https://crm.zoho.com/crm/${'tab/'.repeat(size / 4)}\n`,
    'a quote that is never closed': (size) => `File,Code\n"a,1\n${'b,2\n'.repeat(size / 4)}`,
    'quotes that are never closed': (size) => `File,Code\n${'"a",1\n"'.repeat(size / 7)}`,
    'quotes only': (size) => `File,Code\n${'"'.repeat(size)}`,
    'quotes after spaces': (size) => `File,Code\n${' "a" b,1\n'.repeat(size / 9)}`,
    'spaces before a quote': (size) => `File,Code\n${' '.repeat(size)}x, "a",1\n`,
    'quotes inside of cells': (size) => `File,Code\n${'a"b,1\n'.repeat(size / 6)}`,
    'apostrophes around cells': (size) => `'File','Code'\n${"'a','1'\n".repeat(size / 8)}`,
    'columns without end': (size) => `${'a,'.repeat(size / 2)}\n${'b,'.repeat(size / 2)}\n`,
    'columns of one name': (size) => `${'Name,'.repeat(size / 10)}\n${'b,'.repeat(size / 10)}\n`,
    'columns without names': (size) => `${','.repeat(size / 3)}\n${'b,'.repeat(size / 3)}\n`,
    'columns of files': (size) =>
      `${lines(size / 16, (n) => `c${n}`, ',')}\n${lines(size / 16, (n) => `${n}.jpg`, ',')}\n`,
    'one wide row': (size) => `File,Code\n${'a,1\n'.repeat(size / 8)}${','.repeat(size / 2)}z\n`,
    'tiny rows': (size) => `a,b\n${'1,2\n'.repeat(size / 4)}`,
    'rows of one column': (size) => 'a\n'.repeat(size / 2),
    'rows of the same file': (size) => `File,Code\n${lines(size / 18, (n) => `IMG_1.jpg,${n}`)}`,
    'empty rows': (size) => `File,Code\n${',\n'.repeat(size / 2)}`,
    'blank lines': (size) => `File,Code\n${'\n'.repeat(size)}a,1\n`,
    'line ends of all kinds': (size) => `File,Code\n${'\r\r\n'.repeat(size / 3)}a,1\n`,
    'a line without end': (size) => 'a'.repeat(size),
    'a line of spaces': (size) => `a${' '.repeat(size)}b`,
    'a line of dashes': (size) => `File  Code\n${'-'.repeat(size)}\n`,
    'rules of dashes': (size) => `File|Code\n${'-- '.repeat(size / 3)}\na|1\n`,
    'columns of dashes': (size) => `File Code\n${'- '.repeat(4000)}\n${'a b\n'.repeat(size / 4)}`,
    'lines of rules': (size) => `File|Code\n${'---|---\n'.repeat(size / 8)}a|1\n`,
    'rules that are none': (size) => `File|Code\n${'-- -'.repeat(size / 4)}x\na|1\n`,
    'separators in turn': (size) => `${',;\t|'.repeat(size / 4)}\n`,
    'a named separator': (size) => `sep=${','.repeat(size)}`,
    'spaces before a named separator': (size) => `${' '.repeat(size)}sep=;x`,
    'byte order marks': (size) => `${'\uFEFF'.repeat(size / 3)}File,Code\na,1\n`,
    'lines saved as cells': (size) => `File,Code\n${'"a,1"\n'.repeat(size / 6)}`,
    'formulas around cells': (size) => `File,Code\n${'"=""a""",1\n'.repeat(size / 12)}`,
    'a formula without end': (size) => `File,Code\n"=""${'a'.repeat(size)}",1\n`,
    'numbers of null': (size) => `a,b\n${'\0'.repeat(size)}`,
    'a web page': (size) => `${' '.repeat(size)}<htm`,
    'lists in lists': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
    'objects in objects': (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
    'objects in a row': (size) => `[${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}]`,
    'lists that never end': (size) => '['.repeat(size),
    'a row of keys': (size) => `[{${lines(size / 14, (n) => `"k${n}":"v"`, ',')}}]`,
    'rows of other keys': (size) => `[${lines(size / 20, (n) => `{"k${n}":"v${n}"}`, ',')}]`,
    'an object of objects': (size) => `{${lines(size / 24, (n) => `"k${n}":{"a":"${n}"}`, ',')}}`,
    'an object of objects with other keys': (size) =>
      `{${lines(size / 24, (n) => `"k${n}":{"a${n}":"${n}"}`, ',')}}`,
    'a data frame': (size) => `{${lines(size / 24, (n) => `"k${n}":{"${n}":"${n}"}`, ',')}}`,
    'columns of lists': (size) => `{${lines(size / 14, (n) => `"k${n}":["v"]`, ',')}}`,
    'columns of a long list': (size) =>
      `{${lines(size / 20, (n) => `"k${n}":["v"]`, ',')},"z":[${'1,'.repeat(size / 4)}1]}`,
    'a key again and again': (size) => `[{${'"a":"b",'.repeat(size / 8)}"c":"d"}]`,
    'a cell with lines': (size) => `[{"a":[${'"b",'.repeat(size / 4)}"c"],"d":"e"}]`,
    'a cell of empty lists': (size) => `[{"a":[${'[],'.repeat(size / 3)}[]],"d":"e"}]`,
    'long keys': (size) =>
      `[{"${'a'.repeat(size / 8)}":{"${'b'.repeat(size / 8)}":{${lines(1000, (n) => `"k${n}":"v"`, ',')}}}}]`,
    'lists of lists': (size) => `[${'["a","b"],'.repeat(size / 10)}["a","b"]]`,
    'JSON with an error at its end': (size) => `[${'{"a":"b"},'.repeat(size / 10)}x]`,
    'JSON of blanks with an error': (size) => `[${' '.repeat(size)}x`,
    'JSON with a string that never ends': (size) => `["${'a'.repeat(size)}`,
    'JSON with strings that never end': (size) => `[${'"a\\'.repeat(size / 3)}`,
    'JSON of escapes': (size) => `["${'\\u0041'.repeat(size / 6)}`,
    'JSON of digits': (size) => `[{"a":${'1'.repeat(size)},"b":"c"}]`,
    'JSON of numbers': (size) => `[{"a":[${'1,'.repeat(size / 2)}1],"b":"c"}]`,
    'JSON lines with an error': (size) => `${'{"a":"b"}\n'.repeat(size / 10)}{`,
    'JSON lines of other keys': (size) => lines(size / 20, (n) => `{"k${n}":"v${n}"}`),
    'JSON with prototypes': (size) => `[${'{"__proto__":{"a":"b"},"c":"d"},'.repeat(size / 32)}{}]`,
  }),
  'bytes in another encoding': (size) => Buffer.concat([Buffer.from('a,b\n'), bytes(size, 0xe4)]),
  'bytes of UTF-16': (size) => Buffer.from(`a,b\n${'ä,1\n'.repeat(size / 8)}`, 'utf16le'),
  'nulls and letters in turn': (size) => bytes(size, 0, 0x41),
  'random bytes': (size) => {
    let seed = 1;
    return Uint8Array.from({ length: size }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff);
  },
  ...sheets({
    'a workbook of empty cells': (size) => `<row>${'<c><v>1</v></c><c/>'.repeat(size / 20)}</row>`,
    'a workbook of empty rows': (size) => '<row/>'.repeat(size / 6),
    'a workbook with a far cell': (size) => '<row><c r="XFD1"><v>1</v></c></row>'.repeat(size / 36),
    'a workbook with cells back and forth': (size) =>
      `<row>${'<c r="XFD1"><v>1</v></c><c r="A1"><v>2</v></c>'.repeat(size / 46)}</row>`,
    'a workbook of elements in elements': (size) => `<row><c>${'<is>'.repeat(size / 4)}`,
    'a workbook of attributes': (size) =>
      `<row><c ${lines(size / 12, (n) => `a${n}="1"`, ' ')}><v>1</v></c></row>`,
    'a workbook with an unclosed tag': (size) => `<row><c><v>1</v></c><c ${' '.repeat(size)}`,
    'a workbook with unclosed tags': (size) => `<row><c><v>1</v></c>${'<'.repeat(size)}`,
    'a workbook of comments': (size) => `<row><c><v>1</v></c>${'<!--'.repeat(size / 4)}`,
    'a workbook of entities': (size) =>
      `<row><c t="str"><v>${'&amp;'.repeat(size / 5)}</v></c><c><v>1</v></c></row>`,
    'a workbook of ampersands': (size) =>
      `<row><c t="str"><v>${'&'.repeat(size)}</v></c><c><v>1</v></c></row>`,
    'a workbook of escapes': (size) =>
      `<row><c t="str"><v>${'_x000D_'.repeat(size / 7)}</v></c><c><v>1</v></c></row>`,
    'a workbook of texts in pieces': (size) =>
      `<row><c t="inlineStr"><is>${'<t>a</t>'.repeat(size / 8)}</is></c><c><v>1</v></c></row>`,
    'a workbook of long numbers': (size) =>
      `<row><c><v>${'1'.repeat(size)}.5e300</v></c><c><v>1</v></c></row>`,
    'a workbook with rows of any number': (size) =>
      '<row r="9007199254740993"><c><v>1</v></c><c><v>2</v></c></row>'.repeat(size / 62),
    'a workbook of merged cells': (size) =>
      `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:A1048576"/>'.repeat(size / 32)}</mergeCells><sheetData>`,
  }),
  'a workbook whose cells share a long text': (size) =>
    workbookWith(
      `<row>${'<c t="s"><v>0</v></c>'.repeat(size / 42)}</row>`.repeat(2),
      `<si><t>${'a/'.repeat(size / 4)}</t></si>`,
    ),
  'a workbook of shared texts': (size) =>
    workbookWith(
      '<row><c t="s"><v>0</v></c><c><v>1</v></c></row>',
      '<si><t>a</t></si>'.repeat(size / 18),
    ),
  'a workbook of formats': (size) =>
    workbookOf(
      {
        A: {
          rows: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      },
      {
        styles: `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(size / 2)}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(40)}</cellXfs>`,
      },
    ),
  'a workbook of links': (size) =>
    archiveOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': `<Relationships>${`<Relationship Id="a" Type="b" Target="${'a/../'.repeat(20)}"/>`.repeat(size / 140)}<Relationship Type="officeDocument" Target="${'a/'.repeat(size / 4)}"/></Relationships>`,
      'xl/workbook.xml': '<workbook/>',
    }),
  'a workbook of sheets': (size) => {
    const many = Math.floor(size / 40);
    return archiveOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels':
        '<Relationships><Relationship Type="officeDocument" Target="xl/workbook.xml"/></Relationships>',
      'xl/workbook.xml': `<workbook><sheets>${lines(many, (n) => `<sheet name="${n}" id="r${n}"/>`)}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${lines(many, (n) => `<Relationship Id="r${n}" Type="worksheet" Target="worksheets/sheet1.xml"/>`)}</Relationships>`,
      [SHEET]:
        '<worksheet><sheetData><row><c><v>1</v></c><c><v>1</v></c></row></sheetData></worksheet>',
    });
  },
  'an archive of files': (size) =>
    archiveOf(
      Object.fromEntries(
        Array.from({ length: Math.min(65_000, size / 80) }, (_, n) => [`a${n}`, '']),
      ),
    ),
  'an archive that unpacks without end': (size) =>
    workbookWith(`<row><c><v>1</v></c></row>${' '.repeat(Math.min(250 * size, 400_000_000))}`, ''),
};

function texts(
  all: Readonly<Record<string, (size: number) => string>>,
): Record<string, (size: number) => Uint8Array> {
  return Object.fromEntries(
    Object.entries(all).map(([name, make]) => [name, (size: number) => Buffer.from(make(size))]),
  );
}

function sheets(
  all: Readonly<Record<string, (size: number) => string>>,
): Record<string, (size: number) => Uint8Array> {
  return Object.fromEntries(
    Object.entries(all).map(([name, make]) => [
      name,
      (size: number) => workbookWith(make(size), ''),
    ]),
  );
}

function workbookWith(rows: string, shared: string): Uint8Array {
  return archiveOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels':
      '<Relationships><Relationship Type="officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${shared}</sst>`,
    [SHEET]: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  });
}

function lines(count: number, line: (n: number) => string, between = '\n'): string {
  return Array.from({ length: Math.floor(count) }, (_, n) => line(n)).join(between);
}

function bytes(size: number, ...some: readonly number[]): Uint8Array {
  return Buffer.alloc(size, Buffer.from(some));
}
