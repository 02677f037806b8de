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
