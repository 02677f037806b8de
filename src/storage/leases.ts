import type { open } from 'node:fs/promises';
import type { LeaseFolder } from './leaseFolder.ts';
import type { Lease, LeaseTimes } from './lease.ts';

/**
 * Leases between the windows of one VS Code: files in a folder that they share, created
 * exclusively. A holder shows that it is alive by changing its file, so no clocks are compared.
 * Loaded when the first one is needed.
 */
export class Leases {
  readonly #load: () => Promise<LeaseFolder>;
  #loaded: Promise<LeaseFolder> | undefined;

  /** @param given the folder; for tests, other times and what opens a file */
  constructor(...given: [folder: string, times?: LeaseTimes, opening?: typeof open]) {
    this.#load = () =>
      (this.#loaded ??= import('./leaseFolder.ts').then(
        ({ LeaseFolder }) => new LeaseFolder(...given),
      ));
  }

  /**
   * Does something that only one window may do at a time. If the folder can’t be written to, it is
   * done without a lease: twice is better than not at all.
   *
   * @param name of letters, digits, and hyphens
   * @param signal ends the wait for another holder
   * @throws the signal's reason, when it is aborted meanwhile
   */
  async hold<T>(
    name: string,
    work: (lease: Lease) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return (await this.#load()).hold(name, work, signal);
  }

  /** Whether somebody who is alive holds a lease. Takes as long as it takes to see that. */
  async isHeld(name: string): Promise<boolean> {
    return (await this.#load()).isHeld(name);
  }

  /** Deletes notes under names that start with `prefix` and are this many milliseconds old. */
  async deleteNotes(prefix: string, milliseconds: number): Promise<void> {
    await (await this.#load()).deleteNotes(prefix, milliseconds);
  }
}
