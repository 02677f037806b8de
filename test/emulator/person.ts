import type { Organization, User } from './organization.ts';

/** Everybody with an account, in the order of the organizations. */
export function peopleOf(organizations: readonly Organization[]): User[] {
  const people = new Map<string, User>();
  for (const user of organizations.flatMap(({ users }) => users)) {
    if (!people.has(user.email)) {
      people.set(user.email, user);
    }
  }
  return [...people.values()];
}

export function userIn({ users }: Organization, email: string): User | undefined {
  return users.find((user) => user.email === email);
}

/** The organizations, in all environments, that a person can give an application access to. */
export function organizationsOf(
  organizations: readonly Organization[],
  { email }: User,
): Organization[] {
  return organizations.filter((organization) => userIn(organization, email) !== undefined);
}
