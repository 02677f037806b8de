import { clientParameters } from '../../src/zoho/accountsServer.ts';
import { UNINTERRUPTED } from '../../src/auth/flows/attempt.ts';
import { jsonOf, isObject } from '../../src/zoho/answer.ts';
import type { TokenType } from '../../src/zoho/revocation.ts';
import type { Incoming } from '../../src/zoho/sender.ts';
import type { Question } from './question.ts';
import type { Session } from './session.ts';
import { ZohoFailure } from './zohoFailure.ts';

export type RevocationPath = '/oauth/v2/token/revoke' | '/oauth/v2/revoke/token';

/** An answer of the accounts server. */
export interface TokenAnswer {
  readonly status: number;
  /** Whether it has a body. */
  readonly isEmpty: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The access token in it, if any. */
  readonly accessToken: string | undefined;
  readonly error: string | undefined;
}

/** The accounts server as one question may use it. Tokens that it makes are its own to revoke. */
export class AccountsCalls {
  readonly #session: Session;
  readonly #announced: Pick<Question, 'id' | 'accountsCalls'>;
  #left: number;

  constructor(session: Session, announced: Pick<Question, 'id' | 'accountsCalls'>) {
    this.#session = session;
    this.#announced = announced;
    this.#left = announced.accountsCalls;
  }

  /** Another access token of the session. */
  async renew(): Promise<TokenAnswer> {
    this.#count();
    const { answer } = await this.#session.renew();
    return this.#tokenAnswer(answer);
  }

  /** @param organization its number (`zgid`) */
  clientCredentials(
    path: '/oauth/v2/token' | '/oauth/v2/auth',
    organization: string,
    scopes: readonly string[],
  ): Promise<TokenAnswer> {
    return this.#post(path, {
      grant_type: 'client_credentials',
      ...clientParameters(this.#session.client),
      scope: scopes.join(','),
      soid: `ZohoCRM.${organization}`,
    });
  }

  /** Revokes a token at one of the two URLs of Zoho's pages, with what each page asks for. */
  revoke(path: RevocationPath, token: string, type: TokenType): Promise<TokenAnswer> {
    const { id, secret } = this.#session.client;
    return path === '/oauth/v2/token/revoke'
      ? this.#post(path, { token })
      : this.#post(
          path,
          { token, token_type: type },
          { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
        );
  }

  async #post(
    path: string,
    parameters: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TokenAnswer> {
    this.#count();
    // It may make or end a token, so it isn't interrupted.
    const answer = await this.#session.server.post(path, parameters, UNINTERRUPTED, headers);
    if (!answer.ok) {
      throw new ZohoFailure(answer.failure);
    }
    return this.#tokenAnswer(answer.value);
  }

  #tokenAnswer(answer: Incoming): TokenAnswer {
    const json = jsonOf(answer);
    const fields = isObject(json) ? json : {};
    const { access_token: token, error } = fields;
    const accessToken = typeof token === 'string' && token !== '' ? token : undefined;
    if (accessToken !== undefined) {
      this.#session.secrets.add(accessToken);
    }
    return {
      status: answer.status,
      isEmpty: answer.body.length === 0,
      fields,
      accessToken,
      error: typeof error === 'string' ? error : undefined,
    };
  }

  #count(): void {
    if (this.#left <= 0) {
      const { id, accountsCalls } = this.#announced;
      throw new Error(`${id} announced only ${accountsCalls} requests to the accounts server`);
    }
    this.#left -= 1;
  }
}
