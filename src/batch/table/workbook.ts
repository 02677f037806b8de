import type { Lines } from './lines.ts';
import type { SharedParts } from './sheet.ts';
import { readSheet, readTexts } from './sheet.ts';
import type { NumberFormat } from './numberFormat.ts';
import { numberFormatOf } from './numberFormat.ts';
import { OverBound } from './tableBounds.ts';
import { MAX_UNPACKED_BYTES } from './tableEndings.ts';
import type { TableProblem } from './tableProblem.ts';
import { withoutTitles } from './titles.ts';
import type { Attributes } from './xml.ts';
import { readXml } from './xml.ts';
import type { Archive } from './zip.ts';
import { BadArchive, openArchive } from './zip.ts';

/** A sheet that isn't empty. */
export interface Sheet {
  readonly name: string;
  readonly lines: () => Lines | TableProblem;
}

const MAIN = 'xl/workbook.xml';

/**
 * Opens an Excel workbook (.xlsx, .xlsm; ECMA-376).
 *
 * @returns at least one sheet: the visible ones that have cells, or else the hidden ones
 */
export function openWorkbook(bytes: Uint8Array): readonly Sheet[] | TableProblem {
  const opened = orProblem(() => sheetsOf(openArchive(bytes, MAX_UNPACKED_BYTES)));
  return 'kind' in opened || opened.length > 0 ? opened : { kind: 'empty' };
}

function orProblem<T>(read: () => T): T | TableProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadArchive) {
      return { kind: error.message === 'too large' ? 'unpacked-too-large' : 'damaged-workbook' };
    }
    return error instanceof OverBound ? error.problem : { kind: 'damaged-workbook' };
  }
}

function sheetsOf(archive: Archive): readonly Sheet[] | TableProblem {
  const parts = new Map([...archive].map(([name, unpack]) => [name.toLowerCase(), unpack]));
  const part = (name: string): Buffer | undefined => parts.get(name.toLowerCase())?.();
  if (parts.has('xl/workbook.bin')) {
    return { kind: 'other-spreadsheet', ending: 'xlsb' };
  }
  if (parts.has('content.xml')) {
    return { kind: 'other-spreadsheet', ending: 'ods' };
  }
  if ([...parts.keys()].some((name) => name.endsWith('.iwa'))) {
    return { kind: 'other-spreadsheet', ending: 'numbers' };
  }
  const main = linksIn(part('_rels/.rels'), '').find(({ type }) => type === 'officeDocument');
  const path = main?.target ?? MAIN;
  const workbook = part(path);
  if (workbook === undefined) {
    return { kind: parts.has('[content_types].xml') ? 'damaged-workbook' : 'not-a-table' };
  }
  if (!/^xl\//i.test(path)) {
    return { kind: 'not-a-table' };
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const links = linksIn(part(`${folder}_rels/${path.slice(folder.length)}.rels`), folder);
  const linked = (wanted: string): Buffer | undefined => {
    const link = links.find(({ type }) => type === wanted);
    return link && part(link.target);
  };
  const { sheets, countsFrom1904 } = readMain(workbook);
  let shared: SharedParts | undefined;
  const read = (sheet: Buffer): Lines | TableProblem =>
    orProblem(() => {
      const texts = linked('sharedStrings');
      const styles = linked('styles');
      shared ??= {
        texts: texts === undefined ? [] : readTexts(texts),
        formats: styles === undefined ? [] : readStyles(styles, countsFrom1904),
      };
      return { lines: withoutTitles(readSheet(sheet, shared)), isNamed: false };
    });
  const targets = new Map(
    links.flatMap(({ id, type, target }) => (type === 'worksheet' ? [[id, target] as const] : [])),
  );
  // Sheets may share a part, which is unpacked once.
  const opened = new Map<string, Buffer | undefined>();
  const sheetAt = (target: string): Buffer | undefined => {
    const known = opened.has(target) ? opened.get(target) : part(target);
    const sheet = known !== undefined && hasCells(known) ? known : undefined;
    opened.set(target, sheet);
    return sheet;
  };
  const all = sheets.flatMap(({ name, id, isHidden }) => {
    const target = targets.get(id);
    const sheet = target === undefined ? undefined : sheetAt(target);
    return sheet === undefined
      ? []
      : [{ name, isHidden, lines: (): Lines | TableProblem => read(sheet) }];
  });
  const visible = all.filter(({ isHidden }) => !isHidden);
  return visible.length > 0 ? visible : all;
}

/** Whether any cell has a value. */
function hasCells(sheet: Buffer): boolean {
  return ['<v>', '<v ', ':v>', '<is>', ':is>'].some((tag) => sheet.includes(tag));
}

interface Link {
  readonly id: string | undefined;
  /** The last part of its URI. */
  readonly type: string | undefined;
  /** Path in the archive. */
  readonly target: string;
}

function linksIn(bytes: Buffer | undefined, folder: string): Link[] {
  const links: Link[] = [];
  if (bytes !== undefined) {
    readXml(bytes, {
      open: (name, attributes) => {
        if (name === 'Relationship') {
          const { Id: id, Type: type, Target: target = '' } = attributes();
          const path = target.startsWith('/') ? target.slice(1) : folder + target;
          links.push({
            id,
            type: type?.split('/').pop(),
            target: path.replace(/(^|\/)[^/]+\/\.\.\//g, '$1').replace(/(^|\/)\.\//g, '$1'),
          });
        }
      },
    });
  }
  return links;
}

interface Main {
  readonly sheets: readonly { name: string; id: string | undefined; isHidden: boolean }[];
  readonly countsFrom1904: boolean;
}

function readMain(bytes: Buffer): Main {
  const sheets: Main['sheets'][number][] = [];
  let countsFrom1904 = false;
  readXml(bytes, {
    open: (name, attributes) => {
      if (name === 'sheet') {
        const { name: called = '', id, state = 'visible' } = attributes();
        sheets.push({ name: called, id, isHidden: state !== 'visible' });
      } else if (name === 'workbookPr') {
        countsFrom1904 = /^(?:1|true)$/.test(attributes().date1904 ?? '');
      }
    },
  });
  return { sheets, countsFrom1904 };
}

function readStyles(bytes: Buffer, countsFrom1904: boolean): NumberFormat[] {
  const codes = new Map<string | undefined, string>();
  const shown: NumberFormat[] = [];
  let isOfCells = false;
  const add = ({ numFmtId = '0' }: Attributes): void => {
    shown.push(numberFormatOf(numFmtId, codes.get(numFmtId), countsFrom1904));
  };
  readXml(bytes, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const { numFmtId, formatCode = '' } = attributes();
        codes.set(numFmtId, formatCode);
      } else if (name === 'cellXfs') {
        isOfCells = true;
      } else if (name === 'xf' && isOfCells) {
        add(attributes());
      }
    },
    close: (name) => {
      isOfCells &&= name !== 'cellXfs';
    },
  });
  return shown;
}
