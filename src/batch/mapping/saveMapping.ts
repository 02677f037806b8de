import * as vscode from 'vscode';
import { plain } from '../../ui/plain.ts';
import type { Mapping } from '../match/mapping.ts';
import { mappingText } from '../match/mapping.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import type { Services } from '../../commands/services.ts';
import { mappingSaved, replacesMapping, saveMappingBox } from './words/saved.ts';

/** Asks for a name, and saves a mapping under it. */
export async function saveMapping({ memory }: Services, mapping: Mapping): Promise<void> {
  const { empty, ...box } = saveMappingBox();
  const mappings = new SavedMappings(memory);
  const different = mappings
    .all()
    .filter((one) => mappingText(one.mapping) !== mappingText(mapping))
    .map((one) => one.name);
  const name = await vscode.window.showInputBox({
    ...box,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const typed = text.trim();
      return typed === ''
        ? empty
        : different.includes(typed)
          ? {
              message: replacesMapping(plain(typed, 40)),
              severity: vscode.InputBoxValidationSeverity.Warning,
            }
          : undefined;
    },
  });
  if (name !== undefined) {
    await mappings.save(name.trim(), mapping);
    vscode.window.setStatusBarMessage(mappingSaved(plain(name.trim(), 40)), 5000);
  }
}
