import { randomBytes } from 'node:crypto';
import type { Client } from './client.ts';
import type { Consent } from './consent.ts';

/** Where a person's decision leads. */
export type Outcome = { redirect: string } | { title: string; text: string };

/** What a person is asked on a consent page. */
export interface ConsentRequest {
  readonly client: Client;
  readonly scopes: readonly string[];
  /** Whose rights are asked for, where the person has no choice any more. */
  readonly existing?: Consent;
  /** @param consent null when the person rejected */
  readonly decide: (consent: Consent | null) => Outcome;
}

/** The consent pages that have been shown and not been decided on, each by its ticket. */
export class ConsentRequests {
  readonly #open = new Map<string, ConsentRequest>();

  open(request: ConsentRequest): string {
    const ticket = randomBytes(16).toString('hex');
    this.#open.set(ticket, request);
    return ticket;
  }

  find(ticket: string): ConsentRequest | undefined {
    return this.#open.get(ticket);
  }

  /** It serves once: a second click on a button must not grant a second time. */
  close(ticket: string): void {
    this.#open.delete(ticket);
  }
}
