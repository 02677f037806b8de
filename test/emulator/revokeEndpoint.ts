import type { FastifyInstance } from 'fastify';
import { errorPage } from './accountsPage.ts';
import type { Client } from './client.ts';
import { isAtHome, provenClient } from './clientAuthentication.ts';
import type { Grants } from './grants.ts';
import type { EmulatorState } from './state.ts';
import { tokenParameters } from './tokenParameters.ts';

/** The two paths that Zoho's pages show for revoking tokens. */
export function addRevokeEndpoint(app: FastifyInstance, state: EmulatorState): void {
  app.all('/oauth/v2/token/revoke', (request, reply) => {
    const token = tokenParameters(request).get('token') ?? '';
    const revoked =
      state.switches.revokesAt !== 'revoke/token' &&
      request.method === 'POST' &&
      isAtHome(state, request) &&
      state.grants.revokeRefreshToken(token);
    return revoked ? reply.send({ status: 'success' }) : errorPage(reply, 'Bad Request');
  });

  app.all('/oauth/v2/revoke/token', (request, reply) => {
    const parameters = tokenParameters(request);
    if (state.switches.revokesAt === 'token/revoke') {
      return errorPage(reply, 'Bad Request');
    }
    const byBasic = request.headers.authorization?.startsWith('Basic ') === true;
    const client = provenClient(state, request, parameters);
    const revoked =
      request.method === 'POST' &&
      byBasic &&
      !('error' in client) &&
      isAtHome(state, request) &&
      revokeOwn(state.grants, client, parameters);
    if (!revoked) {
      return reply.code(400).send({ error: 'invalid_token' });
    }
    return state.switches.saysRevoked ? reply.send({ status: 'success' }) : reply.send('');
  });
}

/** Revokes the client's token. Returns whether it existed. */
function revokeOwn(
  grants: Grants,
  client: Client,
  parameters: ReadonlyMap<string, string>,
): boolean {
  const token = parameters.get('token') ?? '';
  if (parameters.get('token_type') === 'access_token') {
    return grants.accessToken(token)?.consent.client === client && grants.revokeAccessToken(token);
  }
  return grants.refreshToken(client, token) !== undefined && grants.revokeRefreshToken(token);
}
