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
 * The accounts server: consent, tokens, and revocation. On loopback, it also serves the API
 * console.
 *
 * @param servers origins to return when the server isn't reached by a Zoho host name; read on each
 *   request, since they aren't known until all servers listen
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
