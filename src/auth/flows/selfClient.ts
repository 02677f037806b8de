import { AccountsServer } from '../../zoho/accountsServer.ts';
import { accountsOf } from '../../zoho/dataCenter.ts';
import { success } from '../../zoho/failure.ts';
import { requestGrantedScopes } from '../../zoho/clientCredentials.ts';
import { exchangeCode } from '../../zoho/grant.ts';
import type { SignInAnswers } from '../prompts.ts';
import type { TokenExchange, FlowServices } from './attempt.ts';
import { UNINTERRUPTED } from './attempt.ts';
import { withRefreshToken } from './refreshToken.ts';

/** A self client: with a code from the console, or with the organization's ID and no code. */
export function bySelfClient(
  { network, scopes }: FlowServices,
  { authority, client, proof, file }: SignInAnswers & { way: 'self-client' },
): TokenExchange {
  const server = new AccountsServer(network, accountsOf(authority));
  if (proof.kind === 'code') {
    return async () => {
      const grant = await exchangeCode(server, client, proof.code, undefined, UNINTERRUPTED);
      // If Zoho doesn't say which scopes it granted, they are those of the code.
      const scopes = file?.scopes === undefined ? {} : { scopes: file.scopes };
      const known = grant.ok ? success({ ...scopes, ...grant.value }) : grant;
      return withRefreshToken(known, authority, client);
    };
  }
  return async () => {
    const grant = await requestGrantedScopes(server, client, proof.id, scopes, UNINTERRUPTED);
    const credentials = { kind: 'client-credentials', client, organizationId: proof.id } as const;
    return grant.ok ? success({ authority, grant: grant.value, credentials }) : grant;
  };
}
