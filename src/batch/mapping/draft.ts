import { isDeepStrictEqual } from 'node:util';
import type { StepTurn } from '../../ui/askInTurn.ts';
import type { FirstRow } from '../match/firstRow.ts';
import type { Columns } from '../match/guessColumns.ts';
import type { NameRule } from '../match/fileKey.ts';
import type { By, ByFields, Mapping, Rule, Several } from '../match/mapping.ts';
import { referencesWithAbsent } from '../match/reference.ts';
import type { EncodingId } from '../table/encodings.ts';
import type { Lines } from '../table/lines.ts';
import type { Table } from '../table/table.ts';
import type { MappingSuggestion } from './suggestions.ts';
import { tableIn } from './suggestions.ts';
import type { SharedRecord } from './sharedRecords.ts';
import { sharedRecordsIn } from './sharedRecords.ts';
import type { OpenTable } from './openTable.ts';
import type { MappingQuestion } from './question.ts';
import type { WorkspaceMapping } from './workspaceMappings.ts';
import { wordsOfBy } from './words/saved.ts';

/** How pictures find their records, with the table if it is by a table. */
export interface ChosenMapping {
  readonly kind: 'mapping';
  readonly mapping: Mapping;
  readonly table: Table | undefined;
  /** The answers that led to it. */
  readonly draft: MappingDraft;
}

/** Why the questions end without a mapping. */
export type Exit =
  | { readonly kind: 'switch-account' }
  /** A mapping of the workspace, which answers what it can. */
  | { readonly kind: 'team'; readonly mapping: WorkspaceMapping }
  /** The account lacks a scope that is needed; once allowed, the questions start over. */
  | { readonly kind: 'allow'; readonly scope: string };

export type MatchBy =
  /** File names identify the record. */
  | { readonly kind: 'name'; readonly by: By | ByFields; readonly label: string }
  | { readonly kind: 'table' }
  /** Answers all further questions, too. */
  | {
      readonly kind: 'suggestion';
      readonly suggestion: MappingSuggestion;
      readonly several: Several;
    };

export interface PatternAnswer {
  readonly name: NameRule;
  readonly ignoreCase: boolean;
}

interface Answers {
  /** An earlier mapping that is used again. */
  readonly reused: Mapping;
  /** Whether the module isn't listed, so its name is typed. */
  readonly typesModule: boolean;
  readonly module: string;
  readonly matchBy: MatchBy;
  readonly pattern: PatternAnswer;
  /** The table's file. */
  readonly file: { readonly address: string; readonly name: string };
  /** What it contains, as far as that can be told without asking. */
  readonly opened: OpenTable;
  readonly encoding: EncodingId;
  /** Name of the sheet. */
  readonly sheet: string;
  readonly lines: Lines;
  readonly firstRow: FirstRow;
  /** Whether the first row contains the column names. */
  readonly hasNames: boolean;
  readonly table: Table;
  readonly guess: Columns;
  readonly fileColumn: string;
  readonly recordColumn: string;
  /** What the record column contains: IDs, or values of a field. */
  readonly contents: By;
  readonly rule: Rule;
  /** Records that the rule matches several pictures to. */
  readonly sharedRecords: readonly SharedRecord[];
  readonly several: Several['kind'];
  readonly ending: string;
}

/** The answers so far, and what follows from them. */
export type MappingDraft = { readonly [Key in keyof Answers]?: Answers[Key] | undefined } & {
  readonly exit?: Exit;
};

export type MappingTurn = StepTurn<MappingQuestion, MappingDraft>;

/** In the order in which they become known: a changed answer discards the later ones. */
const ORDER = [
  ...['reused', 'typesModule', 'module', 'matchBy', 'pattern'],
  ...['file', 'opened', 'encoding', 'sheet', 'lines', 'firstRow', 'hasNames', 'table', 'guess'],
  ...['fileColumn', 'recordColumn', 'contents', 'rule', 'sharedRecords', 'several', 'ending'],
] as readonly (keyof Answers)[];

/** The draft with an answer. If the answer changed, what came after it is discarded. */
export function answered<Key extends keyof Answers>(
  draft: MappingDraft,
  key: Key,
  answer: Answers[Key] | undefined,
): MappingDraft {
  if (isDeepStrictEqual(draft[key], answer)) {
    return draft;
  }
  const before = ORDER.slice(0, ORDER.indexOf(key)).map((known) => [known, draft[known]] as const);
  return { ...Object.fromEntries(before), [key]: answer };
}

/** The draft with the rule, and the records that it matches several pictures to. */
export function withRule(
  draft: MappingDraft,
  rule: Rule,
  { candidates }: MappingQuestion,
): MappingDraft {
  // A mapping that never needed a choice between pictures may need one now.
  const isKnown = draft.reused !== undefined && draft.reused.several.kind !== 'none';
  const sharedRecords = isKnown
    ? []
    : sharedRecordsIn(referencesWithAbsent(rule, candidates, draft.table), rule.by);
  return { ...draft, rule, sharedRecords };
}

/** A draft to ask about again: what was taken from an earlier mapping is an answer like any other. */
export function reopened({ exit: _, ...draft }: MappingDraft): MappingDraft {
  const { reused } = draft;
  if (reused === undefined) {
    return draft;
  }
  const { module, rule, several } = reused;
  const ending = several.kind === 'ends-in' ? several.ending : '';
  const chosen = { several: several.kind, ending };
  const known = { ...draft, ...chosen, reused: undefined, typesModule: false, module };
  if (rule.kind === 'table') {
    const { fileColumn, recordColumn, by } = rule;
    return { ...known, matchBy: { kind: 'table' }, fileColumn, recordColumn, contents: by };
  }
  const { by, name } = rule;
  const isId = by.kind === 'id';
  return {
    ...known,
    // The fields that are offered ignore case until the pattern is asked for.
    matchBy: { kind: 'name', by: isId ? by : { ...by, ignoreCase: true }, label: wordsOfBy(by) },
    pattern: { name, ignoreCase: isId || by.ignoreCase },
  };
}

/** @returns undefined until the questions are answered */
export function mappingOf(draft: MappingDraft): ChosenMapping | undefined {
  const { reused, rule, table, matchBy } = draft;
  const module = reused?.module ?? draft.module;
  if (matchBy?.kind === 'suggestion' && module !== undefined) {
    const { suggestion, several } = matchBy;
    const mapping = { module, rule: suggestion.rule, several };
    return { kind: 'mapping', mapping, table: tableIn(suggestion), draft };
  }
  return module === undefined || rule === undefined
    ? undefined
    : { kind: 'mapping', mapping: { module, rule, several: severalOf(draft) }, table, draft };
}

function severalOf({
  reused,
  sharedRecords = [],
  several = 'none',
  ending = '',
}: MappingDraft): Several {
  if (sharedRecords.length === 0) {
    return reused?.several ?? { kind: 'none' };
  }
  return several === 'ends-in' ? { kind: several, ending } : { kind: several };
}
