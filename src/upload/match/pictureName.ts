import type { Candidate } from './match.ts';
import { stemOf } from './match.ts';
import type { NamePattern } from './namePattern.ts';
import { NameText } from './nameText.ts';

interface Text {
  readonly whole: NameText;
  /** With `zcrm` next to its digits; undefined where there is none. */
  readonly joined: NameText | undefined;
}

/** What a picture is called, with the folders that it lies in. */
export class PictureName {
  readonly path: string;
  /** The path with the folder that was chosen, where it does not begin with it. */
  readonly whole: string;
  readonly #texts = new Map<string, Text>();

  constructor({ path, folder }: Pick<Candidate, 'path' | 'folder'>) {
    this.path = path;
    this.whole = folder === undefined ? path : `${folder}/${path}`;
  }

  get file(): string {
    return lastOf(this.path);
  }

  /** The folders that it lies in, from the chosen one on, the outermost first. */
  get folders(): string[] {
    return this.path.split('/').slice(0, -1);
  }

  /**
   * What a pattern is held against: the name of the file, or its path; without the ending first.
   *
   * @param withChosen whether the path begins with the chosen folder
   */
  *texts(pattern: NamePattern, withChosen: boolean): Iterable<Text> {
    const name = pattern.isOfPath ? (withChosen ? this.whole : this.path) : this.file;
    yield this.#text(withoutEnding(name));
    if (pattern.mayHaveEnding) {
      yield this.#text(name);
    }
  }

  /** Made once, since each letter that is typed asks for all of them. */
  #text(name: string): Text {
    const known = this.#texts.get(name);
    if (known !== undefined) {
      return known;
    }
    const joined = name.replace(/zcrm[_\s-]*(?=\d)/gi, 'zcrm');
    const text = {
      whole: new NameText(name),
      joined: joined === name ? undefined : new NameText(joined),
    };
    this.#texts.set(name, text);
    return text;
  }
}

function withoutEnding(path: string): string {
  const file = lastOf(path);
  return path.slice(0, path.length - file.length) + stemOf(file);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
