import * as v from 'valibot';
import { KEY, patternProblem } from './fileKey.ts';
import type { Placeholders } from './patternPieces.ts';

/** API names, which are put into queries unescaped. */
const ApiName = v.pipe(v.string(), v.regex(/^[A-Za-z]\w*$/));
const Text = v.pipe(v.string(), v.nonEmpty());

/** How values compare: as a number, `007` is 7; phone numbers are equal if their digits are. */
const FieldType = v.optional(v.picklist(['text', 'number', 'phone']), 'text');

const IdShape = v.object({ kind: v.literal('id') });
const FieldShape = v.object({
  kind: v.literal('field'),
  field: ApiName,
  type: FieldType,
  ignoreCase: v.boolean(),
});

const MAX_FIELDS = 4;

const NamedField = v.object({
  field: ApiName,
  /** A shorter name for use in patterns. */
  as: v.optional(ApiName),
});

const FieldsShape = v.object({
  kind: v.literal('fields'),
  /** All of them must match. */
  fields: v.pipe(
    v.array(NamedField),
    v.maxLength(MAX_FIELDS),
    v.check((fields) => {
      const names = fields.flatMap(namesOf);
      return fields.length > 1 && new Set(names).size === names.length;
    }),
  ),
  ignoreCase: v.boolean(),
});

const RuleShape = v.variant('kind', [
  v.object({
    kind: v.literal('name'),
    name: v.object({
      pattern: v.string(),
      replace: v.array(v.object({ from: Text, to: v.string() })),
    }),
    by: v.variant('kind', [IdShape, FieldShape, FieldsShape]),
  }),
  v.object({
    kind: v.literal('table'),
    fileColumn: Text,
    recordColumn: Text,
    by: v.variant('kind', [IdShape, FieldShape]),
  }),
]);

const SeveralShape = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('ends-in'), ending: Text }),
  v.object({ kind: v.literal('first') }),
  /** In table order, cell by cell. */
  v.object({ kind: v.literal('first-in-table') }),
  v.object({ kind: v.literal('largest') }),
]);

const MappingShape = v.object({
  module: ApiName,
  rule: v.pipe(
    RuleShape,
    v.check(
      (rule) =>
        rule.kind === 'table' ||
        patternProblem(rule.name.pattern, placeholdersOf(rule.by)) === undefined,
    ),
  ),
  several: SeveralShape,
});

/** What records are matched by: their ID, or a field's value. */
export type By = v.InferOutput<typeof IdShape> | v.InferOutput<typeof FieldShape>;
/** Matches records by several fields together. */
export type ByFields = v.InferOutput<typeof FieldsShape>;
/** What identifies a picture's record: the picture's name, or a table. */
export type Rule = v.InferOutput<typeof RuleShape>;
export type TableRule = Extract<Rule, { kind: 'table' }>;
/** Which picture to upload if several match a record. */
export type Several = v.InferOutput<typeof SeveralShape>;
/**
 * How pictures find their records. It refers to an organization only by names of modules and
 * fields, so that it can be tried in a sandbox first.
 */
export type Mapping = v.InferOutput<typeof MappingShape>;

/** The placeholders that a pattern must have. */
export function placeholdersOf(by: By | ByFields): Placeholders {
  return by.kind === 'fields' ? by.fields.map(namesOf) : KEY;
}

/** Its names in patterns, the preferred one first. */
function namesOf({ field, as }: v.InferOutput<typeof NamedField>): string[] {
  return as === undefined || as === field ? [field] : [as, field];
}

/** Whether values that were put together are a mapping: names, limits, and pattern included. */
export function isMapping(mapping: Mapping): boolean {
  return v.is(MappingShape, mapping);
}

const FORMAT = 1;
const Saved = v.object({ format: v.literal(FORMAT), ...MappingShape.entries });

/** Writes a mapping as JSON. */
export function mappingText(mapping: Mapping): string {
  return `${JSON.stringify({ format: FORMAT, ...mapping }, undefined, 2)}\n`;
}

/** Reads a mapping; undefined if the text isn't one. */
export function readMapping(text: string): Mapping | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const saved = v.safeParse(Saved, parsed);
  if (!saved.success) {
    return undefined;
  }
  const { module, rule, several } = saved.output;
  return { module, rule, several };
}
