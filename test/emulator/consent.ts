import type { Client } from './client.ts';
import type { Organization, User } from './organization.ts';

/** What somebody consented to: their rights in one organization and environment, by scopes. */
export interface Consent {
  client: Client;
  organization: Organization;
  user: User;
  scopes: string[];
}

/**
 * The same rights by themselves. Whoever is given some later must not widen those before.
 */
export function copyOf(consent: Consent): Consent {
  return { ...consent, scopes: [...consent.scopes] };
}

/** After a reset: the same organization and user among those seeded anew. */
export function rebind(consent: Consent, organizations: readonly Organization[]): void {
  const organization = organizations.find(({ id }) => id === consent.organization.id);
  const user = organization?.users.find(({ id }) => id === consent.user.id);
  if (organization !== undefined && user !== undefined) {
    Object.assign(consent, { organization, user });
  }
}

/** People are one at all of Zoho, whichever organizations they are users of. */
export function isSamePerson(one: User, other: User): boolean {
  return one.email === other.email;
}
