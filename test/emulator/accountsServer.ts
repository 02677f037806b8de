import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiOriginOf, zohoHostOf } from './dataCentre.ts';
import { gatedFastify } from './framework.ts';
import type { AccessToken, Client, TokenError } from './grants.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import type { EmulatorState } from './state.ts';
import { tokenParameters } from './tokenParameters.ts';

type Parameters = ReadonlyMap<string, string>;
type Granted = { refresh?: string; access: AccessToken } | TokenError;

/** What each grant type does once the client has proven itself. */
type GrantTypes = Record<string, (client: Client, parameters: Parameters) => Granted>;

const THROTTLED = {
  error_description:
    'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

/**
 * The accounts server: tokens for codes and refresh tokens, and their end.
 *
 * @param api origin that token answers name when the server was not reached under a name of Zoho's
 */
export function accountsServer(state: EmulatorState, api: () => string): FastifyInstance {
  const app = gatedFastify((reply) => {
    htmlPage(reply, 404, 'Page not found');
  });
  const grantTypes = selfClientGrantTypes(state);

  app.setNotFoundHandler((_request, reply) => htmlPage(reply, 404, 'Page not found'));

  app.all('/oauth/v2/token', (request, reply) => {
    const parameters = tokenParameters(request);
    const grantType = parameters.get('grant_type');
    if (request.method !== 'POST' || grantType === undefined || grantType === '') {
      return htmlPage(reply, 400, 'Bad Request');
    }
    const client = clientOf(state, request, parameters);
    if ('error' in client) {
      return reply.send(client);
    }
    const grant = grantTypes[grantType];
    const granted = grant === undefined ? { error: 'invalid_client' } : grant(client, parameters);
    if (granted === 'throttled') {
      return reply.code(throttleStatus(state)).send(THROTTLED);
    }
    // Errors, too, come with status 200: whoever goes by it takes them for tokens.
    return reply.send('error' in granted ? granted : tokenAnswer(state, request, api(), granted));
  });

  app.all('/oauth/v2/token/revoke', (request, reply) => {
    const token = tokenParameters(request).get('token') ?? '';
    const revoked = request.method === 'POST' && state.grants.revokeRefreshToken(token);
    return revoked ? reply.send({ status: 'success' }) : htmlPage(reply, 400, 'Bad Request');
  });

  app.all('/oauth/v2/revoke/token', (request, reply) => {
    const parameters = tokenParameters(request);
    const byBasic = request.headers.authorization?.startsWith('Basic ') === true;
    const isClient = byBasic && !('error' in clientOf(state, request, parameters));
    const token = parameters.get('token') ?? '';
    const revoked =
      request.method === 'POST' &&
      isClient &&
      (parameters.get('token_type') === 'access_token'
        ? state.grants.revokeAccessToken(token)
        : state.grants.revokeRefreshToken(token));
    return revoked
      ? reply.send({ status: 'success' })
      : reply.code(400).send({ error: 'invalid_token' });
  });

  return app;
}

function selfClientGrantTypes(state: EmulatorState): GrantTypes {
  return {
    authorization_code: (client, parameters) =>
      // A self client has no redirect address that one given could be equal to.
      parameters.has('redirect_uri')
        ? { error: 'invalid_redirect_uri' }
        : state.grants.redeemCode(client, parameters.get('code') ?? ''),
    refresh_token: (client, parameters) => {
      const refresh = parameters.get('refresh_token') ?? '';
      const token = state.grants.refresh(client, refresh, state.switches.throttleExtends);
      return token === 'throttled' || 'error' in token ? token : { access: token };
    },
  };
}

/** Clients are known at the data centre where they were registered, and nowhere else. */
function clientOf(
  state: EmulatorState,
  request: FastifyRequest,
  parameters: Parameters,
): Client | { error: string } {
  const host = zohoHostOf(request.headers.host);
  const client = state.grants.clients.find(({ id }) => id === parameters.get('client_id'));
  if (
    client === undefined ||
    (host?.location ?? state.switches.location) !== state.switches.location
  ) {
    return { error: 'invalid_client' };
  }
  return client.secret === parameters.get('client_secret')
    ? client
    : { error: 'invalid_client_secret' };
}

function throttleStatus({ switches, grants }: EmulatorState): number {
  const alternating = grants.throttled % 2 === 1 ? 200 : 400;
  return switches.throttleStatus === 'alternately' ? alternating : switches.throttleStatus;
}

function tokenAnswer(
  state: EmulatorState,
  request: FastifyRequest,
  api: string,
  { access, refresh }: Exclude<Granted, TokenError>,
): object {
  const { organisation, scopes } = access.consent;
  return {
    access_token: access.value,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    ...(state.switches.scopeInTokenAnswer ? { scope: scopes.join(' ') } : {}),
    api_domain:
      zohoHostOf(request.headers.host) === undefined
        ? api
        : apiOriginOf(state.switches.location, organisation.type),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}

function htmlPage(reply: FastifyReply, status: number, title: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html;charset=UTF-8')
    .send(`<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`);
}
