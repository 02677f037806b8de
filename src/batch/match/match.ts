import type { Failure } from '../../zoho/failure.ts';
import type { Hidden } from '../../zoho/hiddenRecords.ts';
import type { CrmRecord } from '../../zoho/record.ts';

/** A picture that is to find its record. */
export interface Candidate {
  /** Counted by whoever chose the pictures. */
  readonly n: number;
  /** In the chosen folder, with `/` between the parts. */
  readonly path: string;
  /** Where it was fetched from, as the table has it. */
  readonly address?: string;
  /** Name of the folder that `path` begins in: the chosen one, or the one it lies in. */
  readonly folder?: string;
  /** Bytes. */
  readonly size: number;
  /** Width times height, where it is known. */
  readonly pixels?: number;
  /** False: it cannot be sent. */
  readonly usable?: boolean;
}

/** A record that a picture has found, as it was then. */
export interface MatchedRecord extends CrmRecord {
  /** The value of the field that it was found by. */
  readonly detail?: string;
}

/** What was found for a value that is to name a record. */
export type MatchAnswer =
  | { readonly kind: 'record'; readonly record: MatchedRecord }
  | {
      readonly kind: 'no-record';
      /** Records that may be meant, the nearest first; undefined where there is none. */
      readonly near?: readonly MatchedRecord[];
    }
  | { readonly kind: 'several-records'; readonly records: readonly MatchedRecord[] }
  /** More records than Zoho tells have a value like this one: whether one has just this is open. */
  | { readonly kind: 'too-many-alike' }
  /** Zoho takes no question as long as this. */
  | { readonly kind: 'too-long' }
  /** There is such a record, but none that takes a photo now. */
  | { readonly kind: 'hidden'; readonly why: Hidden }
  | { readonly kind: 'not-looked-up'; readonly failure: Failure };

/** What became of one picture. A `value` is what should name the record, as the picture has it. */
export type Found =
  | { readonly kind: 'record'; readonly record: MatchedRecord; readonly value: string }
  | {
      readonly kind: 'no-record';
      readonly value: string;
      /** How many digits most others of the column have, where this has less: zeros may be lost. */
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
  /** A spreadsheet has taken an ID or a code for a number and rounded it. */
  | { readonly kind: 'rounded'; readonly value: string }
  | { readonly kind: 'not-an-id'; readonly value: string }
  /** The field has numbers, and this is none. */
  | { readonly kind: 'not-a-number'; readonly value: string }
  /** The table names several pictures by one name, and says different records of it. */
  | {
      readonly kind: 'twice-in-table';
      /** The first of them. */
      readonly values: readonly string[];
      /** How many more there are. */
      readonly others: number;
    };

/** Names no record: the pattern doesn't match its name, no table row has it, or its row has no value. */
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

/** One picture for one record. A picture that is for several records has several matches. */
export interface Match {
  readonly candidate: Candidate;
  readonly found: Found;
  /** Its place in the table, where that says so. */
  readonly at?: number;
}

/** The last part of a candidate's path. */
export function fileName({ path }: Candidate): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}
