import type { Client } from './client.ts';
import type { Organisation, User } from './organisation.ts';

/** What somebody consented to: their rights in one organisation and environment, by scopes. */
export interface Consent {
  client: Client;
  organisation: Organisation;
  user: User;
  scopes: string[];
}

/**
 * The same rights by themselves. Whoever is given some later must not widen those before.
 */
export function copyOf(consent: Consent): Consent {
  return { ...consent, scopes: [...consent.scopes] };
}

/** After a reset: the same organisation and user among those seeded anew. */
export function rebind(consent: Consent, organisations: readonly Organisation[]): void {
  const organisation = organisations.find(({ id }) => id === consent.organisation.id);
  const user = organisation?.users.find(({ id }) => id === consent.user.id);
  if (organisation !== undefined && user !== undefined) {
    Object.assign(consent, { organisation, user });
  }
}

/** People are one at all of Zoho, whichever organisations they are users of. */
export function isSamePerson(one: User, other: User): boolean {
  return one.email === other.email;
}
