import { accountsOf } from '../zoho/dataCenter.ts';
import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import type { Account } from './account.ts';
import { accountId } from './account.ts';
import type { FlowServices, ObtainedToken } from './flows/attempt.ts';
import { identify } from './identity.ts';

/** The account that a new token is for, by what Zoho says of it. */
export async function accountOfToken(
  { network, scopes }: FlowServices,
  { authority, grant, credentials }: ObtainedToken,
  signal: AbortSignal,
): Promise<Result<Account>> {
  const { accessToken, apiDomain } = grant;
  const identity = await identify(network, authority, apiDomain, accessToken, signal);
  if (!identity.ok) {
    return identity;
  }
  const { place, organization, user, tokenEndsAt } = identity.value;
  if (credentials.kind === 'client-credentials' && organization.id !== credentials.organizationId) {
    const host = new URL(accountsOf(authority)).host;
    return failed({ kind: 'organization-refused', error: `org${organization.id} instead`, host });
  }
  const endsAt =
    credentials.kind === 'access-token'
      ? Math.min(tokenEndsAt ?? Infinity, grant.endsAt)
      : grant.endsAt;
  const account = { place, organization, user };
  return success({
    format: 1,
    id: accountId(account),
    ...account,
    credentials,
    scopes: [...(grant.scopes ?? scopes)],
    access: { token: accessToken, endsAt },
  });
}
