import { realpath } from 'node:fs/promises';
import path from 'node:path';

export type WorkspaceFile =
  | { readonly kind: 'inside'; readonly file: string }
  /** It is, or leads by a link, to somewhere else. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'missing' };

/**
 * Where a path that somebody else wrote really leads, if that is inside one of the folders.
 *
 * @param folders absolute paths of the workspace's folders
 * @param wanted relative to one of them, or absolute
 * @returns the file with all links resolved
 */
export async function workspaceFile(
  folders: readonly string[],
  wanted: string,
): Promise<WorkspaceFile> {
  if (leadsToAnotherServer(folders, wanted)) {
    return { kind: 'outside' };
  }
  let outside = false;
  for (const folder of folders) {
    const [root, file] = await Promise.all([
      realpath(folder).catch(() => undefined),
      realpath(path.resolve(folder, wanted)).catch(() => undefined),
    ]);
    if (root !== undefined && file !== undefined) {
      if (isInside(root, file)) {
        return { kind: 'inside', file };
      }
      outside = true;
    }
  }
  return { kind: outside || leadsOut(folders, wanted) ? 'outside' : 'missing' };
}

/**
 * Whether a path is on a server in the network that no folder is on. Windows would sign in to that
 * one, with a hash of the person's password, as soon as the path is so much as looked at.
 *
 * @param system of Node's `path`: what the paths are of
 */
export function leadsToAnotherServer(
  folders: readonly string[],
  wanted: string,
  system: path.PlatformPath = path,
): boolean {
  const rootOf = (file: string): string => system.parse(file).root.toLowerCase();
  const roots = folders.map((folder) => rootOf(system.resolve(folder)));
  return folders.some((folder) => {
    const root = rootOf(system.resolve(folder, wanted));
    return root.startsWith('\\\\') && !roots.includes(root);
  });
}

/** A path that leads out by itself is refused as such, whether there is a file or not. */
function leadsOut(folders: readonly string[], wanted: string): boolean {
  return folders.every((folder) => !isInside(folder, path.resolve(folder, wanted)));
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative !== '' &&
    relative !== '..' &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  );
}
