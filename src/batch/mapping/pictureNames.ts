import type { NameRule } from '../match/fileKey.ts';
import { NameReader } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import type { Candidate } from '../match/match.ts';
import { PictureName } from '../match/pictureName.ts';
import { readRecordId } from '../../zoho/recordId.ts';

/** What a pattern extracts from one name. */
export interface ReadName {
  readonly name: PictureName;
  /** Each way to read it; empty if it doesn't match. */
  readonly ways: readonly (readonly string[])[];
}

/** What a pattern extracts from all names. */
export interface ReadNames {
  readonly names: readonly ReadName[];
  readonly isOfPath: boolean;
  readonly matching: number;
}

/** The names of the selected pictures, read again with each change of the pattern. */
export class PictureNames {
  readonly pictures: readonly PictureName[];
  /** Distinct file names: a thousand products may each have a `front.jpg`. */
  readonly files: readonly PictureName[];

  constructor(candidates: readonly Candidate[]) {
    this.pictures = candidates.map((candidate) => new PictureName(candidate));
    this.files = [...new Map(this.pictures.map((name) => [name.file, name])).values()];
  }

  /** Number of pictures in folders: all of them if files from several folders were selected. */
  get inFolders(): number {
    return new Set(this.pictures.map(({ chosen }) => chosen)).size > 1
      ? this.pictures.length
      : this.pictures.filter(({ folders }) => folders.length > 0).length;
  }

  read(rule: NameRule, by: By | ByFields): ReadNames {
    const reader = new NameReader(rule, placeholdersOf(by), by.kind === 'id');
    const all = reader.isOfPath ? this.pictures : this.files;
    const readings = reader.read(all);
    const names = all.map((name, index): ReadName => {
      const ways = (readings[index] ?? []).map(({ parts }) => parts);
      return { name, ways: by.kind === 'id' && !isId(ways[0]?.[0]) ? [] : ways };
    });
    const matching = names.filter(({ ways }) => ways.length > 0).length;
    return { names, isOfPath: reader.isOfPath, matching };
  }
}

/** Includes rounded IDs, which get a message of their own later. */
function isId(key: string | undefined): boolean {
  const read = key === undefined ? undefined : readRecordId(key);
  return read?.kind === 'id' || read?.problem === 'rounded';
}
