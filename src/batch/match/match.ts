import type { Failure } from '../../zoho/failure.ts';
import type { Hidden } from '../../zoho/hiddenRecords.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';

/** A picture to match to a record. */
export interface Candidate {
  /** Number of the picture in the selection. */
  readonly n: number;
  /** Relative to the selected folder, `/`-separated. */
  readonly path: string;
  /** The URL that it was downloaded from, as written in the table. */
  readonly address?: string;
  /** Name of the folder that `path` is relative to. */
  readonly folder?: string;
  /** In bytes. */
  readonly size: number;
  /** Width times height, if known. */
  readonly pixels?: number;
  /** False if it can't be sent. */
  readonly usable?: boolean;
}

/** A record that matched, as it was at that time. */
export interface MatchedRecord extends CrmRecord {
  /** The value of the field that matched. */
  readonly detail?: string;
  /** All records that matched, if this one was chosen from several. */
  readonly among?: readonly MatchedRecord[];
}

/** What looking up a value found. */
export type MatchAnswer =
  | { readonly kind: 'record'; readonly record: MatchedRecord }
  | {
      readonly kind: 'no-record';
      /** Similar records, the most similar first; undefined if there are none. */
      readonly near?: readonly MatchedRecord[];
    }
  | { readonly kind: 'several-records'; readonly records: readonly MatchedRecord[] }
  /** More similar records than Zoho returns, so that one may match exactly or none. */
  | { readonly kind: 'too-many-alike' }
  /** Too long for a request. */
  | { readonly kind: 'too-long' }
  /** The record exists, but can't have a photo now. */
  | { readonly kind: 'hidden'; readonly why: Hidden }
  | { readonly kind: 'not-looked-up'; readonly failure: Failure };

/** The match of a picture. `value` is what identifies the record, as the name or table has it. */
export type Found =
  | { readonly kind: 'record'; readonly record: MatchedRecord; readonly value: string }
  | {
      readonly kind: 'no-record';
      readonly value: string;
      /**
       * How many digits most other cells have, if this one has fewer: it may lack leading zeros.
       */
      readonly usualDigits?: number;
      readonly near?: readonly MatchedRecord[];
    }
  | {
      readonly kind: 'several-records';
      readonly value: string;
      readonly records: readonly MatchedRecord[];
    }
  | { readonly kind: 'too-many-alike'; readonly value: string }
  | { readonly kind: 'too-long'; readonly value: string }
  | { readonly kind: 'hidden'; readonly value: string; readonly why: Hidden }
  | { readonly kind: 'not-looked-up'; readonly value: string; readonly failure: Failure }
  | NotMatched
  | NotSelected
  /** A spreadsheet treated an ID or code as a number and rounded it. */
  | { readonly kind: 'rounded'; readonly value: string }
  | { readonly kind: 'not-an-id'; readonly value: string }
  /** The field contains numbers, and the value isn't one. */
  | { readonly kind: 'not-a-number'; readonly value: string }
  /** The table maps a name that several pictures share to different records. */
  | {
      readonly kind: 'twice-in-table';
      /** The first few of them. */
      readonly values: readonly string[];
      /** How many more there are. */
      readonly others: number;
    };

/**
 * Names no record: the pattern doesn't match its name, no table row has it, or its row has no
 * value.
 */
interface NotMatched {
  readonly kind: 'not-matched';
  readonly why: 'name' | 'not-in-table' | 'empty-in-table';
}

/** Another picture is selected for its record, or none, since several match. */
type NotSelected = { readonly kind: 'not-selected'; readonly record: MatchedRecord } & (
  | {
      readonly why: 'another-picture';
      /** Path of the selected picture. */
      readonly by: string;
    }
  | { readonly why: 'several-pictures' }
);

/** A picture and its record. A picture for several records has several matches. */
export interface Match {
  readonly candidate: Candidate;
  readonly found: Found;
  /** Position in the table, if it is by a table. */
  readonly at?: number;
}

/** A record's module and ID in one text. */
export function identityOf({ module, id }: RecordKey): string {
  return `${module} ${id}`;
}

/** The records to choose from, if several matched: also after one was chosen. */
export function amongIn(found: Found): readonly MatchedRecord[] {
  return found.kind === 'several-records'
    ? found.records
    : 'record' in found
      ? (found.record.among ?? [])
      : [];
}

/** The last part of a candidate's path. */
export function fileName({ path }: Candidate): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file name without its extension. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}
