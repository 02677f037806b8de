import { failureOf } from './answer.ts';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { USER_SCOPE } from './scopes.ts';
import { idIn, textOfValue } from './value.ts';

interface User {
  readonly id: string;
  /** Full name; if Zoho has none, the email address. */
  readonly name: string;
  /** If Zoho doesn’t tell it, the ID, so that no two people are the same. */
  readonly email: string;
}

/** Who signed in. Source: `GET /crm/v8/users?type=CurrentUser`, scope ZohoCRM.users.READ. */
export async function findUser(crm: Crm, signal: AbortSignal): Promise<Result<User>> {
  const answer = await crm.ask({
    call: 'identity',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['users'],
    query: { type: 'CurrentUser' },
    personal: true,
    scope: USER_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'users');
  if (!rows.ok) {
    return rows;
  }
  const [user] = rows.value.flatMap((row) => userIn(row) ?? []);
  return user === undefined ? failed(failureOf(answer.value)) : success(user);
}

function userIn(row: Row): User | undefined {
  const id = idIn(row.id);
  if (id === undefined) {
    return undefined;
  }
  const email = textOfValue(row.email) ?? id;
  const names = [textOfValue(row.first_name), textOfValue(row.last_name)].filter(
    (name) => name !== undefined,
  );
  return { id, name: textOfValue(row.full_name) ?? (names.join(' ') || email), email };
}
