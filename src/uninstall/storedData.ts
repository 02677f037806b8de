import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** The machine that an extension is uninstalled from. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Desktop editors: their folder in the home folder, and the names of the one for settings. */
const EDITORS: Readonly<Record<string, readonly string[]>> = {
  '.vscode': ['Code'],
  '.vscode-insiders': ['Code - Insiders'],
  '.vscode-oss': ['VSCodium', 'Code - OSS'],
};

/** Nothing else may become a part of a path that is deleted. */
const ID = /^[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9-]*$/;

/**
 * Deletes what an extension has stored, in the editor’s profiles, too. VS Code itself deletes only
 * what is in the default profile. Secrets and small values are in VS Code’s own database, and stay.
 *
 * @param extension its folder, in the editor’s folder of extensions
 * @param id publisher and name, joined by a dot
 */
export async function deleteStoredData(
  extension: string,
  id: string,
  machine: Machine,
): Promise<void> {
  const name = id.toLowerCase();
  if (!ID.test(name)) {
    return;
  }
  for (const user of userFolders(extension, machine)) {
    const profiles = await readdir(path.join(user, 'profiles')).catch(() => []);
    for (const profile of ['.', ...profiles.map((one) => path.join('profiles', one))]) {
      // What another program has open stays, and the rest goes all the same.
      await rm(path.join(user, profile, 'globalStorage', name), {
        recursive: true,
        force: true,
      }).catch(() => undefined);
    }
  }
}

/**
 * The folders that an editor’s settings and profiles may be in. Nothing says which editor it is, so
 * it is told from where it has its extensions.
 */
function userFolders(extension: string, { platform, home, env }: Machine): string[] {
  const editor = path.dirname(path.dirname(extension));
  const settings =
    platform === 'win32'
      ? (setIn(env.APPDATA) ?? path.join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? path.join(home, 'Library/Application Support')
        : (setIn(env.XDG_CONFIG_HOME) ?? path.join(home, '.config'));
  // Only an editor with its extensions in the home folder has its settings in the usual place.
  const products = path.dirname(editor) === home ? (EDITORS[path.basename(editor)] ?? []) : [];
  return [
    path.join(editor, 'User'), // code-server
    path.join(editor, 'data', 'User'), // VS Code on a remote machine
    path.join(editor, 'user-data', 'User'), // portable
    ...products.map((product) => path.join(settings, product, 'User')),
  ];
}

/** For VS Code, an empty variable isn’t set. */
function setIn(variable: string | undefined): string | undefined {
  return variable === '' ? undefined : variable;
}
