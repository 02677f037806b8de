import type { Candidate } from './match.ts';
import { stemOf } from './match.ts';
import type { NamePattern } from './namePattern.ts';
import { NameText } from './nameText.ts';

interface ReadableName {
  readonly whole: NameText;
  /** With `zcrm` joined to its digits; undefined if there is no `zcrm`. */
  readonly joined: NameText | undefined;
}

/** A picture's name, with its folders. */
export class PictureName {
  readonly path: string;
  /** Name of the folder that the path is relative to; empty if unknown. */
  readonly chosen: string;
  /** The path with that folder. */
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

  /** Its folders in the selected one, the outermost first. */
  get folders(): string[] {
    return this.path.split('/').slice(0, -1);
  }

  /**
   * What to match a pattern with: the file name or path, first without the extension.
   *
   * @param withChosen whether to include the selected folder
   */
  texts({ isOfPath, mayHaveEnding }: NamePattern, withChosen: boolean): readonly ReadableName[] {
    const kind = isOfPath ? (withChosen ? 'whole' : 'path') : 'file';
    // Cached, since each keystroke reads all names.
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
