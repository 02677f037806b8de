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
import type { SharedRecord } from './sharedRecords.ts';
import { sharedRecordsIn } from './sharedRecords.ts';
import type { OpenTable } from './openTable.ts';
import type { MappingQuestion } from './question.ts';

/** How the pictures find their records; with the table, where one says it. */
export interface ChosenMapping {
  readonly kind: 'mapping';
  readonly mapping: Mapping;
  readonly table: Table | undefined;
}

/** What ends the questions without a mapping. */
export type Exit =
  | { readonly kind: 'switch-account' }
  /** What is wanted needs a scope that the account does not have; then it is asked again. */
  | { readonly kind: 'allow'; readonly scope: string };

export type MatchBy =
  /** File names say the record. */
  | { readonly kind: 'name'; readonly by: By | ByFields; readonly label: string }
  | { readonly kind: 'table' };

export interface PatternAnswer {
  readonly name: NameRule;
  readonly ignoreCase: boolean;
}

interface Known {
  /** A mapping from before, which is used again. */
  readonly reused: Mapping;
  /** Whether the module is in no list: its name is typed. */
  readonly typesModule: boolean;
  readonly module: string;
  readonly matchBy: MatchBy;
  readonly pattern: PatternAnswer;
  /** The table's file. */
  readonly file: { readonly address: string; readonly name: string };
  /** What is in it, as far as that is known without asking. */
  readonly opened: OpenTable;
  readonly encoding: EncodingId;
  /** Its name. */
  readonly sheet: string;
  readonly lines: Lines;
  readonly firstRow: FirstRow;
  /** Whether the first row has the columns' names. */
  readonly hasNames: boolean;
  readonly table: Table;
  readonly guess: Columns;
  readonly fileColumn: string;
  readonly recordColumn: string;
  /** What of a record the record column contains. */
  readonly contents: By;
  readonly rule: Rule;
  /** Where the rule has several pictures for a record. */
  readonly sharedRecords: readonly SharedRecord[];
  readonly several: Several['kind'];
  readonly ending: string;
}

/** What has been answered so far, and what follows from that. */
export type MappingDraft = { readonly [Key in keyof Known]?: Known[Key] | undefined } & {
  readonly exit?: Exit;
};

export type MappingTurn = StepTurn<MappingQuestion, MappingDraft>;

/** In the order in which they become known. */
const ORDER = [
  ...['reused', 'typesModule', 'module', 'matchBy', 'pattern'],
  ...['file', 'opened', 'encoding', 'sheet', 'lines', 'firstRow', 'hasNames', 'table', 'guess'],
  ...['fileColumn', 'recordColumn', 'contents', 'rule', 'sharedRecords', 'several', 'ending'],
] as readonly (keyof Known)[];

/** The draft with an answer. Where it was another one before, what came after that is dropped. */
export function answered<Key extends keyof Known>(
  draft: MappingDraft,
  key: Key,
  answer: Known[Key] | undefined,
): MappingDraft {
  if (isDeepStrictEqual(draft[key], answer)) {
    return draft;
  }
  const before = ORDER.slice(0, ORDER.indexOf(key)).map((known) => [known, draft[known]] as const);
  return { ...Object.fromEntries(before), [key]: answer };
}

/** The draft with the rule, and with the records that it has several pictures for. */
export function withRule(
  draft: MappingDraft,
  rule: Rule,
  { candidates }: MappingQuestion,
): MappingDraft {
  // Where no record had several before, it was not asked: now some may have.
  const isKnown = draft.reused !== undefined && draft.reused.several.kind !== 'none';
  const sharedRecords = isKnown
    ? []
    : sharedRecordsIn(referencesWithAbsent(rule, candidates, draft.table), rule.by);
  return { ...draft, rule, sharedRecords };
}

/** @returns undefined before all has been answered */
export function mappingOf(draft: MappingDraft): ChosenMapping | undefined {
  const { reused, rule, table } = draft;
  const module = reused?.module ?? draft.module;
  return module === undefined || rule === undefined
    ? undefined
    : { kind: 'mapping', mapping: { module, rule, several: severalOf(draft) }, table };
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
