import { isObject, jsonOf } from '../../../src/zoho/answer.ts';
import { serversOf } from '../../../src/zoho/dataCenter.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { ORGANIZATION_SCOPE, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';
import type { AccountsCalls, TokenAnswer } from '../accountsCalls.ts';
import { plainCode, statusAndCode } from '../answer.ts';
import { noSuchText } from '../nobody.ts';
import type { Question, Seen, Tools } from '../question.ts';
import { reading } from '../question.ts';
import type { Sandbox } from '../sandboxProof.ts';

const READ_ALL = 'ZohoCRM.modules.READ';

/** What the answer to the code says besides the tokens. Asking costs nothing more. */
export function seenAtSignIn(first: Incoming, authority: Authority, sandbox: Sandbox): Seen[] {
  const json = jsonOf(first);
  const fields = isObject(json) ? json : {};
  return [
    { about: 'scopeInTokenAnswer', value: scopeForm(fields.scope) },
    { about: 'apiDomain', value: domainForm(fields, authority, sandbox) },
  ];
}

function scopeForm(scope: unknown): string {
  if (typeof scope !== 'string') {
    return scope === undefined ? 'no' : 'in another form';
  }
  return !/[\s,]/.test(scope)
    ? 'one scope'
    : scope.includes(',')
      ? scope === scope.toLowerCase()
        ? 'with commas, in lower case'
        : 'with commas'
      : 'with spaces';
}

/** Which API a token's answer names. */
function domainForm(
  fields: Readonly<Record<string, unknown>>,
  authority: Authority,
  { api, environment }: Sandbox,
): string {
  if (!('api_domain' in fields)) {
    return 'missing';
  }
  const { api_domain: domain } = fields;
  if (domain === null) {
    return 'null';
  }
  const production = serversOf({ ...authority, environment: 'production' });
  return domain === serversOf({ ...authority, environment }).api || domain === api
    ? 'of environment'
    : domain === production.api
      ? 'production'
      : domain === production.accounts.replace('accounts.', 'api.')
        ? 'api.zoho'
        : 'another';
}

/** @param first Zoho's answer to the code */
export function tokenQuestions(
  authority: Authority,
  sandbox: Sandbox,
  first: Incoming,
): readonly Question[] {
  return [
    reading({
      id: 'refresh',
      asks: 'Which API does the answer to a refresh name?',
      does: 'Requests another access token with the refresh token of this check.',
      about: ['refreshApiDomain'],
      apiCalls: 0,
      accountsCalls: 1,
      async ask({ accounts }): Promise<Seen[]> {
        const { fields } = await accounts.renew();
        const json = jsonOf(first);
        const before = domainForm(isObject(json) ? json : {}, authority, sandbox);
        const named = domainForm(fields, authority, sandbox);
        const value = named === before ? 'as at sign-in' : named;
        return [{ about: 'refreshApiDomain', value }];
      },
    }),
    reading({
      id: 'client-credentials',
      asks: 'At which URL do client credentials work, and do they get the scope of the search?',
      does:
        'Requests access tokens for this sandbox with your client and no code, at the two URLs of ' +
        'Zoho’s pages; searches with the last one for a text that no record has; revokes them.',
      about: ['clientCredentialsAt', 'foreignScopes'],
      apiCalls: 1,
      accountsCalls: 6,
      ask: (tools) => byClientCredentials(tools, sandbox.organization.id),
    }),
  ];
}

async function byClientCredentials(tools: Tools, organization: string): Promise<Seen[]> {
  const { accounts } = tools;
  const made: string[] = [];
  const request = async (
    path: '/oauth/v2/token' | '/oauth/v2/auth',
    scopes: readonly string[],
  ): Promise<TokenAnswer> => {
    const answer = await accounts.clientCredentials(path, organization, scopes);
    made.push(...(answer.accessToken === undefined ? [] : [answer.accessToken]));
    return answer;
  };
  let seen: readonly Seen[];
  try {
    seen = await seenByClientCredentials(tools, request);
  } catch (error) {
    await revokeAll(accounts, made);
    throw error;
  }
  const left = await revokeAll(accounts, made);
  const note = { note: `Tokens that could not be revoked, and end within an hour: ${left}` };
  return [...seen, ...(left === 0 ? [] : [note])];
}

/** @returns how many could not be revoked */
async function revokeAll(accounts: AccountsCalls, tokens: readonly string[]): Promise<number> {
  let left = 0;
  for (const token of tokens) {
    const answer = await accounts
      .revoke('/oauth/v2/revoke/token', token, 'access_token')
      .catch(() => undefined);
    left += answer?.status === 200 && answer.error === undefined ? 0 : 1;
  }
  return left;
}

async function seenByClientCredentials(
  tools: Tools,
  request: (
    path: '/oauth/v2/token' | '/oauth/v2/auth',
    scopes: readonly string[],
  ) => Promise<TokenAnswer>,
): Promise<readonly Seen[]> {
  const own = [ORGANIZATION_SCOPE, READ_ALL];
  const token = await request('/oauth/v2/token', own);
  const auth = await request('/oauth/v2/auth', own);
  const [atToken, atAuth] = [token, auth].map(({ accessToken }) => accessToken !== undefined);
  const note = {
    note: `Client credentials at /oauth/v2/token: ${answered(token)}; at /oauth/v2/auth: ${answered(auth)}`,
  };
  if (atToken !== true && atAuth !== true) {
    const unseen = 'Zoho gave no token for client credentials.';
    return [{ about: 'clientCredentialsAt', unseen }, { about: 'foreignScopes', unseen }, note];
  }
  const foreign = await request(atToken === true ? '/oauth/v2/token' : '/oauth/v2/auth', [
    ...own,
    SEARCH_SCOPE,
  ]);
  return [
    {
      about: 'clientCredentialsAt',
      value: atToken !== true ? 'auth' : atAuth === true ? 'both' : 'token',
    },
    await foreignScopes(tools, foreign),
    note,
  ];
}

function answered({ accessToken, error, status }: TokenAnswer): string {
  return accessToken === undefined ? `${status} ${plainCode(error ?? '')}` : 'a token';
}

async function foreignScopes(
  { api, record }: Tools,
  { accessToken, error }: TokenAnswer,
): Promise<Seen> {
  const about = 'foreignScopes';
  if (accessToken === undefined) {
    return { about, value: error ?? 'no token', shown: plainCode(error ?? '') };
  }
  const search = [record.module, 'search'];
  const query = { word: noSuchText, fields: 'id', per_page: '1' };
  const answer = await api.get(search, query, { token: accessToken });
  return answer.status < 300
    ? { about, value: 'granted' }
    : answer.code === 'OAUTH_SCOPE_MISMATCH'
      ? { about, value: 'left out' }
      : { about, unseen: `The search answers ${statusAndCode(answer)}.` };
}

/** Asked last: nothing works afterwards. */
export function revocationQuestion(
  refreshToken: string | undefined,
  revoked: () => void,
): Question {
  return reading({
    id: 'revocation',
    asks: 'Which URL revokes tokens, and what does Zoho say to a revoked one?',
    does:
      'Requests a last access token, revokes it at one URL and the refresh token at the other, or ' +
      'else at the first, and asks for the organization with the revoked token.',
    about: ['revokesAt', 'saysRevoked', 'endedTokenCode'],
    apiCalls: 1,
    accountsCalls: 4,
    async ask({ api, accounts }): Promise<Seen[]> {
      const { accessToken } = await accounts.renew();
      if (accessToken === undefined || refreshToken === undefined) {
        const unseen = 'There is no token to revoke.';
        return this.about.map((about) => ({ about, unseen }));
      }
      const path = '/oauth/v2/revoke/token';
      const one = await accounts.revoke(path, accessToken, 'access_token');
      const byOne = one.status === 200 && one.error === undefined;
      const byOther = await revokeRefreshToken(accounts, refreshToken, revoked, byOne);
      const dead = await api.get(['org'], {}, { token: accessToken });
      return [
        byOne || byOther
          ? {
              about: 'revokesAt',
              value: byOne && byOther ? 'both' : byOne ? 'revoke/token' : 'token/revoke',
            }
          : { about: 'revokesAt', unseen: 'Neither URL revoked a token.' },
        byOne
          ? { about: 'saysRevoked', value: one.fields.status === 'success' }
          : { about: 'saysRevoked', unseen: 'Zoho doesn’t revoke there.' },
        dead.status === 401
          ? { about: 'endedTokenCode', value: dead.code, shown: statusAndCode(dead) }
          : { about: 'endedTokenCode', unseen: `The answer is ${statusAndCode(dead)}.` },
      ];
    },
  });
}

/** @returns whether the older URL revoked it */
async function revokeRefreshToken(
  accounts: AccountsCalls,
  token: string,
  revoked: () => void,
  otherWorks: boolean,
): Promise<boolean> {
  const answer = await accounts.revoke('/oauth/v2/token/revoke', token, 'refresh_token');
  if (answer.status === 200 && answer.fields.status === 'success') {
    revoked();
    return true;
  }
  if (otherWorks) {
    const second = await accounts.revoke('/oauth/v2/revoke/token', token, 'refresh_token');
    if (second.status === 200 && second.error === undefined) {
      revoked();
    }
  }
  return false;
}
