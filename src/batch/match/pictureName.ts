import type { Candidate } from './match.ts';
import { stemOf } from './match.ts';
import type { NamePattern } from './namePattern.ts';
import { NameText } from './nameText.ts';

interface ReadableName {
  readonly whole: NameText;
  /** With `zcrm` next to its digits; undefined where there is none. */
  readonly joined: NameText | undefined;
}

/** What a picture is called, with the folders that it lies in. */
export class PictureName {
  readonly path: string;
  /** The folder that the path begins in; empty where that is not known. */
  readonly chosen: string;
  /** The path with that folder before it. */
  readonly whole: string;
  readonly #bare: Partial<Record<'file' | 'path' | 'whole', ReadableName>> = {};

  constructor({ path, folder }: Pick<Candidate, 'path' | 'folder'>) {
    this.path = path;
    this.chosen = folder ?? '';
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
  texts({ isOfPath, mayHaveEnding }: NamePattern, withChosen: boolean): readonly ReadableName[] {
    const kind = isOfPath ? (withChosen ? 'whole' : 'path') : 'file';
    // Made once, since each letter that is typed asks for all of them.
    const bare = (this.#bare[kind] ??= textOf(withoutEnding(this[kind])));
    return mayHaveEnding ? [bare, textOf(this[kind])] : [bare];
  }
}

function textOf(name: string): ReadableName {
  const joined = name.replace(/zcrm[_\s-]*(?=\d)/gi, 'zcrm');
  return {
    whole: new NameText(name),
    joined: joined === name ? undefined : new NameText(joined),
  };
}

function withoutEnding(path: string): string {
  const file = lastOf(path);
  return path.slice(0, path.length - file.length) + stemOf(file);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
