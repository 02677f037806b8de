import type { Mapping, Rule, Several } from '../match/mapping.ts';
import type { EncodingId } from '../table/encodings.ts';
import type { FileMappingEntry } from './fileFormat.ts';

/** Where a table is, and how it is read, as far as the file doesn't tell by itself. */
export interface TablePlace {
  /** `/`-separated, relative to the workspace folder. */
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly encoding?: EncodingId | undefined;
  /** Whether the first row contains the column names. */
  readonly columnNames?: boolean | undefined;
}

/** A mapping that a team shares in its workspace. */
export interface TeamMapping {
  readonly name: string;
  /** The pictures' folder, `/`-separated and relative to the workspace folder, which is ''. */
  readonly folder: string;
  readonly mapping: Mapping;
  /** If it is by a table. */
  readonly table: TablePlace | undefined;
  /** Whether somebody chose which of a record's pictures to upload, if only that none is. */
  readonly isSeveralChosen: boolean;
}

/** As the file has it. The order of keys is the order in which people ask. */
export function entryOf({
  name,
  folder,
  mapping,
  table,
  isSeveralChosen,
}: TeamMapping): FileMappingEntry {
  const { module, rule, several } = mapping;
  return {
    name,
    ...(folder === '' ? {} : { folder }),
    module,
    ...entryOfBy(rule.by),
    ...(rule.kind === 'name'
      ? {
          pattern: rule.name.pattern,
          ...(rule.name.replace.length === 0 ? {} : { replace: [...rule.name.replace] }),
        }
      : { table: entryOfTable(rule, table) }),
    ...(isSeveralChosen || several.kind !== 'none'
      ? { severalPictures: entryOfSeveral(several) }
      : {}),
  };
}

/** The name of the field that contains record IDs, as Zoho has it. */
const ID = 'id';

function entryOfBy(
  by: Rule['by'],
): Pick<FileMappingEntry, 'field' | 'fields' | 'fieldType' | 'ignoreCase'> {
  if (by.kind === 'id') {
    return { field: ID };
  }
  const ignoreCase = by.ignoreCase ? {} : { ignoreCase: false };
  if (by.kind === 'field') {
    const fieldType = by.type === 'text' ? {} : { fieldType: by.type };
    return { field: by.field, ...fieldType, ...ignoreCase };
  }
  const named = by.fields.map(({ field, as = field }) => [as, field] as const);
  return { fields: Object.fromEntries(named), ...ignoreCase };
}

function entryOfTable(
  { fileColumn, recordColumn }: Extract<Rule, { kind: 'table' }>,
  { file = '', sheet, encoding, columnNames }: Partial<TablePlace> = {},
): NonNullable<FileMappingEntry['table']> {
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(columnNames === undefined ? {} : { columnNames }),
    fileColumn,
    recordColumn,
  };
}

function entryOfSeveral(several: Several): NonNullable<FileMappingEntry['severalPictures']> {
  switch (several.kind) {
    case 'ends-in':
      return { endsIn: several.ending };
    case 'first-in-table':
      return 'firstInTable';
    default:
      return several.kind;
  }
}

/** Undefined unless it has a pattern or a table, and a field or, for a pattern, several fields. */
export function teamMappingOf(entry: FileMappingEntry): TeamMapping | undefined {
  const { name, folder = '', module, severalPictures } = entry;
  const rule = ruleOf(entry);
  return (
    rule && {
      name,
      folder: plainFolder(folder),
      mapping: { module, rule, several: severalOfEntry(severalPictures) },
      table: entry.table && placeOf(entry.table),
      isSeveralChosen: severalPictures !== undefined,
    }
  );
}

function ruleOf(entry: FileMappingEntry): Rule | undefined {
  const { pattern, replace = [], table } = entry;
  const by = byOf(entry);
  if (by === undefined || (pattern === undefined) === (table === undefined)) {
    return undefined;
  }
  if (pattern !== undefined) {
    return { kind: 'name', name: { pattern, replace: [...replace] }, by };
  }
  if (table === undefined || by.kind === 'fields') {
    return undefined;
  }
  const { fileColumn, recordColumn } = table;
  return { kind: 'table', fileColumn, recordColumn, by };
}

function byOf({
  field,
  fields,
  fieldType: type = 'text',
  ignoreCase = true,
}: FileMappingEntry): Rule['by'] | undefined {
  if ((field === undefined) === (fields === undefined)) {
    return undefined;
  }
  if (field !== undefined) {
    return field === ID ? { kind: 'id' } : { kind: 'field', field, type, ignoreCase };
  }
  const named = Object.entries(fields ?? {}).map(([as, one]) =>
    as === one ? { field: one } : { field: one, as },
  );
  return { kind: 'fields', fields: named, ignoreCase };
}

function severalOfEntry(several: FileMappingEntry['severalPictures'] = 'none'): Several {
  return typeof several === 'object'
    ? { kind: 'ends-in', ending: several.endsIn }
    : { kind: several === 'firstInTable' ? 'first-in-table' : several };
}

function placeOf({
  file,
  sheet,
  encoding,
  columnNames,
}: NonNullable<FileMappingEntry['table']>): TablePlace {
  return { file: plainFolder(file), sheet, encoding, columnNames };
}

/** Without `./` before and `/` after it. */
function plainFolder(path: string): string {
  return path === '.' ? '' : path.replace(/^\.\//, '').replace(/\/$/, '');
}
