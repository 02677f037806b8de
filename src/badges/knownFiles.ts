import { stat } from 'node:fs/promises';
import type { RecordKey } from '../zoho/photo.ts';
import type { FileRow, StoredFiles, StoredRow } from '../upload/uploadedFile.ts';
import { fileRow, readUploadedFiles, uploadedFilesPath } from '../upload/uploadedFile.ts';

/** A file that is the photo of a record, as far as this machine knows. */
export interface KnownFile {
  readonly key: RecordKey;
  readonly name: string | undefined;
  readonly organization: string;
  readonly upload: NonNullable<FileRow['upload']>;
}

/** What is stored of one account. */
interface Loaded {
  /** Tells whether its file was written again. */
  readonly version: string;
  readonly organization: string;
  readonly rows: ReadonlyMap<string, StoredRow>;
}

/** The uploaded files of some accounts, as they were when they were last loaded. */
export class KnownFiles {
  readonly #storageFolder: string;
  #loaded: ReadonlyMap<string, Loaded> = new Map();

  constructor(storageFolder: string) {
    this.#storageFolder = storageFolder;
  }

  /**
   * Reads again what was written since, by any window.
   *
   * @returns whether something else is known of a file, by its hash; undefined if nothing is new
   */
  async load(accounts: readonly string[]): Promise<((hash: string) => boolean) | undefined> {
    const before = this.#loaded;
    const now = new Map<string, Loaded>();
    for (const account of accounts) {
      const file = uploadedFilesPath(this.#storageFolder, account);
      const version = await versionOf(file);
      const known = before.get(account);
      const stored = version === known?.version ? undefined : await readUploadedFiles(file);
      // If it can't be read now, what was known still counts, and it's read next time.
      const loaded = stored === undefined ? known : loadedFrom(stored, version);
      if (loaded !== undefined) {
        now.set(account, loaded);
      }
    }
    this.#loaded = now;
    const isSame =
      now.size === before.size && [...now].every(([id, one]) => before.get(id) === one);
    return isSame ? undefined : (hash) => printOf(before, hash) !== printOf(now, hash);
  }

  /** @param hash of the file's URI (upload/uploadedFile.ts) */
  of(hash: string): KnownFile | undefined {
    const [latest] = [...this.#loaded.values()]
      .flatMap(({ organization, rows }) => {
        const { module, id, name, upload } = fileRow(rows.get(hash)) ?? {};
        return module === undefined || id === undefined || upload === undefined
          ? []
          : [{ key: { module, id }, name, organization, upload }];
      })
      .toSorted((one, other) => other.upload.at - one.upload.at);
    return latest;
  }
}

function printOf(loaded: ReadonlyMap<string, Loaded>, hash: string): string {
  return JSON.stringify(
    [...loaded].flatMap(([id, { rows }]) => (rows.has(hash) ? [[id, rows.get(hash)]] : [])),
  );
}

/** An atomic write makes another file. */
async function versionOf(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return [ino, mtimeMs, size].join();
  } catch {
    return '';
  }
}

function loadedFrom({ organization, rows }: StoredFiles, version: string): Loaded {
  return { version, organization, rows: new Map(rows.map((row) => [row.file, row])) };
}
