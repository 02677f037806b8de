import * as vscode from 'vscode';
import { COMPARE_OFFERED } from '../commands/mappingsFile.ts';
import type { Services } from '../commands/services.ts';
import { compareIsOffered } from './mapping/compareOffered.ts';
import * as words from './mapping/words/teamMappings.ts';
import { workspaceMappings } from './mapping/workspaceMappings.ts';

/**
 * Says once that this workspace has mappings, for whoever didn't save them. Asks nothing of Zoho and
 * reads no secret: a sign-in comes with the comparison.
 */
export async function offerCompare({ memory, workspaceMemory }: Services): Promise<void> {
  const { mappings } = await workspaceMappings();
  const modules = [...new Set(mappings.map(({ team }) => team.mapping.module))];
  // What is wrong with a file is told once somebody uses it.
  if (modules.length === 0 || memory.get(COMPARE_OFFERED) === true) {
    return;
  }
  await compareIsOffered(workspaceMemory);
  const compare = words.compareButton();
  const never = words.neverOfferButton();
  const message = words.workspaceHasPhotos(modules);
  const chosen = await vscode.window.showInformationMessage(message, compare, never);
  if (chosen === compare) {
    await vscode.commands.executeCommand('zohoCrmPhotos.compareFolder');
  } else if (chosen === never) {
    await compareIsOffered(memory);
  }
}
