import type { Leases } from '../storage/leases.ts';
import type { Lease } from '../storage/lease.ts';
import type { Clock } from '../async/clock.ts';
import type { Secrets } from './secrets.ts';
import { ifAvailable } from './secrets.ts';
import { sha256Of } from '../storage/sha256.ts';

/**
 * What a secret becomes by a change, undefined being none. Called anew where the change has to be
 * made anew, and so without any effect of its own.
 */
export type Become = (now: string | undefined) => string | undefined;

export interface ChangedSecret {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Secrets that are changed one window at a time. */
export interface ChangeableSecrets {
  keys(): Promise<string[]>;
  get(key: string): Promise<string | undefined>;
  change(key: string, become: Become): Promise<ChangedSecret>;
  /** The same, also where what is there cannot be read: it is taken for nothing. */
  changeAnyway(key: string, become: Become): Promise<ChangedSecret>;
}

/** What another window has stored arrives here within some 200 ms, on a busy machine later. */
const ARRIVES_MS = 2000;
const LOOK_MS = 50;

/** A change is never canceled: it is soon over. */
const NOBODYS_SIGNAL = new AbortController().signal;

/**
 * The one place where what all windows of a VS Code share is written. VS Code hands each window a
 * copy of the secrets, which lags behind what another one stores. So a change is made under a
 * lease, and whoever made it leaves a note for the next one which text is to be waited for: only
 * then is it read, and written.
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

  /** @throws SecretsUnavailable */
  async keys(): Promise<string[]> {
    return this.#secrets.keys();
  }

  /**
   * As this window knows it: good enough to show or to use, not to write by.
   *
   * @throws SecretsUnavailable
   */
  async get(key: string): Promise<string | undefined> {
    return this.#secrets.get(key);
  }

  /** @throws SecretsUnavailable */
  change(key: string, become: Become): Promise<ChangedSecret> {
    return this.#changeBy(key, become, (lease) => this.#arrived(key, lease));
  }

  /** @throws SecretsUnavailable where a secret cannot be deleted */
  changeAnyway(key: string, become: Become): Promise<ChangedSecret> {
    return this.#changeBy(key, become, (lease) =>
      ifAvailable(this.#arrived(key, lease), undefined),
    );
  }

  async #changeBy(
    key: string,
    become: Become,
    read: (lease: Lease) => Promise<string | undefined>,
  ): Promise<ChangedSecret> {
    for (;;) {
      const changed = await this.#leases.hold(`secret-${digest(key)}`, async (lease) => {
        const before = await read(lease);
        const after = become(before);
        if (after === before) {
          return { before, after };
        }
        // A window that slept in between may have been overtaken: then it reads anew.
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

  /** The secret as the last holder has left it; as it is here where that does not come. */
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

/** Tells a text from others, and nothing about it. */
function noteOf(text: string | undefined): string {
  return text === undefined ? 'none' : digest(text);
}

function digest(text: string): string {
  return sha256Of(text).slice(0, 32);
}
