import path from 'node:path';
import * as v from 'valibot';
import { writeAtomically } from '../../storage/atomicFile.ts';
import { codeOf, readText, removeFile } from '../../storage/busyFile.ts';
import type { Leases } from '../../storage/leases.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { folderName } from '../../upload/backup.ts';

const File = v.object({
  format: v.literal(1),
  /**
   * By module and id: SHA-256 of the bytes that went up, or of what they were made of and how
   * (image/preparedPicture.ts), and `Record_Image` from then on.
   */
  records: v.record(v.string(), v.object({ sha256: v.string(), mark: v.string() })),
});

type Records = v.InferOutput<typeof File>['records'];

/** Which picture each record of an account was given last, so that it need not be given again. */
export class LastUploads {
  readonly #file: string;
  readonly #lease: string;
  readonly #leases: Pick<Leases, 'hold'>;
  readonly #records: Map<string, Records[string]>;
  /** What has changed here since it was written; undefined: it is to be forgotten. */
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

  /** Whatever is known of an account. */
  static async forgetAll(folder: string, account: string): Promise<void> {
    await removeFile(path.join(folder, `${folderName(account)}.json`));
  }

  /** Whether a record still has what it was last given, whatever that was. */
  knows({ key, photoMark }: Pick<CrmRecord, 'key' | 'photoMark'>): boolean {
    return typeof photoMark === 'string' && this.#records.get(nameOf(key))?.mark === photoMark;
  }

  /** Whether a record still has, as far as its mark tells, the picture that this is the hash of. */
  has({ key, photoMark }: Pick<CrmRecord, 'key' | 'photoMark'>, sha256: string): boolean {
    return this.knows({ key, photoMark }) && this.#records.get(nameOf(key))?.sha256 === sha256;
  }

  /** @param mark undefined where it is not known: then nothing is said of the record */
  note(key: RecordKey, sha256: string, mark: string | undefined): void {
    this.#set(nameOf(key), mark === undefined ? undefined : { sha256, mark });
  }

  forget(key: RecordKey): void {
    this.#set(nameOf(key), undefined);
  }

  /**
   * Writes what was noted; what other windows have noted meanwhile stays. Where the disk is full, or
   * another program has the file open, nothing but time is lost.
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

/** Undefined where it could not be read, for one that has it open: what it says is not known then. */
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
