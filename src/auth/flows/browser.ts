import { AccountsServer } from '../../zoho/accountsServer.ts';
import { authorizationPage, callbackOf, randomValue } from '../../zoho/authorization.ts';
import type { Authority } from '../../zoho/dataCenter.ts';
import { accountsOf } from '../../zoho/dataCenter.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import { exchangeCode } from '../../zoho/grant.ts';
import type { SignInPrompts } from '../prompts.ts';
import type { Client } from '../client.ts';
import { clientOfSignIn } from '../client.ts';
import type { TokenExchange, FlowServices } from './attempt.ts';
import { UNINTERRUPTED } from './attempt.ts';
import { visit } from './visit.ts';
import { withRefreshToken } from './refreshToken.ts';

/**
 * Zoho's page in the browser, which asks for access and sends the person back.
 *
 * @returns undefined when the person cancels
 */
export async function byBrowser(
  means: FlowServices,
  authority: Authority,
  client: Client,
  prompts: SignInPrompts,
): Promise<Result<TokenExchange> | undefined> {
  const state = randomValue();
  // Only the type for mobile and desktop applications documents PKCE, and requires it.
  const codeVerifier = client.type === 'mobile' ? randomValue() : undefined;
  const { scopes } = means;
  const asked = { clientId: client.id, scopes, state, codeVerifier };
  const visited = await visit(means, prompts, {
    page: (redirectUri) => authorizationPage(authority, { ...asked, redirectUri }),
    read: (url, redirectUri) => callbackOf(url, authority, { redirectUri, state }),
  });
  if (visited?.ok !== true) {
    return visited;
  }
  const { callback, redirectUri } = visited.value;
  switch (callback.kind) {
    case 'code': {
      const { code, authority: home } = callback;
      return success(async () => {
        const server = new AccountsServer(means.network, accountsOf(home));
        const redirected = { redirectUri, codeVerifier };
        const grant = await exchangeCode(server, client, code, redirected, UNINTERRUPTED);
        return withRefreshToken(grant, home, clientOfSignIn(client, authority, home));
      });
    }
    case 'refused':
      return new AccountsServer(means.network, accountsOf(authority)).refusalBy(callback.error);
    case 'foreign-server':
      return failed({ kind: 'foreign-server', server: callback.server });
    case 'scopes-added':
      return new AccountsServer(means.network, accountsOf(authority)).refusalBy('no code');
  }
}
