import { askInTurn } from '../../ui/askInTurn.ts';
import type { NamedStep } from '../../ui/askInTurn.ts';
import { organizationName } from '../../ui/names.ts';
import { askFileColumn, askRecordColumn, saysIds } from './columnStep.ts';
import type { ChosenMapping, MappingDraft, Leaving } from './draft.ts';
import { mappingOf } from './draft.ts';
import { askMappingModule, askTypedModule } from './moduleStep.ts';
import { askPattern } from './patternStep.ts';
import type { MappingQuestion } from './question.ts';
import { askEncoding, askFirstRow, askSheet } from './readingStep.ts';
import { askEnding, askSeveral } from './severalStep.ts';
import { askTableFile } from './tableFileStep.ts';
import { askContents, askMatchBy } from './matchByStep.ts';
import { mappingTitle } from './words/questions.ts';

export type MappingAnswer = ChosenMapping | Leaving;

type MappingStep = NamedStep<MappingQuestion, MappingDraft>;

const MODULE: MappingStep = { name: 'module', ask: askMappingModule };
const TYPED_MODULE: MappingStep = { name: 'typed-module', ask: askTypedModule };
const MATCH_BY: MappingStep = { name: 'match-by', ask: askMatchBy };
const PATTERN: MappingStep = { name: 'pattern', ask: askPattern };
const TABLE_FILE: MappingStep = { name: 'table-file', ask: askTableFile };
const FILE_COLUMN: MappingStep = { name: 'file-column', ask: askFileColumn };
const RECORD_COLUMN: MappingStep = { name: 'record-column', ask: askRecordColumn };
const CONTENTS: MappingStep = { name: 'contents', ask: askContents };
const ENDING: MappingStep = { name: 'ending', ask: askEnding };

/**
 * Asks how pictures find their records, step by step.
 *
 * @returns undefined when the person cancels
 */
export async function askMapping(question: MappingQuestion): Promise<MappingAnswer | undefined> {
  const { account, candidates } = question;
  const title = mappingTitle(candidates.length, organizationName(account));
  const steps = (now: MappingDraft): readonly MappingStep[] => stepsOf(question, now);
  const draft = await askInTurn(question, {}, steps, { title });
  return draft === undefined ? undefined : (draft.leaves ?? mappingOf(draft));
}

/** The steps that lead to a mapping, as far as that can be known by now. */
function stepsOf(question: MappingQuestion, draft: MappingDraft): readonly MappingStep[] {
  return draft.leaves === undefined
    ? [
        MODULE,
        ...(draft.typesModule === true ? [TYPED_MODULE] : []),
        ...ruleSteps(question, draft),
        ...severalSteps(draft),
      ]
    : [];
}

function ruleSteps({ candidates }: MappingQuestion, draft: MappingDraft): readonly MappingStep[] {
  const { reused, matchBy } = draft;
  if (reused !== undefined) {
    return reused.rule.kind === 'table' ? tableSteps(draft) : [];
  }
  const byTable = [...tableSteps(draft), ...columnSteps(draft)];
  // Without a picture there is only a table.
  return candidates.length === 0
    ? byTable
    : [MATCH_BY, ...(matchBy?.kind === 'table' ? byTable : [PATTERN])];
}

/** The steps to a table: its file, and how that is to be read where it does not say so itself. */
export function tableSteps({ opened, lines, firstRow }: MappingDraft): readonly MappingStep[] {
  const steps = [TABLE_FILE];
  if (opened?.kind === 'encodings') {
    steps.push({ name: 'encoding', ask: (turn) => askEncoding(turn, opened) });
  }
  if (opened?.kind === 'sheets') {
    steps.push({ name: 'sheet', ask: (turn) => askSheet(turn, opened) });
  }
  if (lines !== undefined && firstRow !== 'surely-names') {
    steps.push({ name: 'first-row', ask: (turn) => askFirstRow(turn, lines) });
  }
  return steps;
}

function columnSteps(draft: MappingDraft): readonly MappingStep[] {
  return [FILE_COLUMN, RECORD_COLUMN, ...(saysIds(draft) ? [] : [CONTENTS])];
}

/** Which picture a record gets is asked only where several are for one. */
function severalSteps({ crowds = [], several }: MappingDraft): readonly MappingStep[] {
  return crowds.length === 0
    ? []
    : [
        { name: 'several', ask: (turn) => askSeveral(turn, crowds) },
        ...(several === 'ends-in' ? [ENDING] : []),
      ];
}
