import * as vscode from 'vscode';
import { MAPPINGS_FILE } from '../../commands/mappingsFile.ts';
import { plain } from '../../ui/plain.ts';
import { MAX_MAPPING_FILE_BYTES } from '../mappingFile/fileFormat.ts';
import type {
  MappingFileFault,
  MappingFileProblem,
  ReadMappings,
} from '../mappingFile/readMappingFile.ts';
import { readMappingFile } from '../mappingFile/readMappingFile.ts';
import type { TeamMapping } from '../mappingFile/teamMapping.ts';
import { placeInFolder } from './folderPlace.ts';

/** A workspace folder's file with mappings. */
export interface MappingsFile {
  readonly uri: vscode.Uri;
  /** The workspace folder. */
  readonly folder: vscode.Uri;
  /** As it is shown: with the folder's name if the workspace has several. */
  readonly label: string;
}

/** A mapping, and the file that it is from. */
export interface WorkspaceMapping {
  readonly team: TeamMapping;
  readonly file: MappingsFile;
}

export interface WorkspaceMappings {
  readonly mappings: readonly WorkspaceMapping[];
  /** Files that can't be used. */
  readonly problems: readonly {
    readonly file: MappingsFile;
    readonly problem: MappingFileProblem;
  }[];
}

/** Each workspace folder's file, whether it exists or not. */
export function mappingsFiles(): MappingsFile[] {
  const { workspaceFolders = [] } = vscode.workspace;
  return workspaceFolders.map(({ uri, name }) => ({
    uri: vscode.Uri.joinPath(uri, MAPPINGS_FILE),
    folder: uri,
    label: workspaceFolders.length > 1 ? `${plain(name, 40)}/${MAPPINGS_FILE}` : MAPPINGS_FILE,
  }));
}

/** The mappings of all workspace folders; none in Restricted Mode, where no file of theirs is used. */
export async function workspaceMappings(): Promise<WorkspaceMappings> {
  const files = vscode.workspace.isTrusted ? mappingsFiles() : [];
  const all = await Promise.all(
    files.map(async (file) => ({ file, read: await readMappings(file) })),
  );
  return {
    mappings: all.flatMap(({ file, read }) =>
      read?.ok === true ? read.mappings.map((team) => ({ team, file })) : [],
    ),
    problems: all.flatMap(({ file, read }) =>
      read?.ok === false ? [{ file, problem: read.problem }] : [],
    ),
  };
}

/** Undefined if there is none. */
export async function readMappings({
  uri,
  folder,
}: MappingsFile): Promise<ReadMappings | undefined> {
  const failed = (fault: MappingFileFault): ReadMappings => ({
    ok: false,
    problem: { ...fault, line: undefined },
  });
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    const { kind } = await placeInFolder(folder, MAPPINGS_FILE);
    if (kind !== 'inside') {
      return failed({ kind: 'outside' });
    }
    // The size of a device is 0, and reading it may never end.
    if ((type & vscode.FileType.File) === 0) {
      return failed({ kind: 'no-file' });
    }
    return size > MAX_MAPPING_FILE_BYTES
      ? failed({ kind: 'too-large' })
      : readMappingFile(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return error.code === 'FileNotFound'
        ? undefined
        : failed({ kind: 'unreadable', why: error.message });
    }
    throw error;
  }
}
