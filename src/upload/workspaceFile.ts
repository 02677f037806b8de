import { realpath as walkedPath } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

type WorkspaceFile =
  | { readonly kind: 'inside'; readonly file: string }
  /** It is somewhere else, or a link to there. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'missing' };

/** What this system says about paths. Tests have another one. */
interface PathSystem {
  readonly path: path.PlatformPath;
  /** In order: the system's own, which some virtual drives refuse, and Node's. */
  readonly realpaths: readonly ((file: string) => Promise<string>)[];
}

const HERE: PathSystem = { path, realpaths: [realpath, promisify(walkedPath)] };

/**
 * Where a path from outside really leads, if that is inside one of the folders.
 *
 * @param folders absolute paths of the workspace's folders
 * @param wanted relative to one of them, or absolute
 * @returns the file with all links resolved. On a mapped drive, with the drive's letter, because VS
 *   Code reads from no server that the person hasn’t allowed by name
 */
export async function workspaceFile(
  folders: readonly string[],
  wanted: string,
  system = HERE,
): Promise<WorkspaceFile> {
  const real = await Promise.all(folders.map((folder) => realOf([folder], system)));
  const known = [...folders, ...real.flatMap((one) => one ?? [])];
  if (leadsToAnotherServer(folders, wanted, system.path, known)) {
    return { kind: 'outside' };
  }
  let outside = false;
  for (const folder of folders) {
    const [root, file] =
      (await realOf([folder, system.path.resolve(folder, wanted)], system)) ?? [];
    if (root !== undefined && file !== undefined) {
      if (isInside(root, file, system.path)) {
        const isMapped = isOnServer(root, system.path) && !isOnServer(folder, system.path);
        const relative = system.path.relative(root, file);
        return { kind: 'inside', file: isMapped ? system.path.join(folder, relative) : file };
      }
      outside = true;
    }
  }
  return { kind: outside || leadsOut(folders, wanted, system.path) ? 'outside' : 'missing' };
}

/**
 * All of them in the same way, so that they can be compared: on a mapped drive, the ways differ.
 */
async function realOf(
  files: readonly string[],
  { realpaths }: PathSystem,
): Promise<string[] | undefined> {
  for (const way of realpaths) {
    const real = await Promise.all(files.map((file) => way(file).catch(() => undefined)));
    if (real.every((file) => file !== undefined)) {
      return real;
    }
  }
  return undefined;
}

/**
 * Whether a path is on a network server that no folder is on. Windows would sign in to that server,
 * with a hash of the person's password, as soon as anything looks at the path.
 *
 * @param system Node's `path` for this kind of path
 * @param known the folders, and their paths on the server if they are on a mapped drive
 */
export function leadsToAnotherServer(
  folders: readonly string[],
  wanted: string,
  system: path.PlatformPath = path,
  known = folders,
): boolean {
  const rootOf = (file: string): string => system.parse(file).root.toLowerCase();
  const roots = known.map((folder) => rootOf(system.resolve(folder)));
  return folders.some((folder) => {
    const root = rootOf(system.resolve(folder, wanted));
    return root.startsWith('\\\\') && !roots.includes(root);
  });
}

function isOnServer(file: string, system: path.PlatformPath): boolean {
  return system.parse(file).root.startsWith('\\\\');
}

/** A path that leads out by itself is refused, whether there is a file or not. */
function leadsOut(folders: readonly string[], wanted: string, system: path.PlatformPath): boolean {
  return folders.every((folder) => !isInside(folder, system.resolve(folder, wanted), system));
}

function isInside(folder: string, file: string, system: path.PlatformPath): boolean {
  const relative = system.relative(folder, file);
  return (
    relative !== '' &&
    relative !== '..' &&
    !relative.startsWith(`..${system.sep}`) &&
    !system.isAbsolute(relative)
  );
}
