import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiVersion } from './apiVersion.ts';
import { isApiVersion } from './apiVersion.ts';
import type { Consent } from './consent.ts';
import {
  authenticationFailure,
  creditsUsedUp,
  invalidToken,
  invalidUrlPattern,
  noApiAccess,
  tooManyRequests,
} from './crmError.ts';
import { zohoHostOf } from './dataCenter.ts';
import type { Arrival } from './gate.ts';
import { arrivalOf } from './gate.ts';
import type { AccessToken } from './grants.ts';
import type { Switches } from './profile.ts';
import type { EmulatorState } from './state.ts';

/** An authenticated API call. */
export interface CrmCall {
  readonly state: EmulatorState;
  readonly switches: Switches;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly arrival: Arrival;
  readonly version: ApiVersion;
  /** Who is calling, in which organization, and with which scopes. */
  readonly consent: Consent;
}

/**
 * What Zoho checks on every call before looking at the request.
 *
 * @throws CrmError at the first check that fails
 */
export function authenticated(
  state: EmulatorState,
  request: FastifyRequest,
  reply: FastifyReply,
): CrmCall {
  const version = parameter(request, 'version');
  if (!isApiVersion(version)) {
    throw invalidUrlPattern();
  }
  const { switches } = state;
  const token = liveToken(state, request);
  const { consent } = token;
  checkHost(request, consent, switches);
  if (!consent.user.profile.apiAccess) {
    throw noApiAccess();
  }
  const arrival = arrivalOf(request.raw);
  if (arrival.entered?.isOneTooMany === true) {
    setRetryAfter(reply, switches);
    throw tooManyRequests(switches);
  }
  const call = { state, switches, request, reply, arrival, version, consent };
  useCredits(call, 1);
  reply.header('X-ACCESSTOKEN-RESET', isoSeconds(token.endsAt));
  return call;
}

/**
 * Each call costs one credit before the request is examined; some cost more.
 *
 * @throws CrmError when there aren't enough left; none are used then
 */
export function useCredits(
  { state, switches, reply, consent }: Pick<CrmCall, 'state' | 'switches' | 'reply' | 'consent'>,
  count: number,
): void {
  const credits = state.traffic.useCredits(consent, switches, count);
  if (credits === undefined) {
    setRetryAfter(reply, switches);
    throw creditsUsedUp(switches);
  }
  if (credits.halfUsed) {
    reply.header('X-API-CREDITS-REMAINING', credits.left);
  }
}

function liveToken(state: EmulatorState, request: FastifyRequest): AccessToken {
  const token = state.accessTokenIn(request.headers.authorization);
  if (token === undefined) {
    throw authenticationFailure();
  }
  if (token === 'unknown') {
    throw invalidToken();
  }
  if (state.grants.isExpired(token)) {
    throw invalidToken(state.switches.expiredTokenCode);
  }
  if (token.ended) {
    throw invalidToken(state.switches.endedTokenCode);
  }
  return token;
}

/** On loopback, one host serves all; under Zoho's host names, a token works only at its own. */
function checkHost(request: FastifyRequest, { organization }: Consent, switches: Switches): void {
  const host = zohoHostOf(request.headers.host);
  if (
    host !== undefined &&
    (host.location !== switches.location || host.environment !== organization.type)
  ) {
    throw invalidToken(switches.wrongHostCode);
  }
}

function setRetryAfter(reply: FastifyReply, { retryAfterSeconds }: Switches): void {
  if (retryAfterSeconds !== null) {
    reply.header('Retry-After', retryAfterSeconds);
  }
}

/** Thousands of records are made at once. */
let last = { time: 0, text: '1970-01-01T00:00:00+00:00' };

/** `2024-08-01T19:21:19+00:00` */
export function isoSeconds(time: number): string {
  if (time !== last.time) {
    last = { time, text: `${new Date(time).toISOString().slice(0, -5)}+00:00` };
  }
  return last.text;
}

/** A path segment, by its name in the route. */
export function parameter(request: FastifyRequest, name: string): string {
  return (request.params as Partial<Record<string, string>>)[name] ?? '';
}

/** The first query parameter with that name. */
export function query(request: FastifyRequest, name: string): string | undefined {
  return new URL(request.url, 'http://api').searchParams.get(name) ?? undefined;
}
