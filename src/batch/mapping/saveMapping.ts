import * as vscode from 'vscode';
import { plain } from '../../ui/plain.ts';
import type { Mapping } from '../match/mapping.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import type { Services } from '../../commands/services.ts';
import { mappingSaved, saveMappingBox } from './words/saved.ts';

/** Asks for a name, and saves a mapping under it. */
export async function saveMapping({ memory }: Services, mapping: Mapping): Promise<void> {
  const { empty, ...box } = saveMappingBox();
  const name = await vscode.window.showInputBox({
    ...box,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? empty : undefined),
  });
  if (name !== undefined) {
    await new SavedMappings(memory).save(name.trim(), mapping);
    vscode.window.setStatusBarMessage(mappingSaved(plain(name.trim(), 40)), 5000);
  }
}
