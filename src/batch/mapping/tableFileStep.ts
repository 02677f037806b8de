import path from 'node:path';
import * as vscode from 'vscode';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick } from '../../ui/step.ts';
import { TABLE_ENDINGS } from '../table/tableEndings.ts';
import type { MappingDraft, MappingTurn } from './draft.ts';
import { answered } from './draft.ts';
import { openTable, readOrShowError } from './openTable.ts';
import { withLines } from './readingStep.ts';
import { anotherFile, mappingFileDialog, selectMappingFile } from './words/table.ts';

/** Asks for the mapping file until one can be read. */
export async function askTableFile(turn: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { question, draft } = turn;
  for (;;) {
    const chosen = await pickFile(turn);
    if (chosen === undefined || chosen === 'back') {
      return chosen;
    }
    const { value: uri } = chosen;
    const file = { address: uri.toString(), name: path.posix.basename(uri.path) };
    const read = await readOrShowError(file.name, async () => {
      const opened = await openTable(uri, question);
      if (opened === undefined) {
        return undefined;
      }
      const next = { ...answered(draft, 'file', file), opened };
      return opened.kind === 'lines'
        ? withLines(next, opened.lines, question)
        : { ...next, lines: undefined, firstRow: undefined };
    });
    if (read !== undefined) {
      return { value: read };
    }
    if (question.tables.length === 0) {
      return 'back';
    }
  }
}

/** One of the files next to the pictures, or any other. Closing the dialog returns to the list. */
async function pickFile({
  question: { tables },
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<vscode.Uri>> {
  const items = [
    ...tables.map((uri) => ({
      label: plain(path.posix.basename(uri.path)),
      description: plain(vscode.workspace.asRelativePath(uri)),
      uri,
    })),
    { label: anotherFile(), description: '', uri: undefined },
  ];
  const active = items.find(
    ({ uri }) => uri !== undefined && uri.toString() === draft.file?.address,
  );
  while (tables.length > 0) {
    const answer = await pick({ ...counted, placeholder: selectMappingFile(), items, active });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    const uri = answer.value.uri ?? (await openDialog());
    if (uri !== undefined) {
      return { value: uri };
    }
  }
  const uri = await openDialog();
  return uri === undefined ? 'back' : { value: uri };
}

async function openDialog(): Promise<vscode.Uri | undefined> {
  const { title, openLabel, tables } = mappingFileDialog();
  const filters = { [tables]: [...TABLE_ENDINGS] };
  return (await vscode.window.showOpenDialog({ title, openLabel, filters }))?.[0];
}
