import type { Client } from './client.ts';
import type { Organization, User } from './organization.ts';

/** What a person consented to: scopes in one organization and environment. */
export interface Consent {
  client: Client;
  organization: Organization;
  user: User;
  scopes: string[];
}

/**
 * An independent copy, so that scopes granted later don't extend earlier consents.
 */
export function copyOf(consent: Consent): Consent {
  return { ...consent, scopes: [...consent.scopes] };
}

/** After a reset: the same organization and user in the new seed data. */
export function rebind(consent: Consent, organizations: readonly Organization[]): void {
  const organization = organizations.find(({ id }) => id === consent.organization.id);
  const user = organization?.users.find(({ id }) => id === consent.user.id);
  if (organization !== undefined && user !== undefined) {
    Object.assign(consent, { organization, user });
  }
}

/** A person has one Zoho account, even across organizations. */
export function isSamePerson(one: User, other: User): boolean {
  return one.email === other.email;
}
