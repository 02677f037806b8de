import { crc32, deflateRawSync } from 'node:zlib';

/** A compressed ZIP archive of these files. */
export function archiveOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\u0003\u0004'), shared, Buffer.from(name), packed);
    entries.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), shared, entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(18);
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  end.writeUInt16LE(entries.length / 4, 4);
  end.writeUInt16LE(entries.length / 4, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...entries, Buffer.from('PK\u0005\u0006'), end]);
}

/** A cell in a sheet's XML: its text, or its whole element. */
export type XmlCell = string | { readonly xml: string };

export interface XmlSheet {
  readonly rows: readonly (readonly XmlCell[])[];
  readonly state?: string;
  /** Such as `A2:A4`. */
  readonly merged?: readonly string[];
}

/** A minimal workbook as Excel writes it, with inline text. */
export function workbookOf(
  sheets: Readonly<Record<string, XmlSheet>>,
  more: { texts?: string; styles?: string; properties?: string } = {},
): Buffer {
  const all = Object.entries(sheets);
  const links = (targets: readonly (readonly [type: string, target: string])[]): string =>
    `<Relationships xmlns="r">${targets
      .map(
        ([type, target], n) =>
          `<Relationship Id="rId${n + 1}" Type="http://a.example/relationships/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  return archiveOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r">${more.properties ?? ''}<sheets>${all
      .map(
        ([name, { state = 'visible' }], n) =>
          `<sheet name="${escaped(name)}" sheetId="${n + 1}" state="${state}" r:id="rId${n + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links([
      ...all.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
      ['sharedStrings', '/xl/sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst>${more.texts ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${more.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      all.map(([, sheet], n) => [`xl/worksheets/sheet${n + 1}.xml`, sheetXml(sheet)]),
    ),
  });
}

function sheetXml({ rows, merged = [] }: XmlSheet): string {
  return `<worksheet><sheetData>${rows
    .map((row) => `<row>${row.map(cellXml).join('')}</row>`)
    .join('')}</sheetData><mergeCells>${merged
    .map((ref) => `<mergeCell ref="${ref}"/>`)
    .join('')}</mergeCells></worksheet>`;
}

function cellXml(cell: XmlCell): string {
  return typeof cell === 'string'
    ? `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    : cell.xml;
}

function escaped(text: string): string {
  return text.replace(/[<&"\r]/g, (one) => `&#${one.charCodeAt(0)};`);
}
