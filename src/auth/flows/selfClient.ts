import { AccountsServer } from '../../zoho/accountsServer.ts';
import { accountsOf } from '../../zoho/dataCenter.ts';
import { success } from '../../zoho/failure.ts';
import { requestWhatIsGranted } from '../../zoho/clientCredentials.ts';
import { exchangeCode } from '../../zoho/grant.ts';
import type { SignInAnswers } from '../prompts.ts';
import type { TokenExchange, Means } from './attempt.ts';
import { UNBROKEN } from './attempt.ts';
import { withRefreshToken } from './refreshToken.ts';

/** A self client: with a code from the console, or with the organization's ID and no code. */
export function bySelfClient(
  { network, scopes }: Means,
  { authority, client, proof }: SignInAnswers & { way: 'self-client' },
): TokenExchange {
  const server = new AccountsServer(network, accountsOf(authority));
  if (proof.kind === 'code') {
    return async () => {
      const grant = await exchangeCode(server, client, proof.code, undefined, UNBROKEN);
      return withRefreshToken(grant, authority, client);
    };
  }
  return async () => {
    const grant = await requestWhatIsGranted(server, client, proof.id, scopes, UNBROKEN);
    const credentials = { kind: 'client-credentials', client, organizationId: proof.id } as const;
    return grant.ok ? success({ authority, grant: grant.value, credentials }) : grant;
  };
}
