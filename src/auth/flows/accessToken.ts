import { success } from '../../zoho/failure.ts';
import { serversOf } from '../../zoho/dataCenter.ts';
import type { SignInAnswers } from '../prompts.ts';
import type { TokenExchange } from './attempt.ts';

/** Zoho's access tokens are valid for an hour. How much of it has passed is unknown. */
const HOUR_MS = 3_600_000;

/** A pasted access token: valid for an hour at most, and it can’t be renewed. */
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
