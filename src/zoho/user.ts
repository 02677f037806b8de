import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const Answer = v.object({
  users: v.tuple([v.object({ id: v.string(), full_name: v.string(), email: v.string() })]),
});

/** Who signed in. Source: `GET /crm/v8/users?type=CurrentUser`, scope ZohoCRM.users.READ. */
export async function findUser(crm: Crm, signal: AbortSignal): Promise<Result<User>> {
  const answer = await crm.ask({
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['users'],
    query: { type: 'CurrentUser' },
    personal: true,
    signal,
  });
  return answer.ok
    ? valueOf(answer.value, (json) => {
        const parsed = v.safeParse(Answer, json);
        if (!parsed.success) {
          return undefined;
        }
        const { id, full_name, email } = parsed.output.users[0];
        return { id, name: full_name, email };
      })
    : answer;
}
