import type { Candidate } from './match.ts';
import { stemOf } from './fileKey.ts';

/**
 * Finds pictures by how a table names them: by name or by path, with `/` or `\`, in upper or lower
 * case, in any Unicode form, with or without the ending. Of a long path the end counts, since it may
 * come from another machine.
 */
export class FileIndex {
  readonly #withEnding: Paths;
  readonly #withoutEnding: Paths;

  constructor(candidates: readonly Candidate[]) {
    this.#withEnding = new Paths(candidates, (path) => path);
    this.#withoutEnding = new Paths(candidates, stemOf);
  }

  /** Several where they are of the same name in different folders. */
  find(cell: string): readonly Candidate[] {
    const path = plainPath(cell);
    const found = this.#withEnding.find(path);
    return found.length > 0 ? found : this.#withoutEnding.find(path);
  }
}

class Paths {
  readonly #whole = new Map<string, Candidate[]>();
  /** By each end of each path. */
  readonly #ends = new Map<string, Candidate[]>();

  constructor(candidates: readonly Candidate[], named: (path: string) => string) {
    for (const candidate of candidates) {
      const path = plainPath(named(candidate.path));
      add(this.#whole, path, candidate);
      for (const end of endsOf(path)) {
        add(this.#ends, end, candidate);
      }
    }
  }

  find(path: string): readonly Candidate[] {
    if (path === '') {
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
}

/** `c`, `b/c` and so on, the longest first. */
function endsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
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
