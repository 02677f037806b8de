import type { FastifyRequest } from 'fastify';
import type { Consent } from './consent.ts';
import { apiOriginOf, generalApiOriginOf, zohoHostOf } from './dataCenter.ts';
import type { Granted } from './grants.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import type { Switches } from './profile.ts';
import type { EmulatorState } from './state.ts';

/**
 * A token response.
 *
 * @param api origin to return when the server isn't reached by a Zoho host name
 */
export function tokenAnswer(
  { switches }: EmulatorState,
  request: FastifyRequest,
  api: string,
  { access, refresh }: Granted,
): object {
  const { scopes } = access.consent;
  const isRefresh = access.issuedBy === 'refresh_token';
  const { apiDomain, refreshApiDomain } = switches;
  const named = isRefresh && refreshApiDomain !== 'as at sign-in' ? refreshApiDomain : apiDomain;
  return {
    access_token: access.value,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    ...scopeIn(scopes, switches),
    ...domainIn(named, request, api, access.consent, switches),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}

function scopeIn(scopes: readonly string[], { scopeInTokenAnswer }: Switches): object {
  switch (scopeInTokenAnswer) {
    case 'no':
      return {};
    case 'with spaces':
      return { scope: scopes.join(' ') };
    case 'with commas, in lower case':
      return { scope: scopes.join(',').toLowerCase() };
  }
}

function domainIn(
  named: Switches['apiDomain'],
  request: FastifyRequest,
  api: string,
  { organization }: Consent,
  { location }: Switches,
): object {
  switch (named) {
    case 'missing':
      return {};
    case 'null':
      return { api_domain: null };
    case 'api.zoho':
      return { api_domain: generalApiOriginOf(location) };
    case 'of environment':
    case 'production': {
      const environment = named === 'production' ? named : organization.type;
      const isZoho = zohoHostOf(request.headers.host) !== undefined;
      return { api_domain: isZoho ? apiOriginOf(location, environment) : api };
    }
  }
}
