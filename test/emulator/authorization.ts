import type { FastifyRequest } from 'fastify';
import type { Client } from './client.ts';
import { isKnownAt } from './client.ts';
import { knownClient } from './clientAuthentication.ts';
import { scopesIn } from './scope.ts';
import type { EmulatorState } from './state.ts';

/** A validated authorization request. */
export interface Authorization {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly parameters: ReadonlyMap<string, string>;
}

/** The title of the error page that Zoho shows instead. */
export interface Unauthorized {
  readonly page: string;
}

/** @param responseType the response type that the endpoint supports */
export function authorizationIn(
  state: EmulatorState,
  request: FastifyRequest,
  responseType: 'code' | 'update_scopes',
): Authorization | Unauthorized {
  const parameters: ReadonlyMap<string, string> = new Map(
    new URL(request.url, 'http://accounts').searchParams,
  );
  if (!parameters.has('response_type') || !parameters.has('client_id')) {
    return { page: 'Invalid response type' };
  }
  const client = knownClient(state, request, parameters);
  if (client === undefined || parameters.get('response_type') !== responseType) {
    return { page: 'Invalid Client' };
  }
  const scopes = scopesIn(parameters.get('scope'));
  if (scopes === undefined) {
    return { page: 'Invalid OAuth scope' };
  }
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return { page: 'Invalid Redirect Uri' };
  }
  return { client, redirectUri, scopes, parameters };
}

/** Whether the people's data center knows the client, regardless of where it's registered. */
export function isKnownToPeople(client: Client, { switches }: EmulatorState): boolean {
  return isKnownAt(client, switches.location, switches.location);
}

/**
 * The application's redirect URL with its parameters.
 *
 * @param told the parameters, in this order; undefined ones are omitted
 */
export function withParameters(
  redirectUri: string,
  told: Readonly<Record<string, string | undefined>>,
): string {
  const pairs = Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
