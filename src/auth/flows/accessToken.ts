import { success } from '../../zoho/failure.ts';
import { serversOf } from '../../zoho/dataCenter.ts';
import type { SignInAnswers } from '../prompts.ts';
import type { TokenExchange } from './attempt.ts';

/** Zoho's access tokens serve an hour; how much of it is over, nobody knows. */
const HOUR_MS = 3_600_000;

/** A pasted access token: an hour's work at most, and nothing to renew it with. */
export function byAccessToken({
  authority,
  token,
}: SignInAnswers & { way: 'access-token' }): TokenExchange {
  const grant = {
    accessToken: token,
    endsAt: Date.now() + HOUR_MS,
    refreshToken: undefined,
    apiDomain: serversOf({ ...authority, environment: 'production' }).api,
  };
  const credentials = { kind: 'access-token' } as const;
  return () => Promise.resolve(success({ authority, grant, credentials }));
}
