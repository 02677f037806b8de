import path from 'node:path';
import * as v from 'valibot';
import { codeOf, readText } from '../storage/busyFile.ts';
import { sha256Of } from '../storage/sha256.ts';
import { folderName } from './backup.ts';
import type { After } from './change.ts';
import { ChangeSchema } from './change.ts';
import type { RecentRecord } from './recent.ts';

/** The record that a file was uploaded to last. */
export interface FileRecord extends RecentRecord {
  /** How to recognize the photo that it became. */
  readonly photo: After;
}

/** The latest time that JavaScript can name. */
const LATEST = 8.64e15;

const Count = v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST));

const Row = v.object({
  /** Of the file's URI: no name or folder of a person's files is stored. */
  file: v.string(),
  ...ChangeSchema.entries.key.entries,
  name: v.exactOptional(v.string()),
  photo: ChangeSchema.entries.after,
  /** The file as it was uploaded, unless the record's photo was changed from here since then. */
  upload: v.exactOptional(
    v.object({
      size: Count,
      modified: Count,
      /** When it was uploaded, or found to be the photo from before. */
      at: Count,
      isFound: v.exactOptional(v.boolean()),
    }),
  ),
  /** When the record's photo was last changed from here without this file. */
  changedAt: v.exactOptional(Count),
});

export type FileRow = v.InferOutput<typeof Row>;

/** A row as stored. Most of it is checked when it is needed, because there may be thousands. */
export interface StoredRow {
  readonly file: string;
  readonly module?: unknown;
  readonly id?: unknown;
}

const File = v.object({
  format: v.literal(1),
  /** Name and environment, for whoever reads it. */
  organization: v.string(),
  /** Latest first. */
  files: v.array(v.unknown()),
});

/** What is stored of an account's uploaded files. */
export interface StoredFiles {
  readonly organization: string;
  readonly rows: readonly StoredRow[];
}

export function uploadedFilesPath(storageFolder: string, account: string): string {
  return path.join(storageFolder, 'uploaded-files', `${folderName(account)}.json`);
}

/** Undefined if it couldn't be read, because another program has it open: its content is unknown. */
export async function readUploadedFiles(file: string): Promise<StoredFiles | undefined> {
  try {
    const parsed = v.safeParse(File, JSON.parse(await readText(file)));
    return parsed.success
      ? { organization: parsed.output.organization, rows: parsed.output.files.filter(isStoredRow) }
      : NONE;
  } catch (error) {
    return [undefined, 'ENOENT'].includes(codeOf(error)) ? NONE : undefined;
  }
}

const NONE: StoredFiles = { organization: '', rows: [] };

export function isStoredRow(row: unknown): row is StoredRow {
  return typeof row === 'object' && row !== null && 'file' in row && typeof row.file === 'string';
}

/** @returns undefined if it isn't a row */
export function fileRow(stored: unknown): FileRow | undefined {
  const parsed = v.safeParse(Row, stored);
  return parsed.success ? parsed.output : undefined;
}

/** Long enough for thousands of files. */
export function hashOf(place: string): string {
  return sha256Of(place).slice(0, 24);
}
