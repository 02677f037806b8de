import * as vscode from 'vscode';
import type { Cell } from '../table/csv.ts';
import { csvOf } from '../table/csv.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { csvFiles, saveAsCsv } from '../words/report.ts';

/**
 * Saves a table where the person chooses, and opens it in the editor.
 *
 * @param name of the file, without its extension
 * @param beside where the dialog starts
 */
export async function saveTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  name: string,
  beside: vscode.Uri | undefined,
): Promise<void> {
  const folder = beside ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  await saveFile(
    {
      ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.csv`) }),
      filters: { [csvFiles()]: ['csv'] },
      title: saveAsCsv(),
    },
    () => csvOf(columns, rows),
    (target) => vscode.window.showTextDocument(target, { preview: false }),
  );
}
