import * as v from 'valibot';
import type { Authority, Place, Servers } from '../zoho/dataCenter.ts';
import { DATA_CENTERS, ENVIRONMENTS } from '../zoho/dataCenter.ts';
import { CustomAuthority, ZohoAuthority } from './authority.ts';
import { ClientSchema } from './client.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Environment = v.picklist(ENVIRONMENTS);

/** What an account gets its access tokens with. */
const Credentials = v.variant('kind', [
  v.object({ kind: v.literal('refresh-token'), client: ClientSchema, refreshToken: Text }),
  /** A self client's own organization: each access token is requested with these. */
  v.object({
    kind: v.literal('client-credentials'),
    client: v.object({ ...ClientSchema.entries, secret: Text }),
    organizationId: Text,
  }),
  /** Nothing: the access token was pasted, and works until it expires. */
  v.object({ kind: v.literal('access-token') }),
]);

/** What is stored of an account, secrets included. It is in SecretStorage and nowhere else. */
export const AccountSchema = v.object({
  format: v.literal(1),
  /** Data center or hosts, environment, organization, and user. Refreshes and sign-ins keep it. */
  id: Text,
  place: v.variant('kind', [
    v.object({ ...ZohoAuthority, environment: Environment }),
    v.object({ ...CustomAuthority, environment: Environment }),
  ]),
  organization: v.object({ id: Text, name: v.string(), domain: v.string() }),
  user: v.object({ id: Text, name: v.string(), email: v.string() }),
  credentials: Credentials,
  /** Those that Zoho said it granted; if it didn’t say, those that were requested. */
  scopes: v.array(Text),
  access: v.object({ token: Text, endsAt: v.number() }),
  /** Milliseconds since 1970 until which Zoho gives no tokens: no window should ask before. */
  throttledUntil: v.exactOptional(v.number()),
});

export type Account = v.InferOutput<typeof AccountSchema>;
export type Credentials = Account['credentials'];

/** The first part of an account's ID. */
function serverId(place: Authority): string {
  // All hosts of a custom server. Otherwise an account of the same accounts server with another API
  // would get this one's token.
  return place.kind === 'zoho'
    ? place.dataCenter
    : [place.servers.accounts, place.servers.api, place.servers.web]
        .map((origin) => new URL(origin).host)
        .join('+');
}

/** Whether an account with this ID is on one of these servers of Zoho’s or of a person's own. */
export function isIdOf(id: string, servers: Servers | 'zoho'): boolean {
  const [server = ''] = id.split('/');
  return servers === 'zoho'
    ? DATA_CENTERS.some((dataCenter) => dataCenter === server)
    : server === serverId({ kind: 'custom', servers });
}

export function accountId({
  place,
  organization,
  user,
}: {
  readonly place: Place;
  readonly organization: { readonly id: string };
  readonly user: { readonly id: string };
}): string {
  return [serverId(place), place.environment, organization.id, user.id].join('/');
}

/** The client that the account was made with. A pasted access token has none. */
export function clientOf({ credentials }: Account): v.InferOutput<typeof ClientSchema> | undefined {
  return credentials.kind === 'access-token' ? undefined : credentials.client;
}

/** Whether both accounts have the same credentials: nobody signed in again in between. */
export function sameCredentials(a: Account, b: Account): boolean {
  return JSON.stringify(a.credentials) === JSON.stringify(b.credentials);
}
