import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorPage, formOf, html, redirect } from './accountsPage.ts';
import type { ClientTab, Filled } from './apiConsolePage.ts';
import {
  CLIENT_TYPES,
  clientPage,
  confirmPage,
  DURATIONS,
  generatedPage,
  newClientPage,
  newSelfClientPage,
  portalPage,
  startPage,
  typesPage,
} from './apiConsolePage.ts';
import type { Client, ClientType } from './client.ts';
import { isAtHome } from './clientAuthentication.ts';
import { isRedirectUri } from './clients.ts';
import { COPY_SCRIPT_HASH } from './copyScript.ts';
import { query } from './crmCall.ts';
import type { Location } from './dataCenter.ts';
import { consoleOriginOf, isConsole, zohoHostOf } from './dataCenter.ts';
import { CONSOLE_TERMS } from './grantCodes.ts';
import { organizationsOf, peopleOf, userIn } from './person.ts';
import { scopesIn } from './scope.ts';
import type { EmulatorState } from './state.ts';

const FOLDER = '/developerconsole/';
const EMPTY: Filled = new URLSearchParams();

/** The API console: where people register applications. Each data center has its own. */
export function addApiConsole(app: FastifyInstance, state: EmulatorState): void {
  keepApart(app);

  app.get('/developerconsole', (_request, reply) => redirect(reply, 'developerconsole/'));

  app.get(FOLDER, (request, reply) => show(reply, startPage(listed(state, request))));

  app.get(`${FOLDER}add`, (_request, reply) => show(reply, typesPage()));

  app.get(`${FOLDER}new`, (request, reply) => {
    const type = typeNamed(query(request, 'type'));
    if (type === undefined) {
      return errorPage(reply, 'Page not found', 404);
    }
    return show(reply, type === 'self' ? newSelfClientPage() : newClientPage(type, EMPTY, ''));
  });

  app.get(`${FOLDER}confirm`, (_request, reply) => show(reply, confirmPage()));

  app.post(`${FOLDER}create`, (request, reply) => {
    const form = formOf(request);
    const type = typeNamed(form.get('type') ?? undefined);
    if (type === undefined) {
      return errorPage(reply, 'Page not found', 404);
    }
    const redirectUris = (form.get('redirectUris') ?? '').split(/[\s,]+/).filter(Boolean);
    const wrong = type === 'self' ? '' : mistakeIn(type, form, redirectUris);
    if (wrong !== '') {
      return show(reply, newClientPage(type, form, wrong));
    }
    const name = type === 'self' ? 'Self Client' : (form.get('name') ?? '');
    const location = zohoHostOf(request.headers.host)?.location;
    const client = state.accounts.clients.register(
      { type, name, redirectUris, ...(location === undefined ? {} : { location }) },
      state.switches.location,
    );
    return redirect(reply, `client?id=${client.id}`);
  });

  app.get(`${FOLDER}client`, (request, reply) => {
    const client = clientNamed(state, request, query(request, 'id'));
    const tab = client && tabNamed(client, query(request, 'tab'));
    return client === undefined || tab === undefined
      ? errorPage(reply, 'Page not found', 404)
      : show(reply, clientPage(client, tab, EMPTY, ''));
  });

  app.post(`${FOLDER}settings`, (request, reply) => {
    const form = formOf(request);
    const client = clientNamed(state, request, form.get('id'));
    if (client === undefined || client.type === 'self') {
      return errorPage(reply, 'Page not found', 404);
    }
    client.multiDc = form.get('multiDc') === 'on';
    return redirect(reply, `client?id=${client.id}&tab=settings`);
  });

  for (const step of ['portal', 'generate'] as const) {
    app.post(FOLDER + step, (request, reply) => {
      const form = formOf(request);
      const client = clientNamed(state, request, form.get('id'));
      return client?.type === 'self'
        ? show(reply, codePage(state, request, client, form, step))
        : errorPage(reply, 'Page not found', 404);
    });
  }
}

/**
 * What each host name serves: the console's hosts serve only the console, and the accounts servers'
 * hosts redirect there. On loopback, one server does both.
 */
function keepApart(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const host = zohoHostOf(request.headers.host);
    const [pathname = ''] = request.url.split('?', 1);
    const isConsolePath = `${pathname}/`.startsWith(FOLDER);
    if (host === undefined || isConsole(host) === isConsolePath) {
      done();
    } else if (!isConsole(host)) {
      redirect(reply, consoleOriginOf(host.location) + request.url);
    } else if (pathname === '/') {
      redirect(reply, 'developerconsole/');
    } else {
      errorPage(reply, 'Page not found', 404);
    }
  });
}

function show(reply: FastifyReply, whole: string): FastifyReply {
  return html(reply, whole, COPY_SCRIPT_HASH);
}

function typeNamed(name: string | undefined): ClientType | undefined {
  return CLIENT_TYPES.find(([type]) => type === name)?.[0];
}

function tabNamed({ type }: Client, name: string | undefined): ClientTab | undefined {
  const tabs: readonly ClientTab[] = type === 'self' ? ['code', 'secret'] : ['secret', 'settings'];
  return name === undefined ? tabs[0] : tabs.find((tab) => tab === name);
}

function listed(state: EmulatorState, request: FastifyRequest): Client[] {
  const at: Location = state.locationOf(request.headers.host);
  return state.accounts.clients.listedAt(at, state.switches.location);
}

function clientNamed(
  state: EmulatorState,
  request: FastifyRequest,
  id: string | null | undefined,
): Client | undefined {
  return listed(state, request).find((client) => client.id === id);
}

/** The error in the words of Zoho's console, empty if there is none. */
function mistakeIn(type: ClientType, form: Filled, redirectUris: readonly string[]): string {
  if (!/^[\p{L}\p{N}_& ]+$/u.test(form.get('name')?.trim() ?? '')) {
    return 'Enter a valid client name';
  }
  if (!isRedirectUri(form.get('homepage') ?? '')) {
    return 'Enter a valid homepage URL';
  }
  const none = redirectUris.length === 0;
  return (type === 'non-browser' ? !none : none || !redirectUris.every(isRedirectUri))
    ? 'Enter a valid redirect URI'
    : '';
}

/** One of the steps to a code, or the first step again if the input is invalid. */
function codePage(
  state: EmulatorState,
  request: FastifyRequest,
  client: Client,
  form: Filled,
  step: 'portal' | 'generate',
): string {
  const again = (alert: string): string => clientPage(client, 'code', form, alert);
  const scopes = scopesIn(form.get('scope')?.trim());
  if (scopes === undefined) {
    return again('Enter a valid scope');
  }
  if ((form.get('description') ?? '').trim() === '') {
    return again('Enter a valid scope description');
  }
  const minutes = DURATIONS.find((each) => String(each) === form.get('duration'));
  if (minutes === undefined) {
    return again('Choose a time duration');
  }
  // The console's user is the first person; other data centers have no people.
  const [person] = isAtHome(state, request) ? peopleOf(state.organizations) : [];
  const choices = person === undefined ? [] : organizationsOf(state.organizations, person);
  if (person === undefined || choices.length === 0) {
    return again('There is no portal at this data center');
  }
  const organization = choices.find(({ zgid }) => zgid === form.get('organization'));
  const user = organization && userIn(organization, person.email);
  if (step === 'portal' || organization === undefined || user === undefined) {
    return portalPage(client, form, choices);
  }
  const { codes } = state.grants;
  if (!codes.mayAsk(client)) {
    return again('Too many codes were generated. Try again later');
  }
  const consent = { client, organization, user, scopes };
  const validMs = minutes * 60_000;
  const code = codes.issue(consent, { ...CONSOLE_TERMS, validMs });
  return generatedPage(client, code, scopes, state.now() + validMs);
}
