import * as v from 'valibot';
import { patternProblem } from './fileKey.ts';

/** Names of the API: they go into queries as they are. */
const ApiName = v.pipe(v.string(), v.regex(/^[A-Za-z]\w*$/));
const Text = v.pipe(v.string(), v.nonEmpty());

const ByShape = v.variant('kind', [
  v.object({ kind: v.literal('id') }),
  v.object({
    kind: v.literal('field'),
    field: ApiName,
    /** Whether the field has numbers: then `007` is 7. */
    type: v.optional(v.picklist(['text', 'number']), 'text'),
    ignoreCase: v.boolean(),
  }),
]);

const RuleShape = v.variant('kind', [
  v.object({
    kind: v.literal('name'),
    name: v.object({
      pattern: v.pipe(
        v.string(),
        v.check((pattern) => patternProblem(pattern) === undefined),
      ),
      replace: v.array(v.object({ from: Text, to: v.string() })),
    }),
    by: ByShape,
  }),
  v.object({ kind: v.literal('table'), fileColumn: Text, recordColumn: Text, by: ByShape }),
]);

const SeveralShape = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('ends-in'), ending: Text }),
  v.object({ kind: v.literal('first') }),
  v.object({ kind: v.literal('largest') }),
]);

const MappingShape = v.object({ module: ApiName, rule: RuleShape, several: SeveralShape });

/** By what of a record it is found: its id, or a field's value. */
export type By = v.InferOutput<typeof ByShape>;
/** What says which record a picture is for: its name, or a table. */
export type Rule = v.InferOutput<typeof RuleShape>;
/** Of several pictures for one record, which one it gets. */
export type Several = v.InferOutput<typeof SeveralShape>;
/**
 * How pictures find their records. Nothing in it is of one organisation but names of modules and
 * fields, so that it can be tried in a sandbox first.
 */
export type Mapping = v.InferOutput<typeof MappingShape>;

const FORMAT = 1;
const Saved = v.object({ format: v.literal(FORMAT), ...MappingShape.entries });

/** A mapping as a file has it: JSON that people can read and change. */
export function mappingText(mapping: Mapping): string {
  return `${JSON.stringify({ format: FORMAT, ...mapping }, undefined, 2)}\n`;
}

/** Undefined where the text is no mapping. */
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
