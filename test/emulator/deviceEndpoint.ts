import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountsPage, errorPage, html, redirect } from './accountsPage.ts';
import { isKnownToPeople } from './authorization.ts';
import { isAtHome, knownClient, provenClient } from './clientAuthentication.ts';
import { showConsentPage } from './consentEndpoint.ts';
import type { ConsentRequest, Outcome } from './consentRequests.ts';
import { query } from './crmCall.ts';
import { accountsOriginOf, zohoHostOf } from './dataCenter.ts';
import type { DeviceCode } from './deviceCodes.ts';
import { scopesIn } from './scope.ts';
import type { EmulatorState } from './state.ts';
import { tokenAnswer } from './tokenAnswer.ts';
import { tokenParameters } from './tokenParameters.ts';

/**
 * `/oauth/v3/device…`: a device shows a code, a person enters it in a browser, and the device gets
 * tokens.
 *
 * @param origins of the servers when they aren't reached by Zoho's host names
 */
export function addDeviceEndpoint(
  app: FastifyInstance,
  state: EmulatorState,
  origins: Readonly<{ accounts: string; api: string }>,
): void {
  app.all('/oauth/v3/device/code', (request, reply) => {
    const parameters = tokenParameters(request);
    const grantType = parameters.get('grant_type') ?? '';
    if (request.method !== 'POST' || grantType === '') {
      return errorPage(reply, 'Bad Request');
    }
    const client = knownClient(state, request, parameters);
    if (client?.type !== 'non-browser' || grantType !== 'device_request') {
      return reply.send({ error: 'invalid_client' });
    }
    const scopes = scopesIn(parameters.get('scope'));
    if (scopes === undefined) {
      return reply.send({ error: 'invalid_scope' });
    }
    const location = state.locationOf(request.headers.host);
    const offline = parameters.get('access_type') === 'offline';
    const prompts = parameters.get('prompt') === 'consent';
    const { deviceCodeMs, devicePollMs } = state.switches;
    const deviceRequest = { client, scopes, offline, prompts, location };
    const { userCode, value } = state.accounts.deviceCodes.issue(deviceRequest, deviceCodeMs);
    const isZoho = zohoHostOf(request.headers.host) !== undefined;
    const page = `${isZoho ? accountsOriginOf(location) : origins.accounts}/oauth/v3/device`;
    return reply.send({
      user_code: userCode,
      device_code: value,
      verification_url: page,
      verification_uri_complete: `${page}?user_code=${userCode}`,
      // Both in milliseconds, unlike an access token's `expires_in`.
      interval: devicePollMs,
      expires_in: deviceCodeMs,
    });
  });

  app.all('/oauth/v3/device/token', (request, reply) => {
    const parameters = tokenParameters(request);
    const grantType = parameters.get('grant_type') ?? '';
    if (request.method !== 'POST' || grantType === '') {
      return errorPage(reply, 'Bad Request');
    }
    const client = provenClient(state, request, parameters);
    if ('error' in client) {
      return reply.send(client);
    }
    if (client.type !== 'non-browser' || grantType !== 'device_token') {
      return reply.send({ error: 'invalid_client' });
    }
    const polled = state.accounts.deviceCodes.poll(client, parameters.get('code') ?? '', {
      at: state.locationOf(request.headers.host),
      people: state.switches.location,
      intervalMs: state.switches.devicePollMs,
    });
    if ('error' in polled) {
      return reply.send(polled);
    }
    const granted = state.grants.grant({ ...polled, consent: polled.decision }, 'device_code');
    return reply.send(tokenAnswer(state, request, origins.api, granted));
  });

  app.get('/oauth/v3/device', (request, reply) => showDevicePage(state, request, reply));
}

function showDevicePage(
  state: EmulatorState,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const typed = query(request, 'user_code');
  if (typed === undefined) {
    return html(reply, devicePage(''));
  }
  const { deviceCodes, consentRequests } = state.accounts;
  const code = deviceCodes.waiting(typed);
  const isHome = isAtHome(state, request);
  if (code === undefined || !(isHome || state.locationOf(request.headers.host) === code.location)) {
    return html(reply, devicePage('The code is not valid.'));
  }
  if (!isKnownToPeople(code.client, state)) {
    return errorPage(reply, 'Invalid Client');
  }
  return isHome
    ? showConsentPage(state, reply, consentRequests.open(consentRequest(code)), '../v2/')
    : redirect(reply, accountsOriginOf(state.switches.location) + request.url);
}

function consentRequest(code: DeviceCode): ConsentRequest {
  const { client, scopes } = code;
  return {
    client,
    scopes,
    decide: (consent): Outcome => {
      code.decision = consent ?? 'denied';
      return consent === null
        ? { title: 'Access denied', text: 'The device was not given access.' }
        : { title: 'Access granted', text: 'You can go back to your device now.' };
    },
  };
}

/** @param alert what's wrong with the entered code, empty if nothing is */
function devicePage(alert: string): string {
  const alertHtml = alert === '' ? '' : `<p role="alert">${alert}</p>`;
  return accountsPage(
    'Connect a device',
    '<section class="card"><h1>Connect a device</h1>' +
      `<p class="soft">Enter the code that your device shows.</p>${alertHtml}` +
      '<form action="device"><label>Code <input name="user_code" required autofocus ' +
      'autocomplete="off"></label><button class="main">Verify</button></form></section>',
  );
}
