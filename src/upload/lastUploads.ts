import path from 'node:path';
import * as v from 'valibot';
import { writeAtomically } from '../storage/atomicFile.ts';
import { codeOf, readText, removeFile } from '../storage/busyFile.ts';
import type { Leases } from '../storage/leases.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { folderName } from './backup.ts';
import type { After } from './change.ts';

const File = v.object({
  format: v.literal(1),
  /**
   * By module and ID: SHA-256 of the bytes that were sent, or of what they were made from and how
   * (image/preparedPicture.ts), and `Record_Image` since then; empty if it doesn’t tell photos apart.
   */
  records: v.record(v.string(), v.object({ sha256: v.string(), mark: v.string() })),
});

type Records = v.InferOutput<typeof File>['records'];

/**
 * Which picture each record of an account was given last, so that it can be skipped next time, and so
 * that a photo that somebody else stored since then is noticed.
 */
export class LastUploads {
  readonly #file: string;
  readonly #lease: string;
  readonly #leases: Pick<Leases, 'hold'>;
  readonly #records: Map<string, Records[string]>;
  /** Changes since the file was written; undefined deletes. */
  readonly #noted = new Map<string, Records[string] | undefined>();

  private constructor(file: string, leases: Pick<Leases, 'hold'>, records: Records) {
    this.#file = file;
    this.#lease = `last-uploads-${path.basename(file, '.json')}`;
    this.#leases = leases;
    this.#records = new Map(Object.entries(records));
  }

  static async of(
    folder: string,
    account: string,
    leases: Pick<Leases, 'hold'>,
  ): Promise<LastUploads> {
    const file = path.join(folder, `${folderName(account)}.json`);
    return new LastUploads(file, leases, (await read(file)) ?? {});
  }

  /** Deletes everything known about an account. */
  static async forgetAll(folder: string, account: string): Promise<void> {
    await removeFile(path.join(folder, `${folderName(account)}.json`));
  }

  /** Whether a record still has the picture that it was last given. */
  knows({ key, photoMark }: Pick<CrmRecord, 'key' | 'photoMark'>): boolean {
    const mark = this.markOf(key);
    return mark !== undefined && mark !== '' && mark === photoMark;
  }

  /** Whether a record still has the picture with this hash, judging by its mark. */
  has(record: Pick<CrmRecord, 'key' | 'photoMark'>, sha256: string): boolean {
    return this.knows(record) && this.isLast(record.key, sha256);
  }

  /**
   * `Record_Image` since the last upload to a record; empty if it doesn’t tell photos apart, undefined
   * if there was no upload.
   */
  markOf(key: RecordKey): string | undefined {
    return this.#records.get(nameOf(key))?.mark;
  }

  /** Whether a record was last given the picture with this hash, whatever it has now. */
  isLast(key: RecordKey, sha256: string): boolean {
    return this.#records.get(nameOf(key))?.sha256 === sha256;
  }

  /** @param mark empty if it doesn’t tell photos apart (`tellingMark`) */
  note(key: RecordKey, sha256: string, mark: string): void {
    this.#set(nameOf(key), { sha256, mark });
  }

  forget(key: RecordKey): void {
    this.#set(nameOf(key), undefined);
  }

  /**
   * Writes the changes, and keeps those that other windows have made meanwhile. A full disk, or a file
   * that another program has open, is ignored: it only costs an upload that could have been skipped.
   */
  async save(): Promise<void> {
    const noted = new Map(this.#noted);
    this.#noted.clear();
    if (noted.size > 0) {
      await this.#leases.hold(this.#lease, async () => {
        const written = await read(this.#file);
        if (written === undefined) {
          return;
        }
        const records = new Map([...Object.entries(written), ...noted]);
        const text = JSON.stringify({ format: 1, records: Object.fromEntries(records) });
        await writeAtomically(this.#file, Buffer.from(text)).catch(() => undefined);
      });
    }
  }

  #set(name: string, last: Records[string] | undefined): void {
    this.#noted.set(name, last);
    if (last === undefined) {
      this.#records.delete(name);
    } else {
      this.#records.set(name, last);
    }
  }
}

/**
 * `Record_Image` of a photo that was just stored, if it tells this photo from others. Where it was
 * the same before, or another one at each read, the photo was recognized by its bytes instead.
 *
 * @param before the record's `Record_Image` before
 */
export function tellingMark(after: After, before: string | null | undefined): string {
  switch (after.kind) {
    case 'mark':
      return after.mark;
    case 'sent':
    case 'bytes':
      return typeof before === 'string' ? '' : (after.mark ?? '');
    case 'none':
    case 'unknown':
      return '';
  }
}

/** Undefined if it couldn't be read, because another program has it open: its content is unknown. */
async function read(file: string): Promise<Records | undefined> {
  try {
    const parsed = v.safeParse(File, JSON.parse(await readText(file)));
    return parsed.success ? parsed.output.records : {};
  } catch (error) {
    return [undefined, 'ENOENT'].includes(codeOf(error)) ? {} : undefined;
  }
}

function nameOf({ module, id }: RecordKey): string {
  return `${module} ${id}`;
}
