import * as vscode from 'vscode';
import { offer } from '../../ui/offer.ts';
import type { MappingFileProblem } from '../mappingFile/readMappingFile.ts';
import { mappingFileUnusable } from './words/mappingFile.ts';
import { openFileButton } from './words/teamMappings.ts';
import type { MappingsFile } from './workspaceMappings.ts';

/** Shows a message about a workspace's mappings, with a button that opens their file. */
export async function offerMappingsFile(
  severity: 'error' | 'info' | 'warning',
  message: string,
  { uri }: MappingsFile,
  line = 1,
): Promise<void> {
  await offer(severity, message, {
    title: openFileButton(),
    act: async () => {
      const start = new vscode.Position(line - 1, 0);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
    },
  });
}

/** Shows why a file can't be used. */
export function showMappingsProblem(
  severity: 'error' | 'warning',
  { file, problem }: { readonly file: MappingsFile; readonly problem: MappingFileProblem },
): void {
  const message = mappingFileUnusable(file.label, problem);
  void offerMappingsFile(severity, message, file, problem.line);
}
