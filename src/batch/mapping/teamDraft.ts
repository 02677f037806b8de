import path from 'node:path';
import type { Lines } from '../table/lines.ts';
import { askInTurn } from '../../ui/askInTurn.ts';
import { organizationName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import type { ChosenMapping, MappingDraft } from './draft.ts';
import { answered, mappingOf, withRule } from './draft.ts';
import { placeInFolder } from './folderPlace.ts';
import { offerMappingsFile } from './openMappingsFile.ts';
import { ColumnsMissing, openTable, UnusableTable, usable, whyUnusable } from './openTable.ts';
import { PictureNames } from './pictureNames.ts';
import type { MappingQuestion } from './question.ts';
import { severalSteps, tableSteps } from './questions.ts';
import { withLines, withTable } from './readingStep.ts';
import { mappingTitle } from './words/questions.ts';
import * as words from './words/teamMappings.ts';
import type { WorkspaceMapping } from './workspaceMappings.ts';

/**
 * The answers that a workspace's mapping gives. Asks only what it leaves open, such as a file's
 * encoding.
 *
 * @param ends aborting it ends the questions, as a cancel does
 * @returns undefined when the person cancels; `unusable` after a message
 */
export async function askTeamMapping(
  question: MappingQuestion,
  { team, file }: WorkspaceMapping,
  ends: AbortSignal | undefined,
): Promise<ChosenMapping | 'unusable' | undefined> {
  const known = await draftOf(question, { team, file });
  if (known === undefined || known === 'unusable') {
    return known;
  }
  const title = mappingTitle(question.candidates.length, organizationName(question.account));
  const isRead = known.rule !== undefined;
  const draft = await askInTurn(
    question,
    known,
    (now) => [
      ...(isRead ? [] : tableSteps(now).slice(1)),
      ...(team.isSeveralChosen ? [] : severalSteps(now)),
    ],
    { title, ends },
  );
  return draft && mappingOf(draft);
}

async function draftOf(
  question: MappingQuestion,
  { team, file }: WorkspaceMapping,
): Promise<MappingDraft | 'unusable' | undefined> {
  const { name, mapping, table, isSeveralChosen } = team;
  const { rule } = mapping;
  const known: MappingDraft = { reused: mapping };
  const withoutShared = (draft: MappingDraft): MappingDraft =>
    isSeveralChosen && draft.rule !== undefined ? { ...draft, sharedRecords: [] } : draft;
  if (table !== undefined) {
    const draft = await withTableFile(known, table, question, file);
    return typeof draft === 'object' ? withoutShared(draft) : draft;
  }
  if (rule.kind === 'name') {
    const read = new PictureNames(question.candidates).read(rule.name, rule.by);
    if (read.matching > 0) {
      return withoutShared(withRule(known, rule, question));
    }
    const pattern = plain(rule.name.pattern);
    const text = words.teamPatternMatchesNothing(
      file.label,
      plain(name),
      pattern,
      read.names.length,
    );
    void offerMappingsFile('error', text, file);
  }
  return 'unusable';
}

/** Undefined when the person cancels; `unusable` after a message. */
async function withTableFile(
  draft: MappingDraft,
  { file: place, sheet, encoding, columnNames }: NonNullable<WorkspaceMapping['team']['table']>,
  question: MappingQuestion,
  file: WorkspaceMapping['file'],
): Promise<MappingDraft | 'unusable' | undefined> {
  const found = await placeInFolder(file.folder, place);
  if (found.kind !== 'inside') {
    const text = words.pathNotUsable(file.label, plain(place), found.kind);
    void offerMappingsFile('error', text, file);
    return 'unusable';
  }
  const { uri } = found;
  const name = path.posix.basename(place);
  try {
    const opened = await openTable(uri, question);
    if (opened === undefined) {
      return undefined;
    }
    const next = { ...answered(draft, 'file', { address: uri.toString(), name }), opened };
    switch (opened.kind) {
      case 'lines':
        return withColumns(next, opened.lines);
      case 'encodings':
        return encoding === undefined
          ? next
          : withColumns(answered(next, 'encoding', encoding), opened.linesIn(encoding));
      case 'sheets': {
        const named = opened.sheets.find((one) => one.name === sheet);
        if (sheet !== undefined && named === undefined) {
          throw new UnusableTable(words.sheetNotThere(plain(sheet)));
        }
        return named === undefined
          ? next
          : withColumns(answered(next, 'sheet', named.name), usable(named.lines()));
      }
    }
  } catch (error) {
    const why =
      error instanceof ColumnsMissing
        ? words.columnsNotThere(error.columns.map((column) => plain(column)))
        : whyUnusable(error);
    void offerMappingsFile('error', words.tableNotUsable(file.label, plain(name), why), file);
    return 'unusable';
  }

  function withColumns(next: MappingDraft, lines: Lines): MappingDraft {
    return columnNames === undefined || lines.isNamed
      ? withLines(next, lines, question)
      : withTable(
          answered({ ...next, lines }, 'hasNames', columnNames),
          lines,
          columnNames,
          question,
        );
  }
}
