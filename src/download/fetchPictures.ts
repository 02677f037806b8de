import type { Fetchable, FetchOptions, FetchProblem } from './fetchPicture.ts';
import { fetchPicture } from './fetchPicture.ts';
import { pictureAddressOf } from './pictureAddress.ts';
import { safeName } from './pictureName.ts';

/** How many are fetched at the same time. Each is in memory until it is written. */
const AT_ONCE = 4;
/** How often something is tried that may work the next time. */
const TRIES = 2;

/** The folder that pictures are saved in. Joined by the command. */
export interface PictureFolder {
  /** @param path `/`-separated, in the folder */
  readonly has: (path: string) => Promise<boolean>;
  /** Makes the folders that it needs. Throws what the file system throws. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
}

/** Why a picture isn’t in the folder. */
export type SaveProblem =
  | FetchProblem
  /** The folder couldn’t be written to. `code` is the file system's own. */
  | { readonly kind: 'not-saved'; readonly code: string };

/** What happened to an address. */
export type Saved =
  | { readonly ok: true; /** In the folder. */ readonly path: string }
  | { readonly ok: false; readonly problem: SaveProblem };

export interface FetchManyOptions extends FetchOptions {
  readonly folder: PictureFolder;
  /** Gets the number of finished ones. */
  readonly onProgress: (over: number) => void;
}

/**
 * Fetches pictures from the web into a folder, a few at a time, named by their addresses. No
 * existing file is overwritten. If the folder can’t be written to, nothing more is fetched.
 *
 * @param addresses each once
 * @returns by address, without those that a cancel left out
 */
export async function fetchPictures(
  addresses: readonly string[],
  options: FetchManyOptions,
): Promise<ReadonlyMap<string, Saved>> {
  const saved = new Map<string, Saved>();
  const names = new FreeNames(options.folder);
  let notSaved: SaveProblem | undefined;
  const one = async (address: string): Promise<Saved> => {
    const result = notSaved ?? (await fetchAndSave(address, names, options));
    if ('kind' in result) {
      return { ok: false, problem: result };
    }
    if (!result.ok && result.problem.kind === 'not-saved') {
      notSaved = result.problem;
    }
    return result;
  };
  const waiting = addresses.values();
  const work = async (): Promise<void> => {
    for (const address of waiting) {
      if (options.signal.aborted) {
        return;
      }
      const result = await one(address).catch((error: unknown) => {
        if (options.signal.aborted) {
          return undefined;
        }
        throw error;
      });
      if (result !== undefined) {
        saved.set(address, result);
        options.onProgress(saved.size);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return saved;
}

async function fetchAndSave(
  address: string,
  names: FreeNames,
  options: FetchManyOptions,
): Promise<Saved> {
  const url = pictureAddressOf(address, options);
  if (!(url instanceof URL)) {
    return { ok: false, problem: { kind: 'address', problem: url } };
  }
  const fetched = await fetchInTries(url, options);
  if (!fetched.ok) {
    return fetched;
  }
  const bytes = await pictureOf(fetched.inspected).read();
  try {
    const path = await names.free(url, fetched.name);
    await options.folder.write(path, bytes);
    return { ok: true, path };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { ok: false, problem: { kind: 'not-saved', code } };
  }
}

async function fetchInTries(url: URL, options: FetchManyOptions): ReturnType<typeof fetchPicture> {
  for (let tries = 1; ; tries += 1) {
    const fetched = await fetchPicture(url, options);
    if (fetched.ok || tries === TRIES || !mayPass(fetched.problem)) {
      return fetched;
    }
  }
}

function mayPass(problem: FetchProblem): boolean {
  return (
    problem.kind === 'network' ||
    (problem.kind === 'status' && (problem.status >= 500 || problem.status === 429))
  );
}

function pictureOf(inspected: Fetchable): { read: () => Promise<Uint8Array> } {
  return 'refusal' in inspected ? inspected.fittable.picture : inspected.picture;
}

/** Names that nothing in the folder has, ignoring case. */
class FreeNames {
  readonly #folder: PictureFolder;
  readonly #given = new Set<string>();

  constructor(folder: PictureFolder) {
    this.#folder = folder;
  }

  /**
   * Its own name, else in folders of its address, by which a table finds it again, else numbered.
   */
  async free(url: URL, name: string): Promise<string> {
    const folders = url.pathname
      .split('/')
      .slice(0, -1)
      .map(safeName)
      .filter((one) => one !== '');
    for (let at = folders.length; at >= 0; at -= 1) {
      const path = [...folders.slice(at), name].join('/');
      if (await this.#isFree(path)) {
        return path;
      }
    }
    for (let number = 2; ; number += 1) {
      const path = name.replace(/(\.[^.]*)?$/, (ending) => ` (${number})${ending}`);
      if (await this.#isFree(path)) {
        return path;
      }
    }
  }

  async #isFree(path: string): Promise<boolean> {
    const key = path.normalize('NFC').toLowerCase();
    const isNew = !this.#given.has(key);
    this.#given.add(key);
    return isNew && !(await this.#folder.has(path));
  }
}
