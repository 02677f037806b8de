import * as vscode from 'vscode';
import { chooseAccount } from '../commands/chooseAccount.ts';
import { MAPPINGS_FILE } from '../commands/mappingsFile.ts';
import type { BatchServices } from './services.ts';
import { commandButton, offer } from '../ui/offer.ts';
import { whileAsking } from '../ui/openQuestions.ts';
import { plain } from '../ui/plain.ts';
import { readSelection } from './mapping/chosenPictures.ts';
import { compareIsOffered } from './mapping/compareOffered.ts';
import { placeInFolder } from './mapping/folderPlace.ts';
import { offerMappingsFile, showMappingsProblem } from './mapping/openMappingsFile.ts';
import { wordsOfMapping } from './mapping/words/saved.ts';
import * as words from './mapping/words/teamMappings.ts';
import type { WorkspaceMapping } from './mapping/workspaceMappings.ts';
import { mappingsFiles, workspaceMappings } from './mapping/workspaceMappings.ts';
import { matchSelection } from './matchSelection.ts';
import { reviewBatch } from './review/reviewBatch.ts';

/**
 * *Compare Folder with CRM…*: matches the pictures of a folder by a mapping that the workspace's
 * file has, and shows the review.
 *
 * @param clicked the file whose mappings are meant; all of the workspace's by default
 */
export async function compareFolder(services: BatchServices, clicked?: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted && mappingsFiles().length > 0) {
    void offer('info', words.notInRestrictedMode(MAPPINGS_FILE), {
      title: words.manageTrustButton(),
      act: () => vscode.commands.executeCommand('workbench.trust.manage'),
    });
    return;
  }
  const found = await workspaceMappings();
  const isMeant = ({ file }: { readonly file: { readonly uri: vscode.Uri } }): boolean =>
    !(clicked instanceof vscode.Uri) || file.uri.toString() === clicked.toString();
  const problems = found.problems.filter(isMeant);
  for (const one of problems) {
    showMappingsProblem('error', one);
  }
  const mappings = found.mappings.filter(isMeant);
  const [only] = mappings;
  if (only === undefined) {
    if (problems.length === 0) {
      const button = commandButton(words.matchFolderButton(), 'uploadMatching');
      void offer('info', words.noTeamMapping(MAPPINGS_FILE), button);
    }
    return;
  }
  const mapping = mappings.length === 1 ? only : await askWhich(mappings);
  if (mapping !== undefined) {
    await compareWith(services, mapping);
  }
}

async function askWhich(
  mappings: readonly WorkspaceMapping[],
): Promise<WorkspaceMapping | undefined> {
  const isOfSeveral = new Set(mappings.map(({ file }) => file.label)).size > 1;
  const items = mappings.map((mapping) => {
    const { team, file } = mapping;
    const { label, description } = wordsOfMapping(team.mapping);
    const folder = team.folder === '' ? words.wholeFolder() : plain(team.folder, 60);
    return {
      label: plain(team.name),
      description: [folder, ...(isOfSeveral ? [words.fromFile(file.label)] : [])].join(' · '),
      detail: `${label} · ${description}`,
      mapping,
    };
  });
  const options = {
    title: words.compareTitle(),
    placeHolder: words.whichTeamMapping(),
    matchOnDescription: true,
    ignoreFocusOut: true,
  };
  return (await whileAsking(() => vscode.window.showQuickPick(items, options)))?.mapping;
}

/**
 * Compares the folder of a workspace's mapping, and shows the review.
 *
 * @param asksOtherwise whether to ask how to match if the mapping can't be used
 */
export async function compareWith(
  services: BatchServices,
  mapping: WorkspaceMapping,
  asksOtherwise = false,
): Promise<void> {
  const { team, file } = mapping;
  await compareIsOffered(services.workspaceMemory);
  const shown = plain(team.folder, 60);
  const place = await placeInFolder(file.folder, team.folder);
  if (place.kind !== 'inside') {
    void offerMappingsFile('error', words.pathNotUsable(file.label, shown, place.kind), file);
    return;
  }
  const selection = await readSelection([place.uri], file.folder);
  if (selection === undefined) {
    return;
  }
  // A table may name pictures that aren't here yet.
  if (selection.pictures.length === 0 && team.table === undefined) {
    void offerMappingsFile('info', words.noPicturesIn(file.label, shown), file);
    return;
  }
  const account = await chooseAccount(services);
  const before = { draft: {}, chosen: new Set<string>(), team: { mapping, asksOtherwise } };
  const matched = account && (await matchSelection(services, account, selection, before));
  if (matched !== undefined) {
    await reviewBatch(services, matched.account, matched.material);
  }
}

/** The workspace's mapping for exactly this folder; undefined if there is none, or several. */
export async function mappingOfFolder(folder: vscode.Uri): Promise<WorkspaceMapping | undefined> {
  const { mappings } = await workspaceMappings();
  const address = folder.toString().replace(/\/$/, '');
  const its = mappings.filter(
    ({ team, file }) =>
      vscode.Uri.joinPath(file.folder, team.folder).toString().replace(/\/$/, '') === address,
  );
  return its.length === 1 ? its[0] : undefined;
}
