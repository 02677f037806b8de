import path from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../../commands/services.ts';
import { learnMoreButton, offer } from '../../ui/offer.ts';
import { whileAsking } from '../../ui/openQuestions.ts';
import { plain } from '../../ui/plain.ts';
import { isMappingName } from '../mappingFile/fileFormat.ts';
import { mappingsIn } from '../mappingFile/readMappingFile.ts';
import type { TablePlace, TeamMapping } from '../mappingFile/teamMapping.ts';
import { withTeamMapping } from '../mappingFile/writeMappingFile.ts';
import type { Mapping } from '../match/mapping.ts';
import { mappingText } from '../match/mapping.ts';
import { compareIsOffered } from './compareOffered.ts';
import type { MappingDraft } from './draft.ts';
import { offerMappingsFile, showMappingsProblem } from './openMappingsFile.ts';
import * as words from './words/saved.ts';
import type { MappingsFile, WorkspaceMapping } from './workspaceMappings.ts';
import { mappingsFiles, readMappings } from './workspaceMappings.ts';

/** A mapping to save, with what is known of it. */
export interface MappingToSave {
  readonly mapping: Mapping;
  /** The answers that led to it. */
  readonly draft: MappingDraft;
  /** The folders with the pictures. */
  readonly folders: readonly vscode.Uri[];
  /** The workspace's mapping that it is from. */
  readonly team: WorkspaceMapping | undefined;
}

/** Where a mapping of these pictures can be saved for everyone; undefined outside of a workspace. */
export function fileFor({ folders }: MappingToSave): MappingsFile | undefined {
  const [first] = folders;
  const folder = first && vscode.workspace.getWorkspaceFolder(first);
  return vscode.workspace.isTrusted
    ? mappingsFiles().find((one) => one.folder.toString() === folder?.uri.toString())
    : undefined;
}

/** Asks for a name, and saves the mapping in the workspace's file. */
export async function saveTeamMapping(
  services: Services,
  toSave: MappingToSave,
  file: MappingsFile,
): Promise<void> {
  const { mapping, draft, team } = toSave;
  const table = tablePlace(toSave, file);
  if (table === 'elsewhere') {
    const name = tableOf(draft)?.name ?? '';
    const message = words.tableNotInFolder(plain(name));
    void offer('error', message, learnMoreButton('matching'));
    return;
  }
  const isSame = team?.file.uri.toString() === file.uri.toString();
  const folder = isSame ? team.team.folder : folderIn(toSave, file);
  const name = await askName(isSame ? team.team.name : '', folder);
  if (name === undefined) {
    return;
  }
  const { several, sharedRecords = [] } = draft;
  const isAnswered = sharedRecords.length > 0 && several !== undefined;
  const isSeveralChosen =
    isAnswered || mapping.several.kind !== 'none' || team?.team.isSeveralChosen === true;
  await write(services, file, { name, folder, mapping, table, isSeveralChosen });
}

async function askName(known: string, folder: string): Promise<string | undefined> {
  const { empty, title, placeHolder } = words.saveMappingBox();
  const shown = folder === '' ? words.wholeWorkspaceFolder() : plain(folder, 60);
  const name = await whileAsking(() =>
    vscode.window.showInputBox({
      title,
      placeHolder,
      prompt: words.teamMappingPrompt(shown),
      value: known,
      ignoreFocusOut: true,
      validateInput: (text) => {
        const typed = text.trim();
        return typed === '' ? empty : isMappingName(typed) ? undefined : words.nameNotAllowed();
      },
    }),
  );
  return name?.trim();
}

/** @param agreed the file's text when the person agreed to replace a mapping */
async function write(
  services: Services,
  file: MappingsFile,
  team: TeamMapping,
  agreed?: string,
): Promise<void> {
  const { uri, label } = file;
  const before = await readToWrite(file);
  if (before === 'unusable') {
    return;
  }
  const same = before.mappings.find(({ name }) => name === team.name);
  if (same !== undefined && !isEqual(same, team) && before.text !== agreed) {
    if (await mayReplace(team.name, label)) {
      // A pull may have changed the file while the question was open.
      await write(services, file, team, before.text);
    }
    return;
  }
  const text = withTeamMapping(before.text, team);
  const after = mappingsIn(text);
  if (!after.ok) {
    // Such as a folder whose name the file can't have.
    showMappingsProblem('error', { file, problem: after.problem });
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const why = error instanceof Error ? plain(error.message) : '';
    void vscode.window.showErrorMessage(words.teamMappingNotSaved(label, why));
    return;
  }
  // Nobody needs to be told of a mapping that they saved.
  await compareIsOffered(services.workspaceMemory);
  void offerMappingsFile('info', words.teamMappingSaved(plain(team.name, 40), label), file);
}

/** What the file has now; `unusable` after a message. */
async function readToWrite(
  file: MappingsFile,
): Promise<
  { readonly mappings: readonly TeamMapping[]; readonly text: string | undefined } | 'unusable'
> {
  const address = file.uri.toString();
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
  if (open?.isDirty === true) {
    void offerMappingsFile('error', words.fileHasUnsavedChanges(file.label), file);
    return 'unusable';
  }
  const read = await readMappings(file);
  if (read?.ok === false) {
    showMappingsProblem('error', { file, problem: read.problem });
    return 'unusable';
  }
  return read ?? { mappings: [], text: undefined };
}

async function mayReplace(name: string, file: string): Promise<boolean> {
  const { message, detail, replace } = words.replaceQuestion(plain(name, 40), file);
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(message, options, replace)) === replace;
}

function isEqual(one: TeamMapping, other: TeamMapping): boolean {
  const text = ({ folder, mapping, table, isSeveralChosen }: TeamMapping): string =>
    JSON.stringify([folder, mappingText(mapping), table, isSeveralChosen]);
  return text(one) === text(other);
}

/** The folder that contains all pictures, relative to the workspace folder. */
function folderIn({ folders }: MappingToSave, file: MappingsFile): string {
  const [first = [], ...others] = folders.map((uri) => relativeIn(file, uri)?.split('/') ?? []);
  const differs = first.findIndex((part, n) => others.some((other) => other[n] !== part));
  return (differs < 0 ? first : first.slice(0, differs)).join('/');
}

/** Undefined if it isn't inside. */
function relativeIn({ folder }: MappingsFile, uri: vscode.Uri): string | undefined {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.toString()
    ? path.posix.relative(folder.path, uri.path)
    : undefined;
}

function tableOf({ file, matchBy }: MappingDraft): MappingDraft['file'] {
  const suggestion = matchBy?.kind === 'suggestion' ? matchBy.suggestion : undefined;
  return suggestion?.kind === 'table'
    ? { address: suggestion.address, name: suggestion.file }
    : file;
}

/** Undefined if the mapping is by file names. */
function tablePlace(
  { mapping: { rule }, draft }: MappingToSave,
  file: MappingsFile,
): TablePlace | 'elsewhere' | undefined {
  if (rule.kind !== 'table') {
    return undefined;
  }
  const table = tableOf(draft);
  const place = table && relativeIn(file, vscode.Uri.parse(table.address, true));
  if (place === undefined || place === '') {
    return 'elsewhere';
  }
  const isSuggested = draft.matchBy?.kind === 'suggestion';
  const { sheet, encoding, hasNames: columnNames } = isSuggested ? {} : draft;
  return { file: place, sheet, encoding, columnNames };
}
