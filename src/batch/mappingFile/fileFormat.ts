import * as v from 'valibot';
import { ENCODINGS } from '../table/encodings.ts';

/** More than any file that people write. */
export const MAX_MAPPING_FILE_BYTES = 262_144;
export const MAX_MAPPINGS = 100;
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

const ApiName = v.pipe(v.string(), v.maxLength(100), v.regex(API_NAME));
const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT));

const Table = v.strictObject({
  file: v.pipe(v.string(), v.maxLength(MAX_PATH), v.regex(PATH)),
  fileColumn: Text,
  recordColumn: Text,
  sheet: v.optional(Text),
  encoding: v.optional(v.picklist(ENCODINGS.map(({ id }) => id))),
  columnNames: v.optional(v.boolean()),
});

const Replacement = v.strictObject({
  from: Text,
  to: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
});

const FileMapping = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(MAX_NAME), v.regex(NAME)),
  folder: v.optional(v.pipe(v.string(), v.maxLength(MAX_PATH), v.regex(FOLDER))),
  module: ApiName,
  field: v.optional(ApiName),
  fields: v.optional(v.pipe(v.record(ApiName, ApiName), v.minEntries(2), v.maxEntries(4))),
  fieldType: v.optional(v.picklist(['text', 'number', 'phone'])),
  ignoreCase: v.optional(v.boolean()),
  pattern: v.optional(Text),
  replace: v.optional(v.pipe(v.array(Replacement), v.maxLength(50))),
  table: v.optional(Table),
  severalPictures: v.optional(
    v.union([
      v.picklist(['none', 'first', 'firstInTable', 'largest']),
      v.strictObject({ endsIn: Text }),
    ]),
  ),
});

/** The whole file. Keys beside `mappings` are others' to use, such as `$schema`. */
export const MappingFile = v.looseObject({
  $schema: v.optional(v.string()),
  mappings: v.pipe(v.array(FileMapping), v.maxLength(MAX_MAPPINGS)),
});

/** One mapping as the file has it. */
export type FileMappingEntry = v.InferOutput<typeof FileMapping>;

/** The keys of the file whose values are checked. */
export type MappingFileKey =
  | 'mappings'
  | keyof FileMappingEntry
  | keyof v.InferOutput<typeof Table>
  | keyof v.InferOutput<typeof Replacement>
  | '$schema';

/** Whether the file may have this name for a mapping. */
export function isMappingName(name: string): boolean {
  return v.is(FileMapping.entries.name, name);
}
