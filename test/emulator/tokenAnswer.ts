import type { FastifyRequest } from 'fastify';
import { apiOriginOf, zohoHostOf } from './dataCentre.ts';
import type { Granted } from './grants.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import type { EmulatorState } from './state.ts';

/**
 * What an application is given.
 *
 * @param api origin that is named when the server was not reached under a name of Zoho's
 */
export function tokenAnswer(
  { switches }: EmulatorState,
  request: FastifyRequest,
  api: string,
  { access, refresh }: Granted,
): object {
  const { organisation, scopes } = access.consent;
  const environment = switches.apiDomain === 'production' ? 'production' : organisation.type;
  return {
    access_token: access.value,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    ...(switches.scopeInTokenAnswer ? { scope: scopes.join(' ') } : {}),
    api_domain:
      zohoHostOf(request.headers.host) === undefined
        ? api
        : apiOriginOf(switches.location, environment),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}
