import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import type { Clock } from '../../src/async/clock.ts';
import { inspect } from '../../src/image/inspect.ts';
import { MAX_BYTES, MAX_PIXELS } from '../../src/image/limits.ts';
import { pictureOf } from '../pictures.ts';
import type { Answer } from './answer.ts';
import { isSuccess, statusAndCode } from './answer.ts';
import { Calls } from './calls.ts';
import type { NamedRecord } from './namedRecord.ts';
import type { SandboxApi } from './sandboxApi.ts';
import { ZohoFailure } from './zohoFailure.ts';

/** How the restoring ended. */
export type Restored =
  | 'same bytes'
  /** The same pixels in other bytes: Zoho encodes again. */
  | 'same picture'
  | 'no photo'
  /** Zoho took it, but doesn't show it before an administrator approves it. */
  | 'awaiting approval'
  /** Zoho shows something else than before. */
  | 'different'
  | 'failed';

/** The most calls that saving and restoring make. */
export const SAVING_CALLS = 1;
export const RESTORING_CALLS = 2;

const TRIES = 4;
const PAUSE_MS = 2000;

/** The photo that the record had before, on disk from before the first change until it is back. */
export class OriginalPhoto {
  readonly #api: SandboxApi;
  readonly #record: NamedRecord;
  readonly #clock: Clock;
  /** Undefined if the record has no photo. */
  #bytes: Uint8Array | undefined;
  #file: string | undefined;

  private constructor(
    api: SandboxApi,
    record: NamedRecord,
    clock: Clock,
    bytes: Uint8Array | undefined,
  ) {
    this.#api = api;
    this.#record = record;
    this.#clock = clock;
    this.#bytes = bytes;
  }

  /** Reads the photo. @returns why it couldn't be restored, if so: then nothing may be changed */
  static async read(
    api: SandboxApi,
    record: NamedRecord,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<OriginalPhoto | string> {
    const announced = { id: 'saving', apiCalls: SAVING_CALLS, changes: 'nothing' } as const;
    const answer = await new Calls(api, record, announced, signal).photo();
    if (answer.status === 204) {
      return new OriginalPhoto(api, record, clock, undefined);
    }
    if (answer.status !== 200 || answer.json !== undefined || answer.bytes.length === 0) {
      return `Zoho doesn’t hand out the record’s photo (${statusAndCode(answer)}).`;
    }
    const inspected = await inspect(pictureOf(answer.bytes, 'photo'));
    const fits =
      'format' in inspected &&
      inspected.size <= MAX_BYTES.lower &&
      inspected.width * inspected.height <= MAX_PIXELS.lower;
    return fits
      ? new OriginalPhoto(api, record, clock, answer.bytes)
      : 'Zoho hands out the record’s photo in a form that it would not take back: it is too large.';
  }

  get hasPhoto(): boolean {
    return this.#bytes !== undefined;
  }

  /** Writes it to a file that only this user can read. @returns its path */
  async save(): Promise<string | undefined> {
    if (this.#bytes === undefined) {
      return undefined;
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'zoho-crm-photo-'));
    const { format } = await sharp(this.#bytes)
      .metadata()
      .catch(() => ({ format: 'bmp' }));
    this.#file = path.join(folder, `photo-before-check.${format}`);
    await writeFile(this.#file, this.#bytes, { mode: 0o600, flush: true });
    return this.#file;
  }

  get file(): string | undefined {
    return this.#file;
  }

  /** Deletes the file, when the photo is back. */
  async deleteFile(): Promise<void> {
    if (this.#file !== undefined) {
      await rm(path.dirname(this.#file), { recursive: true, force: true });
      this.#file = undefined;
    }
  }

  /**
   * Makes the record's photo what it was before, and reads it back. Without an answer it tries
   * again, since it can't be known what happened.
   */
  async restore(signal: AbortSignal): Promise<Restored> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#restoreOnce(signal);
      } catch (error) {
        if (!(error instanceof ZohoFailure) || tries === TRIES) {
          throw error;
        }
        await this.#clock.sleep(PAUSE_MS * tries, signal);
      }
    }
  }

  async #restoreOnce(signal: AbortSignal): Promise<Restored> {
    const bytes = this.#bytes;
    const calls = this.#calls(signal);
    if (bytes === undefined) {
      const answer = await calls.photo();
      if (answer.status === 204) {
        return 'no photo';
      }
      await this.#calls(signal).delete();
      return this.verify(signal);
    }
    const { format } = await sharp(bytes)
      .metadata()
      .catch(() => ({ format: 'bmp' }));
    const answer = await calls.upload({
      name: `photo.${format}`,
      contentType: `image/${format}`,
      bytes,
    });
    checkAnswered(answer);
    return isSuccess(answer) ? this.verify(signal) : 'failed';
  }

  /**
   * Whether a photo could be removed again from a record without one, which only the attempt shows:
   * it removes nothing.
   */
  async canBeRemoved(signal: AbortSignal): Promise<boolean> {
    const answer = await this.#calls(signal).delete();
    return answer.status !== 401 && answer.status !== 403;
  }

  /** Compares what the record shows now with what it showed before. */
  async verify(signal: AbortSignal): Promise<Restored> {
    const answer = await this.#calls(signal).photo();
    checkAnswered(answer);
    if (isPending(answer)) {
      return 'awaiting approval';
    }
    if (answer.status === 204) {
      return this.#bytes === undefined ? 'no photo' : 'different';
    }
    if (this.#bytes === undefined || answer.status !== 200) {
      return 'different';
    }
    return Buffer.from(answer.bytes).equals(this.#bytes)
      ? 'same bytes'
      : (await haveSamePixels(answer.bytes, this.#bytes))
        ? 'same picture'
        : 'different';
  }

  #calls(signal: AbortSignal): Calls {
    const announced = {
      id: 'restoring',
      apiCalls: RESTORING_CALLS,
      changes: 'puts photo back',
    } as const;
    return new Calls(this.#api, this.#record, announced, signal);
  }
}

/** @throws ZohoFailure if the answer isn't the API's, as of a server that is restarted */
function checkAnswered({ status, contentType }: Answer): void {
  if (status >= 500) {
    throw new ZohoFailure({ kind: 'answer-unreadable', status, contentType });
  }
}

/** Whether a photo is there, but held for approval or an image check. */
export function isPending({ status, code }: Answer): boolean {
  return status === 400 && ['NOT_APPROVED', 'NOT_REVIEWED', 'RECORD_LOCKED'].includes(code);
}

async function haveSamePixels(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  try {
    const [a, b] = await Promise.all(
      [one, other].map((bytes) =>
        sharp(bytes).toColorspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true }),
      ),
    );
    return (
      a?.info.width === b?.info.width && a !== undefined && b !== undefined && a.data.equals(b.data)
    );
  } catch {
    return false;
  }
}
