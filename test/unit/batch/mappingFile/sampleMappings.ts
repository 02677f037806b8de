import fc from 'fast-check';
import type { TeamMapping } from '../../../../src/batch/mappingFile/teamMapping.ts';
import type { By, ByFields, Several } from '../../../../src/batch/match/mapping.ts';
import { isMapping } from '../../../../src/batch/match/mapping.ts';
import { isMappingName } from '../../../../src/batch/mappingFile/fileFormat.ts';

export const BY_CODE: TeamMapping = {
  name: 'Product shots',
  folder: 'photos/products',
  mapping: {
    module: 'Products',
    rule: {
      kind: 'name',
      name: { pattern: '{key}_*', replace: [{ from: '_', to: '/' }] },
      by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
    },
    several: { kind: 'ends-in', ending: '_front' },
  },
  table: undefined,
  isSeveralChosen: true,
};

export const BY_TABLE: TeamMapping = {
  name: 'Portraits',
  folder: '',
  mapping: {
    module: 'Contacts',
    rule: { kind: 'table', fileColumn: 'Datei', recordColumn: 'ID', by: { kind: 'id' } },
    several: { kind: 'none' },
  },
  table: {
    file: 'portraits/list.csv',
    sheet: undefined,
    encoding: 'windows-1252',
    columnNames: true,
  },
  isSeveralChosen: false,
};

/** As reading makes them: with the prototype of all objects. */
function record<T>(parts: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record(parts, { noNullPrototype: true });
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const apiName = fc.stringMatching(/^[A-Za-z]\w{0,12}$/);
const segment = fc.stringMatching(/^[\w ü&'()-]{0,8}\w$/);
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

const by: fc.Arbitrary<By> = fc.oneof(
  fc.constant({ kind: 'id' } as const),
  record({
    kind: fc.constant('field' as const),
    // `id` alone is the record ID.
    field: apiName.filter((name) => name !== 'id'),
    type: fc.constantFrom('text' as const, 'number' as const, 'phone' as const),
    ignoreCase: fc.boolean(),
  }),
);

const byFields: fc.Arbitrary<ByFields> = record({
  kind: fc.constant('fields' as const),
  fields: fc.uniqueArray(
    fc
      .tuple(apiName, apiName, fc.boolean())
      .map(([field, as, isNamed]) => (isNamed && as !== field ? { field, as } : { field })),
    { minLength: 2, maxLength: 4, selector: ({ field }) => field },
  ),
  ignoreCase: fc.boolean(),
});

const several: fc.Arbitrary<Several> = fc.oneof(
  fc.constantFrom(
    ...(['none', 'first', 'first-in-table', 'largest'] as const).map((kind) => ({ kind })),
  ),
  text.map((ending) => ({ kind: 'ends-in' as const, ending })),
);

const byName = fc
  .tuple(fc.oneof(by, byFields), text, fc.array(record({ from: text, to: text })))
  .map(([identified, between, replace]) => {
    const names =
      identified.kind === 'fields' ? identified.fields.map(({ field, as = field }) => as) : ['key'];
    const pattern = names.map((name) => `{${name}}`).join(between);
    return { kind: 'name' as const, name: { pattern, replace }, by: identified };
  });

const byTable = record({
  kind: fc.constant('table' as const),
  fileColumn: text,
  recordColumn: text,
  by,
});

const place = record({
  file: path,
  sheet: fc.option(text, { nil: undefined }),
  encoding: fc.constantFrom(undefined, 'windows-1252' as const, 'shift_jis' as const),
  columnNames: fc.constantFrom(undefined, true, false),
});

/** Every kind of mapping that can be shared. */
export const teamMappings: fc.Arbitrary<TeamMapping> = record({
  name: text.filter(isMappingName),
  folder: fc.oneof(fc.constant(''), path),
  module: apiName,
  rule: fc.oneof(byName, byTable),
  several,
  place,
  isChosen: fc.boolean(),
})
  .map(({ name, folder, module, rule, several: chosen, place: table, isChosen }) => ({
    name,
    folder,
    mapping: { module, rule, several: chosen },
    table: rule.kind === 'table' ? table : undefined,
    isSeveralChosen: isChosen || chosen.kind !== 'none',
  }))
  .filter(({ mapping }) => isMapping(mapping));
