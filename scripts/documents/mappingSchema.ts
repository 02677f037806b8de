import type { Shape } from '../../src/batch/mappingFile/fileFormat.ts';
import { FILE_SHAPE } from '../../src/batch/mappingFile/fileFormat.ts';

/** What VS Code shows of each key while somebody writes the file. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  mappings: 'How pictures of this workspace find their records in Zoho CRM.',
  name: 'Name of the mapping, as lists show it. Each mapping has its own.',
  folder:
    'Folder with the pictures, relative to the workspace folder, with `/`. Without it, all pictures of the workspace folder.',
  module: 'API name of the module that the records are in, such as `Products`.',
  field:
    'API name of the field that identifies a record, such as `Product_Code`. `id` is the record ID.',
  fields:
    'Two to four fields that identify a record together. Each key is a name for the pattern, and its value the API name of the field.',
  fieldType:
    'How values compare. As a number, `007` is `7`. Phone numbers are equal if their digits are.',
  ignoreCase: 'Whether upper and lower case are the same.',
  pattern:
    'Which part of a file name identifies the record: `{key}` is the value of the field, `*` is anything, and `[_*]?` is optional. With `/`, it’s the end of the path.',
  replace: 'Characters to replace in what the pattern reads, such as `_` with `/`.',
  from: 'Text to replace.',
  to: 'Text that replaces it.',
  table: 'Table that says which picture belongs to which record.',
  file: 'CSV, Excel, or JSON file, relative to the workspace folder, with `/`.',
  fileColumn: 'Name of the column with file names, paths, or URLs.',
  recordColumn: 'Name of the column with the values of the field.',
  sheet: 'Name of the sheet. VS Code asks if the file has several.',
  encoding: 'Encoding of the text. VS Code asks if it isn’t certain.',
  columnNames: 'Whether the first row contains the column names. VS Code asks if it isn’t certain.',
  severalPictures:
    'Which picture to upload if a record has several. VS Code asks if this is missing.',
  endsIn: 'The one whose name ends like this, before the file extension.',
  $schema: 'URL of a JSON schema. VS Code knows the one of this file.',
};

/** What the values of a list of choices mean. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  severalPictures: [
    'None of them.',
    'The first by name.',
    'The first in the table.',
    'The largest, by pixel count.',
  ],
};

const DEFAULTS: Readonly<Record<string, unknown>> = {
  folder: '.',
  fieldType: 'text',
  ignoreCase: true,
};

const RELATIVE_PATH =
  'Use a relative path with /, without .. and :, that stays in the workspace folder.';

/** What is wrong with a value that doesn’t have the form of its key. */
const FORMS: Readonly<Record<string, string>> = {
  name: 'Use a name without spaces around it and without hidden characters.',
  folder: RELATIVE_PATH,
  file: RELATIVE_PATH,
  module: 'Use the API name of a module, such as Products.',
  field: 'Use the API name of a field, such as Product_Code.',
};

/** What VS Code suggests for a new mapping. */
const SNIPPETS = [
  {
    label: 'By file name',
    body: {
      name: '${1:Product photos}',
      folder: '${2:photos}',
      module: '${3:Products}',
      field: '${4:Product_Code}',
      pattern: '${5:{key\\}}',
    },
  },
  {
    label: 'By table',
    body: {
      name: '${1:Product photos}',
      folder: '${2:photos}',
      module: '${3:Products}',
      field: '${4:Product_Code}',
      table: {
        file: '${5:photos/photos.csv}',
        fileColumn: '${6:File}',
        recordColumn: '${7:Code}',
      },
    },
  },
];

/** What the keys of a mapping say together, which no key says by itself. */
const TOGETHER = [
  { if: lacks('table'), then: { required: ['pattern'] } },
  { if: lacks('fields'), then: { required: ['field'] } },
  never(['pattern', 'table'], 'Use either pattern or table.'),
  never(['field', 'fields'], 'Use either field or fields.'),
  never(['fields', 'table'], 'A table needs field: one field, or id.'),
];

/** More about the items of a list. */
const ITEMS: Readonly<Record<string, object>> = {
  mappings: { defaultSnippets: SNIPPETS, allOf: TOGETHER },
};

function lacks(key: string): object {
  return { not: { required: [key] } };
}

function never(keys: readonly string[], errorMessage: string): object {
  return { not: { required: keys }, errorMessage };
}

/** The JSON schema by which VS Code completes and checks mapping files, made from their format. */
export function mappingSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Mappings for Photo Uploader for Zoho CRM',
    allowComments: true,
    allowTrailingCommas: true,
    ...schemaOf(FILE_SHAPE, ''),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

type Schema = Readonly<Record<string, unknown>>;

/** @param key whose value it is; '' for none */
function schemaOf(shape: Shape, key: string): Schema {
  switch (shape.kind) {
    case 'text':
      return {
        type: 'string',
        ...(shape.least === 0 ? {} : { minLength: shape.least }),
        maxLength: shape.most,
        ...(shape.form === undefined ? {} : { pattern: shape.form.source }),
      };
    case 'choice':
      return { enum: shape.of, enumDescriptions: CHOICES[key] };
    case 'switch':
      return { type: 'boolean' };
    case 'list':
      return {
        type: 'array',
        items: { ...schemaOf(shape.of, ''), ...ITEMS[key] },
        maxItems: shape.most,
      };
    case 'names':
      return {
        type: 'object',
        propertyNames: schemaOf(shape.key, ''),
        additionalProperties: schemaOf(shape.value, ''),
        minProperties: shape.least,
        maxProperties: shape.most,
      };
    case 'either':
      return { anyOf: shape.of.map((one) => schemaOf(one, key)) };
    case 'object':
      return {
        type: 'object',
        required: Object.keys(shape.required),
        properties: Object.fromEntries(
          Object.entries({ ...shape.required, ...shape.optional }).map(([one, value]) => [
            one,
            { ...aboutKey(one), ...schemaOf(value, one) },
          ]),
        ),
        // The reader ignores others beside the list of mappings. There, they are hardly meant.
        additionalProperties: false,
      };
  }
}

function aboutKey(key: string): Schema {
  const markdownDescription = DESCRIPTIONS[key];
  if (markdownDescription === undefined) {
    throw new Error(`Describe the key ${key} in scripts/documents/mappingSchema.ts.`);
  }
  return {
    markdownDescription,
    ...(key in DEFAULTS ? { default: DEFAULTS[key] } : {}),
    ...(key in FORMS ? { patternErrorMessage: FORMS[key] } : {}),
  };
}
