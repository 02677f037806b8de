import type { FastifyInstance } from 'fastify';
import { errorPage } from './accountsPage.ts';
import { addApiConsole } from './apiConsole.ts';
import { addAuthorizeEndpoint } from './authorizeEndpoint.ts';
import { addConsentEndpoint } from './consentEndpoint.ts';
import type { ServerName } from './dataCenter.ts';
import { addDeviceEndpoint } from './deviceEndpoint.ts';
import { gatedFastify } from './framework.ts';
import { addRevokeEndpoint } from './revokeEndpoint.ts';
import { addScopeEnhanceEndpoint } from './scopeEnhanceEndpoint.ts';
import type { EmulatorState } from './state.ts';
import { addTokenEndpoint } from './tokenEndpoint.ts';

/**
 * The accounts server: people's consent, tokens for it, and their end; and the API console, which
 * lies beside it on loopback.
 *
 * @param servers origins that are named when the server was not reached under a name of Zoho's;
 *   read with each request, since they are not known before all servers listen
 */
export function accountsServer(
  state: EmulatorState,
  servers: Readonly<Record<ServerName, string>>,
): FastifyInstance {
  const app = gatedFastify((reply) => {
    errorPage(reply, 'Page not found', 404);
  });
  app.setNotFoundHandler((_request, reply) => errorPage(reply, 'Page not found', 404));
  const accounts = (): string => servers.accounts;
  const api = (): string => servers.api;

  addApiConsole(app, state);
  addAuthorizeEndpoint(app, state, accounts);
  addConsentEndpoint(app, state);
  addTokenEndpoint(app, state, api);
  addRevokeEndpoint(app, state);
  addScopeEnhanceEndpoint(app, state);
  addDeviceEndpoint(app, state, servers);
  return app;
}
