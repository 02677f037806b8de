import type { PatternProblem } from '../match/fileKey.ts';
import { patternProblem } from '../match/fileKey.ts';
import { isMapping, placeholdersOf } from '../match/mapping.ts';
import type { FileMappingEntry, MappingFileKey } from './fileFormat.ts';
import { FILE_SHAPE, MAX_MAPPING_FILE_BYTES } from './fileFormat.ts';
import type { JsonFault } from '../../storage/jsonTree.ts';
import { jsonTree, lineNumberAt, memberOf, valueOfNode } from '../../storage/jsonTree.ts';
import { misfitOf } from './misfit.ts';
import type { TeamMapping } from './teamMapping.ts';
import { teamMappingOf } from './teamMapping.ts';

/** Why a file's mappings can't be used. */
export type MappingFileFault =
  | { readonly kind: 'too-large' | 'not-utf8' | 'syntax' | 'too-deep' }
  /** It's a folder or device, or a link that leaves the workspace folder. */
  | { readonly kind: 'no-file' | 'outside' }
  /** What VS Code's file system says. */
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'duplicate-key' | 'unknown-key'; readonly key: string }
  | { readonly kind: 'missing-key' | 'wrong-value'; readonly key: MappingFileKey }
  /** None of them is there, or both are. */
  | { readonly kind: 'needs-one'; readonly keys: readonly [MappingFileKey, MappingFileKey] }
  /** A table's records can't be matched by several fields. */
  | { readonly kind: 'fields-of-table' }
  | { readonly kind: 'same-name'; readonly name: string }
  | {
      readonly kind: 'pattern';
      readonly problem: PatternProblem;
      /** The names that it must have in braces. */
      readonly placeholders: readonly string[];
    };

export type MappingFileProblem = MappingFileFault & {
  /** From 1; undefined if it's about the whole file. */
  readonly line: number | undefined;
};

/** What a file contains: its mappings, or why none of them can be used. */
export type ReadMappings =
  | { readonly ok: true; readonly mappings: readonly TeamMapping[]; readonly text: string }
  | { readonly ok: false; readonly problem: MappingFileProblem };

/**
 * Reads a mapping file. A file with anything that isn't understood isn't used at all: what was
 * meant would be a guess.
 */
export function readMappingFile(bytes: Uint8Array): ReadMappings {
  if (bytes.length > MAX_MAPPING_FILE_BYTES) {
    return { ok: false, problem: { kind: 'too-large', line: undefined } };
  }
  let text: string;
  try {
    // The BOM stays in the text, so that it is written again.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, problem: { kind: 'not-utf8', line: undefined } };
  }
  return mappingsIn(text);
}

export function mappingsIn(text: string): ReadMappings {
  const failed = (fault: MappingFileFault, at: number): ReadMappings => ({
    ok: false,
    problem: { ...fault, line: lineNumberAt(text, at) },
  });
  const root = jsonTree(text);
  if ('fault' in root) {
    return failed(faultOfJson(root), root.at);
  }
  const misfit = misfitOf(root, FILE_SHAPE, 'mappings', root.start);
  if (misfit !== undefined) {
    const { at, ...fault } = misfit;
    return failed(fault, at);
  }
  const list = memberOf(root, 'mappings');
  const nodes = list?.kind === 'array' ? list.items : [];
  const mappings: TeamMapping[] = [];
  for (const node of nodes) {
    // It has the shape of one.
    const entry = valueOfNode(node) as FileMappingEntry;
    const mapping = teamMappingOf(entry);
    const isNew = !mappings.some(({ name }) => name === entry.name);
    if (mapping === undefined || !isNew || !isMapping(mapping.mapping)) {
      const [fault, key] = isNew
        ? faultOfEntry(entry, mapping)
        : ([{ kind: 'same-name', name: entry.name }, 'name'] as const);
      return failed(fault, (memberOf(node, key) ?? node).start);
    }
    mappings.push(mapping);
  }
  return { ok: true, mappings, text };
}

function faultOfJson({ fault, key = '' }: JsonFault): MappingFileFault {
  return fault === 'duplicate-key' ? { kind: fault, key } : { kind: fault };
}

/** @returns what is wrong, and the key where that shows */
function faultOfEntry(
  { field, fields, pattern, table }: FileMappingEntry,
  mapping: TeamMapping | undefined,
): [fault: MappingFileFault, key: MappingFileKey] {
  if ((pattern === undefined) === (table === undefined)) {
    return [{ kind: 'needs-one', keys: ['pattern', 'table'] }, 'table'];
  }
  if ((field === undefined) === (fields === undefined)) {
    return [{ kind: 'needs-one', keys: ['field', 'fields'] }, 'fields'];
  }
  if (mapping === undefined) {
    return [{ kind: 'fields-of-table' }, 'fields'];
  }
  const { rule } = mapping.mapping;
  const placeholders = placeholdersOf(rule.by);
  const names = placeholders.flat();
  const problem =
    rule.kind === 'name' && new Set(names).size === names.length
      ? patternProblem(rule.name.pattern, placeholders)
      : undefined;
  return problem === undefined
    ? [{ kind: 'wrong-value', key: 'fields' }, 'fields']
    : [
        { kind: 'pattern', problem, placeholders: placeholders.flatMap(([first]) => first ?? []) },
        'pattern',
      ];
}
