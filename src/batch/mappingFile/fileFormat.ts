import type { EncodingId } from '../table/encodings.ts';
import { ENCODINGS } from '../table/encodings.ts';

/** More than any file that people write. */
export const MAX_MAPPING_FILE_BYTES = 262_144;
const MAX_NAME = 80;
const MAX_TEXT = 300;
const MAX_PATH = 1000;

/** Control characters, and marks that change the reading direction. */
const HIDDEN = String.raw`\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069`;

/** Without white space around it. */
const NAME = new RegExp(String.raw`^(?!\s)[^${HIDDEN}]+(?<!\s)$`);

/**
 * A relative path with `/` that can't leave its folder: without `..`, drives, schemes, and `\`.
 * What a link in it leads to is checked when it is used.
 */
const SEGMENT = String.raw`(?![. ]+(?:/|$))[^/\\:${HIDDEN}]+`;
const PATH = new RegExp(String.raw`^(?:\./)?${SEGMENT}(?:/${SEGMENT})*/?$`);
const FOLDER = new RegExp(String.raw`^\.$|${PATH.source}`);

/** As Zoho names modules and fields. */
const API_NAME = /^[A-Za-z]\w*$/;

/**
 * What a value of the file can be. Not in valibot, whose module would have more at activation for
 * this file alone; and a reader of its own knows the place of each value.
 */
export type Shape =
  | {
      readonly kind: 'text';
      readonly least: number;
      readonly most: number;
      readonly form?: RegExp;
    }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'switch' }
  | { readonly kind: 'list'; readonly of: Shape; readonly most: number }
  /** An object whose keys are names that the person chooses. */
  | {
      readonly kind: 'names';
      readonly key: Shape;
      readonly value: Shape;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | ObjectShape;

export interface ObjectShape {
  readonly kind: 'object';
  readonly required: Readonly<Record<string, Shape>>;
  readonly optional: Readonly<Record<string, Shape>>;
  /** Whether others may use further keys. */
  readonly isOpen?: boolean;
}

const ANY_TEXT: Shape = { kind: 'text', least: 0, most: MAX_TEXT };
const TEXT: Shape = { ...ANY_TEXT, least: 1 };
const SWITCH: Shape = { kind: 'switch' };

function formed(most: number, form: RegExp): Shape {
  return { kind: 'text', least: 1, most, form };
}

const NAME_SHAPE = formed(MAX_NAME, NAME);
const API_NAME_SHAPE = formed(100, API_NAME);

const TABLE_SHAPE: ObjectShape = {
  kind: 'object',
  required: { file: formed(MAX_PATH, PATH), fileColumn: TEXT, recordColumn: TEXT },
  optional: {
    sheet: TEXT,
    encoding: { kind: 'choice', of: ENCODINGS.map(({ id }) => id) },
    columnNames: SWITCH,
  },
};

const MAPPING_SHAPE: ObjectShape = {
  kind: 'object',
  required: { name: NAME_SHAPE, module: API_NAME_SHAPE },
  optional: {
    folder: formed(MAX_PATH, FOLDER),
    field: API_NAME_SHAPE,
    fields: { kind: 'names', key: API_NAME_SHAPE, value: API_NAME_SHAPE, least: 2, most: 4 },
    fieldType: { kind: 'choice', of: ['text', 'number', 'phone'] },
    ignoreCase: SWITCH,
    pattern: TEXT,
    replace: {
      kind: 'list',
      most: 50,
      of: { kind: 'object', required: { from: TEXT, to: ANY_TEXT }, optional: {} },
    },
    table: TABLE_SHAPE,
    severalPictures: {
      kind: 'either',
      of: [
        { kind: 'choice', of: ['none', 'first', 'firstInTable', 'largest'] },
        { kind: 'object', required: { endsIn: TEXT }, optional: {} },
      ],
    },
  },
};

/** The whole file. */
export const FILE_SHAPE: ObjectShape = {
  kind: 'object',
  required: { mappings: { kind: 'list', of: MAPPING_SHAPE, most: 100 } },
  optional: { $schema: ANY_TEXT },
  isOpen: true,
};

/** One mapping as the file has it. */
export interface FileMappingEntry {
  readonly name: string;
  readonly folder?: string;
  readonly module: string;
  readonly field?: string;
  /** The fields by their names in the pattern. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly fieldType?: 'text' | 'number' | 'phone';
  readonly ignoreCase?: boolean;
  readonly pattern?: string;
  readonly replace?: readonly { readonly from: string; readonly to: string }[];
  readonly table?: {
    readonly file: string;
    readonly fileColumn: string;
    readonly recordColumn: string;
    readonly sheet?: string;
    readonly encoding?: EncodingId;
    readonly columnNames?: boolean;
  };
  readonly severalPictures?:
    'none' | 'first' | 'firstInTable' | 'largest' | { readonly endsIn: string };
}

/** The keys of the file whose values are checked. */
export type MappingFileKey =
  | '$schema'
  | 'mappings'
  | keyof FileMappingEntry
  | keyof NonNullable<FileMappingEntry['table']>
  | keyof NonNullable<FileMappingEntry['replace']>[number];

/** Whether the file may have this name for a mapping. */
export function isMappingName(name: string): boolean {
  return name.length <= MAX_NAME && NAME.test(name);
}
