import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorPage } from './accountsPage.ts';
import type { Client, ClientType } from './client.ts';
import { isAtHome, provenClient } from './clientAuthentication.ts';
import type { Granted, TokenError } from './grants.ts';
import { isOfCrm, scopesIn } from './scope.ts';
import type { EmulatorState } from './state.ts';
import { tokenAnswer } from './tokenAnswer.ts';
import { tokenParameters } from './tokenParameters.ts';

type Parameters = ReadonlyMap<string, string>;

/** The clients that can use a grant type, and what it grants to an authenticated one. */
interface GrantType {
  readonly of: readonly ClientType[];
  readonly grant: (
    state: EmulatorState,
    client: Client,
    parameters: Parameters,
  ) => Granted | TokenError;
}

const THROTTLED = {
  error_description:
    'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

const GRANT_TYPES: ReadonlyMap<string, GrantType> = new Map([
  ['authorization_code', { of: ['self', 'server', 'mobile'], grant: byCode }],
  ['refresh_token', { of: ['self', 'server', 'mobile', 'non-browser'], grant: byRefreshToken }],
]);
const CLIENT_CREDENTIALS: GrantType = { of: ['self'], grant: byClientCredentials };

/** `/oauth/v2/token`: tokens for codes, refresh tokens, and client credentials. */
export function addTokenEndpoint(
  app: FastifyInstance,
  state: EmulatorState,
  api: () => string,
): void {
  const answer = (
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: Parameters,
    grantType: GrantType | undefined,
  ): FastifyReply => {
    const client = provenClient(state, request, parameters);
    if ('error' in client) {
      return reply.send(client);
    }
    if (grantType?.of.includes(client.type) !== true) {
      return reply.send({ error: 'invalid_client' });
    }
    // Codes and tokens exist only at the person's data center, even if the client is known elsewhere.
    const granted: Granted | TokenError = isAtHome(state, request)
      ? grantType.grant(state, client, parameters)
      : { error: 'invalid_code' };
    if (granted === 'throttled') {
      return reply.code(throttleStatus(state)).send(THROTTLED);
    }
    // Errors also have status 200: clients that check only the status mistake them for tokens.
    return reply.send('error' in granted ? granted : tokenAnswer(state, request, api(), granted));
  };

  app.all('/oauth/v2/token', (request, reply) => {
    const parameters = tokenParameters(request);
    const name = parameters.get('grant_type') ?? '';
    if (request.method !== 'POST' || name === '') {
      return errorPage(reply, 'Bad Request');
    }
    const isHere = state.switches.clientCredentialsAt !== 'auth';
    const grantType =
      name === 'client_credentials' && isHere ? CLIENT_CREDENTIALS : GRANT_TYPES.get(name);
    return answer(request, reply, parameters, grantType);
  });

  // The authorize page's URL, as in the CRM's own documents.
  app.post('/oauth/v2/auth', (request, reply) => {
    const parameters = tokenParameters(request);
    const isHere = state.switches.clientCredentialsAt !== 'token';
    return isHere && parameters.get('grant_type') === 'client_credentials'
      ? answer(request, reply, parameters, CLIENT_CREDENTIALS)
      : errorPage(reply, 'Bad Request');
  });
}

function byCode({ grants }: EmulatorState, client: Client, parameters: Parameters) {
  const uri = parameters.get('redirect_uri') ?? null;
  // A self client has no redirect URL to compare with.
  if (client.type === 'self' ? uri !== null : uri === null || !client.redirectUris.includes(uri)) {
    return { error: 'invalid_redirect_uri' };
  }
  const code = parameters.get('code') ?? '';
  return grants.redeemCode(client, code, uri, parameters.get('code_verifier'));
}

function byRefreshToken({ grants, switches }: EmulatorState, client: Client, sent: Parameters) {
  const token = grants.refresh(client, sent.get('refresh_token') ?? '', switches.throttleExtends);
  return token === 'throttled' || 'error' in token ? token : { access: token };
}

/** On behalf of the organization's first user, who owns the self client. */
function byClientCredentials(
  { grants, organizations, switches }: EmulatorState,
  client: Client,
  parameters: Parameters,
) {
  const soid = parameters.get('soid') ?? '';
  if (soid === '') {
    return { error: 'missing_org_info' };
  }
  const scopes = scopesIn(parameters.get('scope'));
  if (scopes === undefined) {
    return { error: 'invalid_scope' };
  }
  const { foreignScopes } = switches;
  const own = scopes.filter(isOfCrm);
  if (own.length < scopes.length && foreignScopes !== 'granted' && foreignScopes !== 'left out') {
    return { error: foreignScopes };
  }
  const organization = organizations.find(({ zgid }) => soid === `ZohoCRM.${zgid}`);
  const user = organization?.users[0];
  if (organization === undefined || user === undefined) {
    return { error: 'invalid_org' };
  }
  const granted = foreignScopes === 'granted' ? scopes : own;
  const consent = { client, organization, user, scopes: granted };
  return { access: grants.issueAccessToken(consent, 'client_credentials') };
}

function throttleStatus({ switches, grants }: EmulatorState): number {
  const alternating = grants.throttled % 2 === 1 ? 200 : 400;
  return switches.throttleStatus === 'alternately' ? alternating : switches.throttleStatus;
}
