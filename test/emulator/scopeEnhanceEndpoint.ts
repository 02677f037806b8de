import type { FastifyInstance } from 'fastify';
import { errorPage } from './accountsPage.ts';
import { authorizationIn, withParameters } from './authorization.ts';
import { isAtHome, provenClient } from './clientAuthentication.ts';
import { showConsentPage } from './consentEndpoint.ts';
import { ENHANCE_TOKEN_SECONDS } from './enhanceTokens.ts';
import { scopesBeyond } from './scope.ts';
import type { EmulatorState } from './state.ts';
import { tokenParameters } from './tokenParameters.ts';

/**
 * Incremental authorization: adds scopes to a server-based client's refresh token that the person
 * has approved. Only the person's data center, which has the token, supports it.
 */
export function addScopeEnhanceEndpoint(app: FastifyInstance, state: EmulatorState): void {
  app.all('/oauth/v2/token/scopeenhance', (request, reply) => {
    const parameters = tokenParameters(request);
    const grantType = parameters.get('grant_type') ?? '';
    if (request.method !== 'POST' || grantType === '') {
      return errorPage(reply, 'Bad Request');
    }
    const client = provenClient(state, request, parameters);
    if ('error' in client) {
      return reply.send(client);
    }
    if (client.type !== 'server' || grantType !== 'update_scopes_token') {
      return reply.send({ error: 'invalid_client' });
    }
    const value = parameters.get('refresh_token') ?? '';
    const refreshToken = isAtHome(state, request)
      ? state.grants.refreshToken(client, value)
      : undefined;
    if (refreshToken === undefined) {
      return reply.send({ error: 'invalid_code' });
    }
    return reply.send({
      access_token: state.accounts.enhanceTokens.issue(refreshToken),
      token_type: 'update_scope',
      expires_in: ENHANCE_TOKEN_SECONDS,
    });
  });

  app.get('/oauth/v2/token/addextrascope', (request, reply) => {
    const authorization = authorizationIn(state, request, 'update_scopes');
    if ('page' in authorization) {
      return errorPage(reply, authorization.page);
    }
    const { client, redirectUri, scopes, parameters } = authorization;
    const { enhanceTokens, consentRequests } = state.accounts;
    const value = parameters.get('enhance_token') ?? '';
    const refreshToken = enhanceTokens.find(client, value);
    const logout = parameters.get('logout') ?? '';
    if (refreshToken === undefined || !/^(true|false)$/.test(logout) || !isAtHome(state, request)) {
      return errorPage(reply, 'An error occurred');
    }
    const ticket = consentRequests.open({
      client,
      scopes: scopesBeyond(refreshToken.consent.scopes, scopes),
      existing: refreshToken.consent,
      decide: (consent) => {
        const enhanced = enhanceTokens.use(client, value);
        // It may have been revoked or have expired while the page was open.
        const isAlive = enhanced !== undefined && state.grants.isAlive(enhanced);
        if (consent === null || !isAlive) {
          return { redirect: withParameters(redirectUri, { error: 'access_denied' }) };
        }
        // Not the list itself: earlier access tokens keep their scopes.
        const own = enhanced.consent;
        own.scopes = [...own.scopes, ...scopesBeyond(own.scopes, scopes)];
        const outcome = { status: 'success', scope_enhanced: 'true' };
        return { redirect: withParameters(redirectUri, outcome) };
      },
    });
    return showConsentPage(state, reply, ticket, '../');
  });
}
