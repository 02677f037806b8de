import * as vscode from 'vscode';
import type { Cell } from '../upload/table/csv.ts';
import { csvOf } from '../upload/table/csv.ts';
import { plain } from './plain.ts';

/**
 * Saves a table where the person says, and opens it in the editor.
 *
 * @param name of the file, without its ending
 * @param beside where the dialog begins
 */
export async function saveTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  name: string,
  beside: vscode.Uri | undefined,
): Promise<void> {
  const folder = beside ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.csv`) }),
    filters: { 'CSV for spreadsheets': ['csv'] },
    title: 'Save as CSV',
  });
  if (target === undefined) {
    return;
  }
  try {
    const text = csvOf(columns, rows, vscode.env.language);
    await vscode.workspace.fs.writeFile(target, Buffer.from(text));
    await vscode.window.showTextDocument(target, { preview: false });
  } catch (error) {
    const why = error instanceof Error ? ` (${plain(error.message)})` : '';
    void vscode.window.showErrorMessage(
      `${plain(target.fsPath)} could not be written${why}. Choose another place.`,
    );
  }
}
