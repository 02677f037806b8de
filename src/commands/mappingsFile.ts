import * as vscode from 'vscode';

/** Where a workspace folder has the mappings that a team shares. */
export const MAPPINGS_FILE = 'zoho-crm-photos.json';

/** Key of whether this workspace's mappings were offered once. */
export const COMPARE_OFFERED = 'compareOffered';

/** Whether a workspace folder has such a file. Nothing of it is read. */
export async function hasMappingsFile(): Promise<boolean> {
  const { fs, workspaceFolders = [] } = vscode.workspace;
  const found = workspaceFolders.map(async ({ uri }) =>
    fs.stat(vscode.Uri.joinPath(uri, MAPPINGS_FILE)),
  );
  return Promise.any(found).then(
    () => true,
    () => false,
  );
}
