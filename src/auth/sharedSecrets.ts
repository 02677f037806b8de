import type { Leases } from '../storage/leases.ts';
import type { Lease } from '../storage/lease.ts';
import type { Clock } from '../async/clock.ts';
import type { Secrets } from './secrets.ts';
import { ifAvailable } from './secrets.ts';
import { sha256Of } from '../storage/sha256.ts';

/**
 * What a change makes of a secret; undefined is none. It may be called again, so it must have no
 * effects.
 */
export type SecretUpdate = (now: string | undefined) => string | undefined;

export interface ChangedSecret {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Secrets that are changed by one window at a time. */
export interface ChangeableSecrets {
  keys(): Promise<string[]>;
  get(key: string): Promise<string | undefined>;
  change(key: string, become: SecretUpdate): Promise<ChangedSecret>;
  /** The same, even if the old secret can’t be read: then it counts as none. */
  changeAnyway(key: string, become: SecretUpdate): Promise<ChangedSecret>;
}

/** What another window stores arrives here within some 200 ms, later on a busy machine. */
const ARRIVES_MS = 2000;
const LOOK_MS = 50;

/** A change is never canceled: it is quick. */
const NOBODYS_SIGNAL = new AbortController().signal;

/**
 * The only place that writes what all windows share. VS Code gives each window a copy of the
 * secrets, which lags behind what another one stores. So a change is made under a lease, and leaves
 * a note for the next holder about the text to wait for. Only then is the secret read and written.
 */
export class SharedSecrets implements ChangeableSecrets {
  readonly #secrets: Secrets;
  readonly #leases: Pick<Leases, 'hold'>;
  readonly #clock: Clock;

  constructor(secrets: Secrets, leases: Pick<Leases, 'hold'>, clock: Clock) {
    this.#secrets = secrets;
    this.#leases = leases;
    this.#clock = clock;
  }

  /** @throws SecretStorageError */
  async keys(): Promise<string[]> {
    return this.#secrets.keys();
  }

  /**
   * As this window knows it: good enough to show or to use, but not to change.
   *
   * @throws SecretStorageError
   */
  async get(key: string): Promise<string | undefined> {
    return this.#secrets.get(key);
  }

  /** @throws SecretStorageError */
  change(key: string, become: SecretUpdate): Promise<ChangedSecret> {
    return this.#changeBy(key, become, (lease) => this.#arrived(key, lease));
  }

  /** @throws SecretStorageError if a secret can’t be deleted */
  changeAnyway(key: string, become: SecretUpdate): Promise<ChangedSecret> {
    return this.#changeBy(key, become, (lease) =>
      ifAvailable(this.#arrived(key, lease), undefined),
    );
  }

  async #changeBy(
    key: string,
    become: SecretUpdate,
    read: (lease: Lease) => Promise<string | undefined>,
  ): Promise<ChangedSecret> {
    for (;;) {
      const changed = await this.#leases.hold(`secret-${digest(key)}`, async (lease) => {
        const before = await read(lease);
        const after = become(before);
        if (after === before) {
          return { before, after };
        }
        // A window that slept in between may have been overtaken: then it reads again.
        if (!(await lease.isHeld())) {
          return undefined;
        }
        await this.#write(key, after);
        await lease.leave(noteOf(after));
        return { before, after };
      });
      if (changed !== undefined) {
        return changed;
      }
    }
  }

  /** The secret as the last holder left it; if that doesn’t arrive, as it is here. */
  async #arrived(key: string, lease: Lease): Promise<string | undefined> {
    const note = await lease.note();
    for (let left = ARRIVES_MS; ; left -= LOOK_MS) {
      const text = await this.#secrets.get(key);
      if (note === undefined || note === noteOf(text) || left <= 0) {
        return text;
      }
      await this.#clock.sleep(LOOK_MS, NOBODYS_SIGNAL);
    }
  }

  async #write(key: string, text: string | undefined): Promise<void> {
    await (text === undefined ? this.#secrets.delete(key) : this.#secrets.store(key, text));
  }
}

/** Tells a text from others, and reveals nothing about it. */
function noteOf(text: string | undefined): string {
  return text === undefined ? 'none' : digest(text);
}

function digest(text: string): string {
  return sha256Of(text).slice(0, 32);
}
