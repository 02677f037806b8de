import type { FastifyRequest } from 'fastify';
import type { Client } from './client.ts';
import { isKnownAt, isProvenBy } from './client.ts';
import type { EmulatorState } from './state.ts';

type Parameters = ReadonlyMap<string, string>;

/** The client named by the parameters, if the contacted data center knows it. */
export function knownClient(
  state: EmulatorState,
  request: FastifyRequest,
  parameters: Parameters,
): Client | undefined {
  const client = state.accounts.clients.find(parameters.get('client_id'));
  const at = state.locationOf(request.headers.host);
  return client !== undefined && isKnownAt(client, at, state.switches.location)
    ? client
    : undefined;
}

/** The same, if its secret is valid. */
export function provenClient(
  state: EmulatorState,
  request: FastifyRequest,
  parameters: Parameters,
): Client | { error: string } {
  const client = knownClient(state, request, parameters);
  if (client === undefined) {
    return { error: 'invalid_client' };
  }
  const { pkceNeedsSecret } = state.switches;
  return isProvenBy(client, parameters.get('client_secret') ?? '', pkceNeedsSecret)
    ? client
    : { error: 'invalid_client_secret' };
}

/** Whether the contacted data center is the organizations' own. */
export function isAtHome(state: EmulatorState, request: FastifyRequest): boolean {
  return state.locationOf(request.headers.host) === state.switches.location;
}
