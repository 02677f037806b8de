import type { Authority } from '../../zoho/dataCenter.ts';
import { accountsOf } from '../../zoho/dataCenter.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import type { Grant } from '../../zoho/grant.ts';
import type { Client } from '../client.ts';
import type { ObtainedToken } from './attempt.ts';

/** A grant that must come with a refresh token. */
export function withRefreshToken(
  grant: Result<Grant>,
  authority: Authority,
  client: Client,
): Result<ObtainedToken> {
  if (!grant.ok) {
    return grant;
  }
  const { refreshToken } = grant.value;
  if (refreshToken === undefined) {
    const host = new URL(accountsOf(authority)).host;
    return failed({ kind: 'oauth-error', error: 'no refresh_token', host });
  }
  const credentials = { kind: 'refresh-token', client, refreshToken } as const;
  return success({ authority, grant: grant.value, credentials });
}
