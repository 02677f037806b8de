import type { NameRule } from '../match/fileKey.ts';
import { NameReader } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import type { Candidate } from '../match/match.ts';
import { PictureName } from '../match/pictureName.ts';
import { readRecordId } from '../../zoho/recordId.ts';

/** What a pattern makes of one name. */
export interface ReadName {
  readonly name: PictureName;
  /** The ways to read it; none where it does not fit. */
  readonly ways: readonly (readonly string[])[];
}

/** What a pattern makes of all names. */
export interface ReadNames {
  readonly names: readonly ReadName[];
  readonly isOfPath: boolean;
  readonly matching: number;
}

/** The names of the chosen pictures, read again and again while a pattern is typed. */
export class PictureNames {
  readonly pictures: readonly PictureName[];
  /** One of each file name: a thousand products may have a `front.jpg` each. */
  readonly files: readonly PictureName[];

  constructor(candidates: readonly Candidate[]) {
    this.pictures = candidates.map((candidate) => new PictureName(candidate));
    this.files = [...new Map(this.pictures.map((name) => [name.file, name])).values()];
  }

  /** How many lie in folders; all do where files were chosen in several of them. */
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

/** A rounded one is an ID too, of which more is said later. */
function isId(key: string | undefined): boolean {
  const read = key === undefined ? undefined : readRecordId(key);
  return read?.kind === 'id' || read?.problem === 'rounded';
}
