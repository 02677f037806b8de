import type { Crm } from '../zoho/crm.ts';
import type { Failure } from '../zoho/failure.ts';
import type { Clock } from '../async/clock.ts';
import type { FoundRecords } from './findRecords.ts';
import { findRecords } from './findRecords.ts';

/** Where to search. */
interface SearchPlace {
  readonly crm: Crm;
  readonly module: string;
  /** Those that the account has. */
  readonly scopes: readonly string[];
}

/** What is known about what was typed last. */
export type SearchState =
  | { readonly kind: 'too-short' }
  | { readonly kind: 'searching' }
  | ({ readonly kind: 'found' } & FoundRecords)
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Somebody who continues to type within this time isn’t done yet. */
const PAUSE_MS = 250;
const LEAST_CHARACTERS = 2;

/**
 * Searches as somebody types: after a pause, one search at a time. A search for an earlier text is
 * canceled, so that no late answer replaces a newer one.
 */
export class RecordSearch {
  readonly #place: SearchPlace;
  readonly #clock: Clock;
  readonly #show: (state: SearchState) => void;
  #under = new AbortController();

  /** @param show gets each state, in order, and nothing after `end` */
  constructor(place: SearchPlace, clock: Clock, show: (state: SearchState) => void) {
    this.#place = place;
    this.#clock = clock;
    this.#show = show;
  }

  /**
   * Call with the whole text at each change. Resolves when it has been searched for, or canceled.
   */
  async typed(text: string): Promise<void> {
    this.end();
    const wanted = text.trim();
    if (Array.from(wanted).length < LEAST_CHARACTERS) {
      this.#show({ kind: 'too-short' });
      return;
    }
    this.#show({ kind: 'searching' });
    const { signal } = this.#under;
    try {
      const state = await this.#search(wanted, signal);
      if (!signal.aborted) {
        this.#show(state);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  /** Cancels the search under way. */
  end(): void {
    this.#under.abort();
    this.#under = new AbortController();
  }

  async #search(text: string, signal: AbortSignal): Promise<SearchState> {
    await this.#clock.sleep(PAUSE_MS, signal);
    const { crm, module, scopes } = this.#place;
    const found = await findRecords(crm, module, text, scopes, signal);
    return found.ok
      ? { kind: 'found', ...found.value }
      : { kind: 'failed', failure: found.failure };
  }
}
