import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { USER_SCOPE } from './scopes.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const Shape = v.pipe(
  v.object({
    users: v.tuple([v.object({ id: v.string(), full_name: v.string(), email: v.string() })]),
  }),
  v.transform(({ users: [{ id, full_name, email }] }): User => {
    return { id, name: full_name, email };
  }),
);

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
  return answer.ok ? valueOf(answer.value, Shape) : answer;
}
