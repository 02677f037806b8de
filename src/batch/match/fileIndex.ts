import { hasPictureEnding, withUsualEnding } from '../../image/ending.ts';
import type { CellFile } from './fileCell.ts';
import { cellFile, filesInCell, placeOf } from './fileCell.ts';
import type { Candidate } from './match.ts';
import { stemOf } from './match.ts';

/** A file that a cell names, and the pictures that it may stand for. */
export interface NamedFile extends Pick<CellFile, 'text' | 'address'> {
  /** Several if folders have pictures of the same name, or if the cell names a folder. */
  readonly found: readonly Candidate[];
  /**
   * What the cell tells about the file's location: extension, query, folders from the innermost on,
   * and a URL's host. Empty parts are unknown.
   */
  readonly location: readonly string[];
}

/** Folders of a path that count, from the innermost on. */
const MAX_FOLDERS = 32;

/** A cell with more folders names nothing that is on any disk. */
const MAX_CELL_FOLDERS = 255;

/**
 * Finds pictures by how a table names them: by name, path, or URL, with `/` or `\`, in any case and
 * Unicode form, with or without the extension, with `.jpeg` for `.jpg`. The end of a path counts,
 * since it may come from another machine. A name may also be a folder's, for all pictures in it, as
 * in exports with a folder for each product code.
 */
export class FileIndex {
  static readonly #known = new WeakMap<readonly Candidate[], FileIndex>();

  readonly #withEnding: Paths;
  readonly #usualEnding: Paths;
  readonly #withoutEnding: Paths;
  readonly #folders: ReadonlyMap<string, readonly Candidate[]>;
  /** Downloaded pictures, by URL. */
  readonly #fetched: ReadonlyMap<string, Candidate>;

  readonly #together = new Map<unknown, Map<unknown, readonly Candidate[]>>();

  readonly #waysOfPath: readonly ((path: string) => readonly Candidate[])[] = [
    (path) => this.#withEnding.find(path),
    (path) => this.#usually(path, (paths, usual) => paths.find(usual)),
    (path) => this.#withoutEnding.find(path),
  ];
  /** A server's folders and formats don't tell how a file was saved on this machine. */
  readonly #waysOfAddress: readonly ((path: string) => readonly Candidate[])[] = [
    (path) => this.#withEnding.findEnd(path),
    (path) => this.#usually(path, (paths, usual) => paths.findEnd(usual)),
    (path) => onlyOne(this.#withoutEnding.findEnd(path)),
    (path) => (hasPictureEnding(path) ? onlyOne(this.#withoutEnding.findEnd(stemOf(path))) : []),
  ];

  constructor(candidates: readonly Candidate[]) {
    this.#withEnding = new Paths(candidates, (path) => path);
    this.#usualEnding = new Paths(
      candidates.filter(({ path }) => withUsualEnding(path) !== path),
      withUsualEnding,
    );
    this.#withoutEnding = new Paths(candidates, stemOf);
    this.#folders = byFolder(candidates);
    this.#fetched = new Map(
      candidates.flatMap((one) => (one.address === undefined ? [] : [[one.address, one]])),
    );
  }

  /** The index of these pictures, built once for all steps that read a table. */
  static of(candidates: readonly Candidate[]): FileIndex {
    const known = FileIndex.#known.get(candidates) ?? new FileIndex(candidates);
    FileIndex.#known.set(candidates, known);
    return known;
  }

  /** The files that a cell names, in order. */
  filesIn(cell: string): readonly NamedFile[] {
    const named = new Map<string, NamedFile>();
    const once = (text: string): NamedFile => {
      const known = named.get(text) ?? this.#named(text);
      named.set(text, known);
      return known;
    };
    return filesInCell(cell, (text) => once(text).found.length > 0).map(once);
  }

  /** The pictures that a cell names. */
  find(cell: string): readonly Candidate[] {
    return this.filesIn(cell).flatMap(({ found }) => found);
  }

  #named(text: string): NamedFile {
    const file = cellFile(text);
    const { address } = file;
    const { found, path = '' } = this.#found(file);
    const folders = path.split('/').slice(0, -1).reverse();
    const place = address === undefined ? undefined : placeOf(address);
    return {
      text: file.text,
      ...(address === undefined ? {} : { address }),
      found,
      location: [
        usualEndingOf(path),
        place?.asked ?? '',
        ...folders,
        ...(place ? [place.host] : []),
      ],
    };
  }

  #found({ paths, address }: CellFile): { found: readonly Candidate[]; path?: string } {
    const fetched = address === undefined ? undefined : this.#fetched.get(address);
    if (fetched !== undefined) {
      return { found: [fetched], path: plainPath(paths[0] ?? '') };
    }
    const ways = address === undefined ? this.#waysOfPath : this.#waysOfAddress;
    const plain = paths.map(plainPath).filter((path) => !isTooDeep(path));
    for (const way of ways) {
      for (const path of plain) {
        const found = way(path);
        if (found.length > 0) {
          return { found, path };
        }
      }
    }
    const folder = address === undefined ? (plain[0] ?? '') : '';
    const inFolder = this.#folders.get(folder);
    return inFolder === undefined ? { found: [] } : { found: inFolder, path: `${folder}/` };
  }

  /** With the format's usual extension on either side. */
  #usually(
    path: string,
    find: (paths: Paths, usual: string) => readonly Candidate[],
  ): readonly Candidate[] {
    const usual = withUsualEnding(path);
    const found = find(this.#usualEnding, usual);
    return usual === path ? found : this.#joined(found, find(this.#withEnding, usual));
  }

  /** Joins two lists, once for each pair: many rows may name the same thousand pictures. */
  #joined(one: readonly Candidate[], other: readonly Candidate[]): readonly Candidate[] {
    if (one.length === 0 || other.length === 0) {
      return one.length === 0 ? other : one;
    }
    const known = this.#together.get(one) ?? new Map<unknown, readonly Candidate[]>();
    const joined = known.get(other) ?? [...one, ...other];
    this.#together.set(one, known.set(other, joined));
    return joined;
  }
}

class Paths {
  readonly #whole = new Map<string, Candidate[]>();
  /** By every end of every path. */
  readonly #ends = new Map<string, Candidate[]>();

  constructor(candidates: readonly Candidate[], named: (path: string) => string) {
    for (const candidate of candidates) {
      const path = plainPath(named(candidate.path));
      add(this.#whole, path, candidate);
      for (const end of endsOf(path).slice(-MAX_FOLDERS)) {
        add(this.#ends, end, candidate);
      }
    }
  }

  find(path: string): readonly Candidate[] {
    // A quick exit for large tables, where most rows name no picture.
    if (path === '' || !this.#ends.has(path.slice(path.lastIndexOf('/') + 1))) {
      return [];
    }
    const found = this.#whole.get(path) ?? this.#ends.get(path);
    if (found !== undefined) {
      return found;
    }
    for (const end of endsOf(path)) {
      const known = this.#whole.get(end);
      if (known !== undefined) {
        return known;
      }
    }
    return [];
  }

  /** The pictures whose paths share the longest end, at least the file name. */
  findEnd(path: string): readonly Candidate[] {
    let longest: readonly Candidate[] = [];
    // From the file name on: if no path has an end, none has a longer one.
    for (let at = path.lastIndexOf('/'); path !== ''; at = path.lastIndexOf('/', at - 1)) {
      const end = path.slice(at + 1);
      const known = this.#ends.get(end);
      if (known === undefined) {
        break;
      }
      longest = this.#whole.get(end) ?? known;
      if (at <= 0) {
        break;
      }
    }
    return longest;
  }
}

/** By every end of every folder's path. */
function byFolder(candidates: readonly Candidate[]): Map<string, Candidate[]> {
  const folders = new Map<string, Candidate[]>();
  const byPath = Map.groupBy(candidates, ({ path }) => {
    const plain = plainPath(path);
    return plain.slice(0, Math.max(0, plain.lastIndexOf('/')));
  });
  for (const [path, inside] of byPath) {
    const parts = path === '' ? [] : path.split('/').slice(-MAX_FOLDERS);
    const ends = parts.flatMap((_, at) => endsOf(parts.slice(0, at + 1).join('/')));
    for (const end of new Set(ends)) {
      inside.forEach((candidate) => {
        add(folders, end, candidate);
      });
    }
  }
  return folders;
}

/** `.jpg` also for `.jpeg`; empty if it isn't a picture's extension. */
function usualEndingOf(path: string): string {
  return hasPictureEnding(path) ? (/\.[^.]*$/.exec(withUsualEnding(path))?.[0] ?? '') : '';
}

function onlyOne(found: readonly Candidate[]): readonly Candidate[] {
  return found.length === 1 ? found : [];
}

/** `a/b/c`, `b/c`, `c` */
function endsOf(path: string): string[] {
  const ends = [path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    ends.push(path.slice(at + 1));
  }
  return ends;
}

function isTooDeep(path: string): boolean {
  let folders = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    folders += 1;
    if (folders > MAX_CELL_FOLDERS) {
      return true;
    }
  }
  return false;
}

function plainPath(path: string): string {
  const parts = path.normalize('NFC').toLowerCase().split(/[/\\]/);
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

function add(map: Map<string, Candidate[]>, path: string, candidate: Candidate): void {
  const known = map.get(path);
  if (known === undefined) {
    map.set(path, [candidate]);
  } else {
    known.push(candidate);
  }
}
