import * as vscode from 'vscode';
import { plain } from '../../ui/plain.ts';
import type { Mapping } from '../match/mapping.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import type { Services } from '../../commands/services.ts';

/** Saves a mapping under a name that the person gives it; nothing where they give none. */
export async function saveMapping({ memory }: Services, mapping: Mapping): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: 'Save This Mapping',
    prompt:
      'Its name. It is offered in every organization: first in a sandbox, then in production.',
    placeHolder: 'Catalogue photos by product code',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Type a name.' : undefined),
  });
  if (name !== undefined) {
    await new SavedMappings(memory).save(name.trim(), mapping);
    vscode.window.setStatusBarMessage(`Mapping “${plain(name.trim(), 40)}” saved`, 5000);
  }
}
