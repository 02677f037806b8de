import type { FastifyInstance, FastifyReply } from 'fastify';
import { errorPage, formOf, html, redirect, textPage } from './accountsPage.ts';
import { isAtHome } from './clientAuthentication.ts';
import type { Consent } from './consent.ts';
import { consentPage } from './consentPage.ts';
import type { ConsentRequest } from './consentRequests.ts';
import { query } from './crmCall.ts';
import { organizationsOf, peopleOf, userIn } from './person.ts';
import type { EmulatorState } from './state.ts';

/** Handles a consent page: switching the account, accepting, and rejecting. */
export function addConsentEndpoint(app: FastifyInstance, state: EmulatorState): void {
  app.get('/oauth/v2/consent', (request, reply) =>
    isAtHome(state, request)
      ? showConsentPage(state, reply, query(request, 'ticket') ?? '', '', query(request, 'user'))
      : errorPage(reply, 'An error occurred'),
  );

  app.post('/oauth/v2/approve', (request, reply) => {
    const form = formOf(request);
    const ticket = form.get('ticket') ?? '';
    const asked = state.accounts.consentRequests.find(ticket);
    const decision = form.get('decision');
    if (asked === undefined || !isAtHome(state, request)) {
      return errorPage(reply, 'An error occurred');
    }
    const consent = decision === 'accept' ? consentIn(state, asked, form) : null;
    if (consent === undefined || (consent === null && decision !== 'reject')) {
      return errorPage(reply, 'An error occurred');
    }
    state.accounts.consentRequests.close(ticket);
    const outcome = asked.decide(consent);
    return 'redirect' in outcome
      ? redirect(reply, outcome.redirect)
      : textPage(reply, outcome.title, outcome.text);
  });
}

/** @param base path of the folder `/oauth/v2/`, relative to the page's URL */
export function showConsentPage(
  { accounts, organizations }: EmulatorState,
  reply: FastifyReply,
  ticket: string,
  base: string,
  email?: string,
): FastifyReply {
  const request = accounts.consentRequests.find(ticket);
  const people = peopleOf(organizations);
  const person =
    email === undefined
      ? (request?.existing?.user ?? people[0])
      : people.find((user) => user.email === email);
  if (request === undefined || person === undefined) {
    return errorPage(reply, 'An error occurred');
  }
  const choices = request.existing
    ? [request.existing.organization]
    : organizationsOf(organizations, person);
  return html(reply, consentPage(request, { ticket, base, people, person, choices }));
}

/** Undefined when the person can't give access to that organization. */
function consentIn(
  { organizations }: EmulatorState,
  { client, scopes, existing }: ConsentRequest,
  form: URLSearchParams,
): Consent | undefined {
  if (existing !== undefined) {
    return { ...existing, scopes: [...scopes] };
  }
  const organization = organizations.find(({ zgid }) => zgid === form.get('organization'));
  const user = organization && userIn(organization, form.get('user') ?? '');
  return organization && user && { client, organization, user, scopes: [...scopes] };
}
