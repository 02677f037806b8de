import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeAtomically } from '../storage/atomicFile.ts';
import type { CrmRecord } from '../zoho/record.ts';

const KeptPhotoSchema = v.object({
  format: v.literal(1),
  /** Names its two files: nothing else may stand in it. */
  id: v.pipe(v.string(), v.regex(/^\d+-[0-9a-f-]{36}$/)),
  account: v.string(),
  /** Name and environment, for whoever reads the list. */
  organisation: v.string(),
  key: v.object({ module: v.string(), id: v.string() }),
  name: v.nullable(v.string()),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** By content; empty where it is none that we know. */
  pictureFormat: v.string(),
  /** Bytes. */
  size: v.number(),
  sha256: v.string(),
  /** `Record_Image` of the record while it had this photo. */
  mark: v.nullable(v.string()),
});

/** A photo that a record had: what is known of it, beside the picture itself. */
export type KeptPhoto = v.InferOutput<typeof KeptPhotoSchema>;

/** Whose photo it is. */
export interface Owner {
  /** The account's id. */
  readonly account: string;
  readonly organisation: string;
}

/** Why a photo could not be kept. `code` is the system's own: `ENOSPC`. */
export type KeepingFailure =
  | { readonly kind: 'no-room'; readonly megabytes: number }
  | { readonly kind: 'not-written'; readonly code: string };

export interface Limits {
  /** 0: nothing is kept. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** What a killed window left half-written is nobody's any more after this time. */
const ORPHAN_MS = 3_600_000;

/** The photos that records had, in a folder of the extension: one folder within for each account. */
export class KeptPhotos {
  readonly #folder: string;
  readonly #limits: () => Limits;
  readonly #write: typeof writeAtomically;
  /** What has been read, by its file: a description never changes. */
  readonly #read = new Map<string, KeptPhoto>();
  /** Settles when the last one has found room: two at once would both find room for one. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Bytes of those that have room and are being written. */
  #pending = 0;

  constructor(folder: string, limits: () => Limits, write = writeAtomically) {
    this.#folder = folder;
    this.#limits = limits;
    this.#write = write;
  }

  /** Whether photos are kept at all. */
  get on(): boolean {
    return this.mostBytes > 0;
  }

  /** How many bytes are kept at most; 0: none are. */
  get mostBytes(): number {
    return this.#limits().bytes;
  }

  /**
   * Keeps a photo; the oldest ones make room for it.
   *
   * @param spared ids of those that do not make room: what the present run has kept. The new one's
   *   is added before another can want its room
   */
  async keep(
    owner: Owner,
    { key, name, photoMark }: CrmRecord,
    bytes: Uint8Array,
    spared: Set<string>,
  ): Promise<KeptPhoto | KeepingFailure> {
    // These photos are there from the start: what is needed to keep one is loaded with the first.
    const { formatOf } = await import('../image/signature.ts');
    const limit = this.#limits().bytes;
    const at = Date.now();
    const photo: KeptPhoto = {
      format: 1,
      id: `${at}-${randomUUID()}`,
      ...owner,
      key,
      name: name ?? null,
      at,
      pictureFormat: formatOf(bytes) ?? '',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mark: photoMark ?? null,
    };
    try {
      if (!(await this.#reserve(photo, limit, spared))) {
        return { kind: 'no-room', megabytes: Math.round(limit / 1_000_000) };
      }
    } catch (error) {
      return { kind: 'not-written', code: (error as NodeJS.ErrnoException).code ?? '' };
    }
    try {
      await this.#write(this.pictureFile(photo), bytes);
      // Last: what has no description is not there.
      await this.#write(this.#description(photo), Buffer.from(JSON.stringify(photo)));
      return photo;
    } catch (error) {
      spared.delete(photo.id);
      await this.forget(photo).catch(() => undefined);
      return { kind: 'not-written', code: (error as NodeJS.ErrnoException).code ?? '' };
    } finally {
      this.#pending -= photo.size;
    }
  }

  /** One after the other. */
  #reserve({ id, size }: KeptPhoto, limit: number, spared: Set<string>): Promise<boolean> {
    const reserved = this.#turn.then(async () => {
      const fits = await this.#makeRoom(this.#pending + size, limit, spared);
      if (fits) {
        this.#pending += size;
        spared.add(id);
      }
      return fits;
    });
    this.#turn = reserved.catch(() => undefined);
    return reserved;
  }

  /** Those of an account, latest first. */
  async of(account: string): Promise<KeptPhoto[]> {
    await this.#makeRoom(0, Infinity, new Set());
    await this.#removeOrphans();
    return this.#in(folderName(account));
  }

  async get(account: string, id: string): Promise<KeptPhoto | undefined> {
    return (await this.#in(folderName(account))).find((photo) => photo.id === id);
  }

  /** The picture, or undefined where it is gone or is not what was kept. */
  async read(photo: KeptPhoto): Promise<Uint8Array | undefined> {
    const bytes = await readFile(this.pictureFile(photo)).catch(() => undefined);
    const is = bytes && createHash('sha256').update(bytes).digest('hex');
    return is === photo.sha256 ? bytes : undefined;
  }

  /** Path of the picture, with the ending of what it is. */
  pictureFile({ account, id, pictureFormat }: KeptPhoto): string {
    return path.join(this.#folder, folderName(account), `${id}.${endingOf(pictureFormat)}`);
  }

  async forget(photo: KeptPhoto): Promise<void> {
    this.#read.delete(this.#description(photo));
    await rm(this.#description(photo), { force: true });
    await rm(this.pictureFile(photo), { force: true });
  }

  async forgetAll(account: string): Promise<void> {
    this.#read.clear();
    await rm(path.join(this.#folder, folderName(account)), { recursive: true, force: true });
  }

  #description({ account, id }: KeptPhoto): string {
    return path.join(this.#folder, folderName(account), `${id}.json`);
  }

  /** Lets the too old ones go, and of the others the oldest until so many bytes fit in. */
  async #makeRoom(bytes: number, limit: number, spared: ReadonlySet<string>): Promise<boolean> {
    const { milliseconds } = this.#limits();
    const folders = await readdir(this.#folder).catch(() => []);
    const all = (await Promise.all(folders.map((folder) => this.#in(folder)))).flat();
    const sum = (some: readonly KeptPhoto[]): number =>
      some.reduce((total, { size }) => total + size, 0);
    // What cannot fit in anyhow must not cost the others their place.
    const fits = sum(all.filter(({ id }) => spared.has(id))) + bytes <= limit;
    let used = sum(all);
    for (const photo of all.toSorted((a, b) => a.at - b.at)) {
      const tooOld = Date.now() - photo.at > milliseconds;
      if ((tooOld || (fits && used + bytes > limit)) && !spared.has(photo.id)) {
        await this.forget(photo);
        used -= photo.size;
      }
    }
    return fits;
  }

  async #in(folder: string): Promise<KeptPhoto[]> {
    const names = await readdir(path.join(this.#folder, folder)).catch(() => []);
    const read = names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const file = path.join(this.#folder, folder, name);
        const photo = this.#read.get(file) ?? parse(await readFile(file, 'utf8').catch(() => ''));
        if (photo === undefined || folderName(photo.account) !== folder) {
          return [];
        }
        this.#read.set(file, photo);
        return [photo];
      });
    return (await Promise.all(read)).flat().toSorted((a, b) => b.at - a.at);
  }

  /** Pictures without a description, left by a window that was killed between the two. */
  async #removeOrphans(): Promise<void> {
    for (const folder of await readdir(this.#folder).catch(() => [])) {
      const known = new Set((await this.#in(folder)).map(({ id }) => id));
      for (const name of await readdir(path.join(this.#folder, folder)).catch(() => [])) {
        const id = name.split('.')[0] ?? '';
        const age = Date.now() - Number(id.split('-')[0]);
        if (!known.has(id) && age > ORPHAN_MS) {
          await rm(path.join(this.#folder, folder, name), { force: true });
        }
      }
    }
  }
}

function parse(text: string): KeptPhoto | undefined {
  try {
    const parsed = v.safeParse(KeptPhotoSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** An account's id has slashes, and says who somebody is. */
export function folderName(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 32);
}

/** The ending of a file with a picture of this format: `jpg`. */
export function endingOf(format: string): string {
  const known = ['PNG', 'JPEG', 'GIF', 'BMP', 'WebP', 'TIFF'].find((one) => one === format);
  return known === undefined ? 'bin' : known === 'JPEG' ? 'jpg' : known.toLowerCase();
}
