import type { FileStamp } from '../image/picture.ts';
import { writeAtomically } from '../storage/atomicFile.ts';
import { removeFile } from '../storage/busyFile.ts';
import type { Leases } from '../storage/leases.ts';
import type { Memory } from '../storage/memory.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Owner } from './backup.ts';
import { folderName } from './backup.ts';
import type { FileRecord, FileRow, StoredFiles, StoredRow } from './uploadedFile.ts';
import {
  fileRow,
  hashOf,
  isStoredRow,
  readUploadedFiles,
  uploadedFilesPath,
} from './uploadedFile.ts';

/** A file that became a record's photo. */
export interface FileUpload extends FileRecord {
  /** The file's URI. */
  readonly place: string;
  /** The file as it was uploaded; undefined if that isn't known. */
  readonly stamp: FileStamp | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the record was then found to have this very picture from before. */
  readonly isFound?: boolean;
}

interface UploadedFilesOptions {
  /** The extension's folder for what all windows share. */
  readonly storageFolder: string;
  readonly leases: Pick<Leases, 'hold'>;
  /** Where the first version kept the last 500. */
  readonly memory: Memory;
  /** Called after each change. */
  readonly onChange: () => void;
}

/** The latest are kept, in each account. */
const MOST = 20_000;

/**
 * Where files went and as what, in each account: for suggestions and badges. A file is known by where
 * it is, so that it's still known after its picture was edited. Kept in a file that is read when it's
 * needed, because VS Code loads its own state at the start of each window.
 */
export class UploadedFiles {
  readonly #options: UploadedFilesOptions;
  readonly #most: number;

  constructor(options: UploadedFilesOptions, most = MOST) {
    this.#options = options;
    this.#most = most;
  }

  /** Where a file went last, even if that was undone. @param place the file's URI */
  async of(account: string, place: string): Promise<FileRecord | undefined> {
    const file = hashOf(place);
    const row = fileRow((await this.#rows(account))?.find((one) => one.file === file));
    return row && { module: row.module, id: row.id, name: row.name, photo: row.photo };
  }

  /** Whether anything is stored of an account, as far as it can be read. */
  async has(account: string): Promise<boolean> {
    return (await this.#rows(account))?.length !== 0;
  }

  /** Adds files that became photos. Others that were the photos of these records are so no longer. */
  async add({ account, organization }: Owner, uploads: readonly FileUpload[]): Promise<void> {
    const added = new Map(uploads.map((upload) => [hashOf(upload.place), upload]));
    if (added.size > 0) {
      await this.#change(account, organization, (rows) => withUploads(rows, added));
    }
  }

  /** The photos of these records were removed, or changed to what no file here became. */
  async changed(account: string, keys: readonly RecordKey[]): Promise<void> {
    const names = new Set(keys.map(nameOf));
    const now = Date.now();
    await this.#change(account, undefined, (rows) =>
      rows.map((row) => (names.has(nameOf(row)) ? withoutUpload(row, now) : row)),
    );
  }

  /** Deletes a record, which isn't there anymore, for all files that went there. */
  async delete(account: string, key: RecordKey): Promise<void> {
    const name = nameOf(key);
    await this.#change(account, undefined, (rows) => rows.filter((row) => nameOf(row) !== name));
  }

  /** @throws what the file system says */
  async deleteOf(account: string): Promise<void> {
    const { leases, memory, onChange } = this.#options;
    await memory.update(formerKey(account), undefined);
    await leases.hold(leaseOf(account), () => removeFile(this.#pathOf(account)));
    onChange();
  }

  /**
   * Changes the rows, and keeps what other windows have changed meanwhile. A full disk, or a file that
   * another program has open, is ignored: it only costs a suggestion or a badge.
   *
   * @param organization undefined: as it is
   */
  async #change(
    account: string,
    organization: string | undefined,
    change: (rows: readonly StoredRow[]) => readonly StoredRow[],
  ): Promise<void> {
    const { leases, memory, onChange } = this.#options;
    const isChanged = await leases.hold(leaseOf(account), async () => {
      const stored = await readUploadedFiles(this.#pathOf(account));
      if (stored === undefined) {
        return false;
      }
      const before = this.#withFormer(account, stored);
      const after = change(before);
      if (after.length === before.length && after.every((row, n) => row === before[n])) {
        return false;
      }
      const content = {
        format: 1,
        organization: organization ?? stored.organization,
        files: after.slice(0, this.#most),
      };
      try {
        await (after.length === 0
          ? removeFile(this.#pathOf(account))
          : writeAtomically(this.#pathOf(account), Buffer.from(JSON.stringify(content))));
      } catch {
        return false;
      }
      if (memory.get(formerKey(account)) !== undefined) {
        await memory.update(formerKey(account), undefined);
      }
      return true;
    });
    if (isChanged) {
      onChange();
    }
  }

  async #rows(account: string): Promise<readonly StoredRow[] | undefined> {
    const stored = await readUploadedFiles(this.#pathOf(account));
    return stored && this.#withFormer(account, stored);
  }

  /** With what the first version stored elsewhere, which is older. */
  #withFormer(account: string, { rows }: StoredFiles): readonly StoredRow[] {
    const former = this.#options.memory.get(formerKey(account));
    if (!Array.isArray(former)) {
      return rows;
    }
    const known = new Set(rows.map(({ file }) => file));
    return [...rows, ...former.filter(isStoredRow).filter(({ file }) => !known.has(file))];
  }

  #pathOf(account: string): string {
    return uploadedFilesPath(this.#options.storageFolder, account);
  }
}

/** @param uploads by the hashes of their places */
function withUploads(
  rows: readonly StoredRow[],
  uploads: ReadonlyMap<string, FileUpload>,
): readonly StoredRow[] {
  const earlier = new Map(
    rows.flatMap((row) => (uploads.has(row.file) ? [[row.file, fileRow(row)] as const] : [])),
  );
  const added = new Map(
    [...uploads].filter(([file, upload]) => !isKnown(upload, earlier.get(file))),
  );
  if (added.size === 0) {
    return rows;
  }
  const changes = lastChanges(rows, new Set([...added.values()].map(nameOf)));
  const latest = [...added].map(([file, upload]) =>
    rowOf(file, upload, earlier.get(file), changes.get(nameOf(upload)) ?? 0),
  );
  const times = new Map(
    latest
      .filter(({ changedAt }) => changedAt === undefined)
      .map((row) => [nameOf(row), row.upload?.at ?? Date.now()]),
  );
  const others = rows.flatMap((row) => {
    const at = times.get(nameOf(row));
    return added.has(row.file) ? [] : [at === undefined ? row : withoutUpload(row, at)];
  });
  return [...latest, ...others];
}

/** Whether a comparison found what was known: nothing is written after each. */
function isKnown({ isFound, stamp, ...key }: FileUpload, row: FileRow | undefined): boolean {
  return (
    isFound === true &&
    row?.upload !== undefined &&
    nameOf(row) === nameOf(key) &&
    row.upload.size === stamp?.size &&
    row.upload.modified === stamp.modified
  );
}

/** When the photos of records were last changed from here, in milliseconds since 1970. */
function lastChanges(
  rows: readonly StoredRow[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const row of rows) {
    const name = nameOf(row);
    const { upload, changedAt } = (names.has(name) ? fileRow(row) : undefined) ?? {};
    times.set(name, Math.max(times.get(name) ?? 0, upload?.at ?? 0, changedAt ?? 0));
  }
  return times;
}

/**
 * A resumed upload adds again what it had uploaded before it was interrupted: what was done later
 * counts.
 *
 * @param changedAt when the record's photo was last changed
 */
function rowOf(
  file: string,
  { module, id, name, photo, stamp, at, isFound = false }: FileUpload,
  earlier: FileRow | undefined,
  changedAt: number,
): FileRow {
  if (earlier?.upload !== undefined && earlier.upload.at > at) {
    return earlier;
  }
  const row = { file, module, id, photo, ...(name !== undefined && { name }) };
  if (at < changedAt) {
    return { ...row, changedAt };
  }
  if (isFound && earlier?.upload !== undefined && nameOf(earlier) === nameOf(row)) {
    return { ...row, photo: earlier.photo, upload: { ...earlier.upload, ...stamp } };
  }
  return { ...row, ...(stamp && { upload: { ...stamp, at, ...(isFound && { isFound }) } }) };
}

function withoutUpload(row: StoredRow, changedAt: number): StoredRow & Pick<FileRow, 'changedAt'> {
  const { upload, ...rest }: StoredRow & Partial<Pick<FileRow, 'changedAt' | 'upload'>> = row;
  return { ...rest, changedAt };
}

function nameOf({ module, id }: Partial<Record<keyof RecordKey, unknown>>): string {
  return `${String(module)} ${String(id)}`;
}

function leaseOf(account: string): string {
  return `uploaded-files-${folderName(account)}`;
}

function formerKey(account: string): string {
  return `fileRecords:${account}`;
}
