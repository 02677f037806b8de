import type * as vscode from 'vscode';
import type { RunController } from '../run/controller.ts';
import { reportColumns, reportFile } from '../words/report.ts';
import { rowStateName } from '../words/rowState.ts';
import { runRow } from './runRow.ts';
import { saveTable } from './saveTable.ts';

/**
 * Saves the result of a run as a table, for example to send to a client.
 *
 * @param beside where the dialog starts
 */
export async function saveReport(
  run: Pick<RunController, 'standingOf' | 'state'>,
  beside: vscode.Uri | undefined,
): Promise<void> {
  const rows = run.state.items.map((item) => {
    const { key, told, shown } = item;
    const { file, state, note } = runRow(run, item, () => undefined);
    const name = shown?.name ?? '';
    return [file, key.module, { id: key.id }, name, rowStateName(state), told?.code ?? '', note];
  });
  await saveTable(reportColumns(), rows, reportFile(), beside);
}
