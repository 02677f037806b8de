import { AccountsServer, clientParameters } from '../../src/zoho/accountsServer.ts';
import type { Authority } from '../../src/zoho/dataCenter.ts';
import { accountsOf } from '../../src/zoho/dataCenter.ts';
import type { Failure } from '../../src/zoho/failure.ts';
import type { Grant } from '../../src/zoho/grant.ts';
import { grantIn } from '../../src/zoho/grant.ts';
import type { Network } from '../../src/zoho/network.ts';
import { revoke } from '../../src/zoho/revocation.ts';
import type { Incoming } from '../../src/zoho/sender.ts';
import { UNINTERRUPTED } from '../../src/auth/flows/attempt.ts';
import { ZohoFailure } from './zohoFailure.ts';

/** A self client, and a code that its console generated. */
export interface SelfClient {
  readonly client: { readonly id: string; readonly secret: string };
  readonly code: string;
}

/** How long before its end a token is renewed: the photo must be restored with it, too. */
const EARLY_MS = 5 * 60_000;

/** A sign-in that is only kept in memory, and ends with the check. */
export class Session {
  readonly server: AccountsServer;
  readonly client: SelfClient['client'];
  /** The answer to the code, for what it says besides. */
  readonly first: Incoming;
  /** Everything secret that was ever seen here. */
  readonly secrets = new Set<string>();
  #grant: Grant;
  readonly #refreshToken: string | undefined;
  /** Whether tokens of it are left at Zoho. */
  #isAlive = true;

  private constructor(
    server: AccountsServer,
    { client, code }: SelfClient,
    first: Incoming,
    grant: Grant,
  ) {
    this.server = server;
    this.client = client;
    this.first = first;
    this.#grant = grant;
    this.#refreshToken = grant.refreshToken;
    for (const secret of [client.id, client.secret, code, grant.accessToken, grant.refreshToken]) {
      if (secret !== undefined) {
        this.secrets.add(secret);
      }
    }
  }

  /** @throws ZohoFailure if Zoho doesn't accept client and code */
  static async open(network: Network, authority: Authority, given: SelfClient): Promise<Session> {
    const server = new AccountsServer(network, accountsOf(authority));
    const parameters = { grant_type: 'authorization_code', code: given.code };
    const { answer, grant } = await requested(server, {
      ...parameters,
      ...clientParameters(given.client),
    });
    return new Session(server, given, answer, grant);
  }

  /** For diagnosis: an access token that should be valid for some minutes. */
  async token(): Promise<string> {
    if (this.#grant.endsAt - Date.now() < EARLY_MS && this.#refreshToken !== undefined) {
      await this.renew();
    }
    return this.#grant.accessToken;
  }

  /** Another access token. The ones before stay valid. @returns Zoho's answer */
  async renew(): Promise<{ answer: Incoming; accessToken: string }> {
    if (this.#refreshToken === undefined) {
      throw new ZohoFailure({ kind: 'sign-in-needed', why: 'token-ended' });
    }
    const { answer, grant } = await requested(this.server, {
      grant_type: 'refresh_token',
      refresh_token: this.#refreshToken,
      ...clientParameters(this.client),
    });
    this.secrets.add(grant.accessToken);
    this.#grant = grant;
    return { answer, accessToken: grant.accessToken };
  }

  /** The token to revoke in the end. */
  get refreshToken(): string | undefined {
    return this.#isAlive ? this.#refreshToken : undefined;
  }

  /** Called when the refresh token was revoked. */
  revoked(): void {
    this.#isAlive = false;
  }

  /** Revokes what is left. @returns whether nothing is left */
  async close(signal: AbortSignal): Promise<boolean> {
    if (!this.#isAlive) {
      return true;
    }
    const [token, type] =
      this.#refreshToken === undefined
        ? ([this.#grant.accessToken, 'access_token'] as const)
        : ([this.#refreshToken, 'refresh_token'] as const);
    const revoked = await revoke(this.server, this.client, token, type, signal);
    this.#isAlive = !revoked.ok;
    return revoked.ok;
  }
}

/** A request that may make a token isn't interrupted: nobody would know the token. */
async function requested(
  server: AccountsServer,
  parameters: Readonly<Record<string, string>>,
): Promise<{ answer: Incoming; grant: Grant }> {
  const asked = Date.now();
  const answer = await server.post('/oauth/v2/token', parameters, UNINTERRUPTED);
  if (!answer.ok) {
    throw new ZohoFailure(answer.failure);
  }
  const grant = grantIn(answer.value, asked);
  if (grant?.ok !== true) {
    const failure: Failure = grant?.failure ?? server.refusal(answer.value).failure;
    throw new ZohoFailure(failure);
  }
  return { answer: answer.value, grant: grant.value };
}
