import type { FastifyInstance } from 'fastify';
import { errorPage, redirect } from './accountsPage.ts';
import type { Authorization } from './authorization.ts';
import { authorizationIn, isKnownToPeople, withParameters } from './authorization.ts';
import { isAtHome } from './clientAuthentication.ts';
import { showConsentPage } from './consentEndpoint.ts';
import type { ConsentRequest } from './consentRequests.ts';
import { accountsOriginOf, zohoHostOf } from './dataCenter.ts';
import { homeOf } from './client.ts';
import type { Challenge } from './pkce.ts';
import { challengeIn } from './pkce.ts';
import type { EmulatorState } from './state.ts';

/** Marks a browser that another data center redirected here. */
const FORWARDED = 'forwarded';

/**
 * `/oauth/v2/auth`: asks the person and redirects the browser to the application with a code.
 *
 * @param origin of the accounts server when it isn't reached by a Zoho host name
 */
export function addAuthorizeEndpoint(
  app: FastifyInstance,
  state: EmulatorState,
  origin: () => string,
): void {
  app.get('/oauth/v2/auth', (request, reply) => {
    const authorization = authorizationIn(state, request, 'code');
    if ('page' in authorization) {
      return errorPage(reply, authorization.page);
    }
    const challenge = challengeIn(authorization.parameters);
    const isMissing = challenge === undefined && authorization.client.type === 'mobile';
    if (challenge === 'invalid' || isMissing) {
      return errorPage(reply, 'An error occurred');
    }
    const { location } = state.switches;
    const { client, parameters } = authorization;
    if (!isAtHome(state, request)) {
      return isKnownToPeople(client, state)
        ? redirect(reply, `${accountsOriginOf(location)}${request.url}&${FORWARDED}=true`)
        : errorPage(reply, 'Invalid Client');
    }
    // Requests sent directly here, not redirected by the client's own data center.
    const isElsewhere = homeOf(client, location) !== location && !parameters.has(FORWARDED);
    if (isElsewhere && !state.switches.authorizesElsewhere) {
      return errorPage(reply, 'Invalid Client');
    }
    const isZoho = zohoHostOf(request.headers.host) !== undefined;
    const server = isZoho ? accountsOriginOf(location) : origin();
    const consent = consentRequest(state, authorization, challenge ?? null, server);
    return showConsentPage(state, reply, state.accounts.consentRequests.open(consent), '');
  });
}

function consentRequest(
  state: EmulatorState,
  { client, redirectUri, scopes, parameters }: Authorization,
  challenge: Challenge | null,
  server: string,
): ConsentRequest {
  const echoed = { state: parameters.get('state') };
  return {
    client,
    scopes,
    decide: (consent) => {
      const { codes } = state.grants;
      if (consent === null || !codes.mayAsk(client)) {
        const refusal = {
          error: 'access_denied',
          ...(state.switches.stateInRefusal ? echoed : {}),
        };
        return { redirect: withParameters(redirectUri, refusal) };
      }
      const code = codes.issue(consent, {
        redirectUri,
        challenge,
        offline: parameters.get('access_type') === 'offline',
        prompts: parameters.get('prompt') === 'consent',
      });
      const { location, trailingAmpersand } = state.switches;
      const address = withParameters(redirectUri, {
        ...echoed,
        code,
        location,
        'accounts-server': server,
      });
      return { redirect: trailingAmpersand ? `${address}&` : address };
    },
  };
}
