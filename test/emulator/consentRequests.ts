import { randomBytes } from 'node:crypto';
import type { Client } from './client.ts';
import type { Consent } from './consent.ts';

/** The result of a person's decision. */
export type Outcome = { redirect: string } | { title: string; text: string };

/** What a consent page asks a person. */
export interface ConsentRequest {
  readonly client: Client;
  readonly scopes: readonly string[];
  /** Whose rights are requested, when the person can no longer choose. */
  readonly existing?: Consent;
  /** @param consent null when the person rejected */
  readonly decide: (consent: Consent | null) => Outcome;
}

/** The consent pages still awaiting a decision, by ticket. */
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

  /** Works once: clicking a button twice must not grant access twice. */
  close(ticket: string): void {
    this.#open.delete(ticket);
  }
}
