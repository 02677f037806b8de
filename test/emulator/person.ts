import type { Organisation, User } from './organisation.ts';

/** Everybody with an account, in the order of the organisations. */
export function peopleOf(organisations: readonly Organisation[]): User[] {
  const people = new Map<string, User>();
  for (const user of organisations.flatMap(({ users }) => users)) {
    if (!people.has(user.email)) {
      people.set(user.email, user);
    }
  }
  return [...people.values()];
}

export function userIn({ users }: Organisation, email: string): User | undefined {
  return users.find((user) => user.email === email);
}

/** The organisations, in all environments, that a person may let an application into. */
export function organisationsOf(
  organisations: readonly Organisation[],
  { email }: User,
): Organisation[] {
  return organisations.filter((organisation) => userIn(organisation, email) !== undefined);
}
