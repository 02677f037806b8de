import { askInTurn } from '../../ui/askInTurn.ts';
import type { NamedStep } from '../../ui/askInTurn.ts';
import { organizationName } from '../../ui/names.ts';
import { askFileColumn, askRecordColumn, hasNamedIds } from './columnStep.ts';
import type { ChosenMapping, MappingDraft, Exit } from './draft.ts';
import { mappingOf } from './draft.ts';
import { askMappingModule, askTypedModule } from './moduleStep.ts';
import { askPattern } from './patternStep.ts';
import type { MappingQuestion } from './question.ts';
import { askEncoding, askFirstRow, askSheet } from './readingStep.ts';
import { askEnding, askSeveral } from './severalStep.ts';
import { askTableFile } from './tableFileStep.ts';
import { askContents, askMatchBy } from './matchByStep.ts';
import { mappingTitle } from './words/questions.ts';

export type MappingAnswer = ChosenMapping | Exit;

type MappingStep = NamedStep<MappingQuestion, MappingDraft>;

const MODULE: MappingStep = { name: 'module', ask: askMappingModule };
const TYPED_MODULE: MappingStep = { name: 'typed-module', ask: askTypedModule };
const MATCH_BY: MappingStep = { name: 'match-by', ask: askMatchBy };
const PATTERN: MappingStep = { name: 'pattern', ask: askPattern };
const TABLE_FILE: MappingStep = { name: 'table-file', ask: askTableFile };
const ENCODING: MappingStep = { name: 'encoding', ask: askEncoding };
const SHEET: MappingStep = { name: 'sheet', ask: askSheet };
const FIRST_ROW: MappingStep = { name: 'first-row', ask: askFirstRow };
const FILE_COLUMN: MappingStep = { name: 'file-column', ask: askFileColumn };
const RECORD_COLUMN: MappingStep = { name: 'record-column', ask: askRecordColumn };
const CONTENTS: MappingStep = { name: 'contents', ask: askContents };
const SEVERAL: MappingStep = { name: 'several', ask: askSeveral };
const ENDING: MappingStep = { name: 'ending', ask: askEnding };

/** Where the questions start if the module is known. */
const HOW: ReadonlySet<string> = new Set(['match-by', 'table-file']);

/**
 * Asks how pictures find their records, step by step.
 *
 * @param before earlier answers, if the questions are asked again
 * @param ends aborting it ends the questions, as a cancel does
 * @returns undefined when the person cancels
 */
export async function askMapping(
  question: MappingQuestion,
  before: MappingDraft = {},
  ends?: AbortSignal,
): Promise<MappingAnswer | undefined> {
  const { account, candidates } = question;
  const title = mappingTitle(candidates.length, organizationName(account));
  const steps = (draft: MappingDraft): readonly MappingStep[] => stepsOf(question, draft);
  const start = before.module === undefined ? undefined : { at: HOW, error: undefined };
  const draft = await askInTurn(question, before, steps, { title, ends, start });
  return draft === undefined ? undefined : (draft.exit ?? mappingOf(draft));
}

/** Every question that leads to a mapping, as far as the answers so far tell. */
function stepsOf({ candidates }: MappingQuestion, draft: MappingDraft): readonly MappingStep[] {
  if (draft.exit !== undefined) {
    return [];
  }
  const { reused, typesModule = false, matchBy } = draft;
  const isNew = reused === undefined;
  // Without pictures, only a table can name what to upload.
  const hasPictures = candidates.length > 0;
  const byTable = isNew ? !hasPictures || matchBy?.kind === 'table' : reused.rule.kind === 'table';
  if (isNew && matchBy?.kind === 'suggestion') {
    return [MODULE, ...when(typesModule, TYPED_MODULE), MATCH_BY];
  }
  return [
    MODULE,
    ...when(typesModule, TYPED_MODULE),
    ...when(isNew && hasPictures, MATCH_BY),
    ...when(isNew && !byTable, PATTERN),
    ...(byTable ? tableSteps(draft) : []),
    ...when(isNew && byTable, FILE_COLUMN, RECORD_COLUMN),
    ...when(isNew && byTable && !hasNamedIds(draft), CONTENTS),
    ...severalSteps(draft),
  ];
}

/** The questions about records that several pictures match. */
export function severalSteps({
  sharedRecords = [],
  several,
}: MappingDraft): readonly MappingStep[] {
  const isShared = sharedRecords.length > 0;
  return [...when(isShared, SEVERAL), ...when(isShared && several === 'ends-in', ENDING)];
}

/** The questions that lead to a table: its file, then whatever the file doesn't tell by itself. */
export function tableSteps({ opened, lines, firstRow }: MappingDraft): readonly MappingStep[] {
  return [
    TABLE_FILE,
    ...when(opened?.kind === 'encodings', ENCODING),
    ...when(opened?.kind === 'sheets', SHEET),
    ...when(lines !== undefined && firstRow !== 'names', FIRST_ROW),
  ];
}

function when(isAsked: boolean, ...steps: readonly MappingStep[]): readonly MappingStep[] {
  return isAsked ? steps : [];
}
