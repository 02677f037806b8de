import * as v from 'valibot';
import type { Place } from '../zoho/dataCenter.ts';
import { ENVIRONMENTS } from '../zoho/dataCenter.ts';
import { CustomAuthority, ZohoAuthority } from './authority.ts';
import { ClientSchema } from './client.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Environment = v.picklist(ENVIRONMENTS);

/** What an account gets its access tokens with. */
const Credentials = v.variant('kind', [
  v.object({ kind: v.literal('refresh-token'), client: ClientSchema, refreshToken: Text }),
  /** A self client's own organization: each access token is asked for anew. */
  v.object({
    kind: v.literal('client-credentials'),
    client: v.required(ClientSchema, ['secret']),
    organizationId: Text,
  }),
  /** Nothing: the access token was pasted, and serves until its end. */
  v.object({ kind: v.literal('access-token') }),
]);

/** What is kept of an account, secrets included: it lives in SecretStorage and nowhere else. */
export const AccountSchema = v.object({
  format: v.literal(1),
  /** Data center or hosts, environment, organization and user: it stays over refreshes and sign-ins. */
  id: Text,
  place: v.variant('kind', [
    v.object({ ...ZohoAuthority, environment: Environment }),
    v.object({ ...CustomAuthority, environment: Environment }),
  ]),
  organization: v.object({ id: Text, name: v.string(), domain: v.string() }),
  user: v.object({ id: Text, name: v.string(), email: v.string() }),
  credentials: Credentials,
  /** Those that Zoho said it granted; where it did not say, those that were asked for. */
  scopes: v.array(Text),
  access: v.object({ token: Text, endsAt: v.number() }),
  /** Milliseconds since 1970 until which Zoho gives no tokens: no window is to ask before. */
  throttledUntil: v.exactOptional(v.number()),
});

export type Account = v.InferOutput<typeof AccountSchema>;
export type Credentials = Account['credentials'];

export function accountId({
  place,
  organization,
  user,
}: {
  readonly place: Place;
  readonly organization: { readonly id: string };
  readonly user: { readonly id: string };
}): string {
  // All hosts of a custom server: whoever still works with an account of the same accounts server
  // and another API must not be given this one's token.
  const where =
    place.kind === 'zoho'
      ? place.dataCenter
      : [place.servers.accounts, place.servers.api, place.servers.web]
          .map((origin) => new URL(origin).host)
          .join('+');
  return [where, place.environment, organization.id, user.id].join('/');
}

/** The client that an account was made with; a pasted access token has none. */
export function clientOf({ credentials }: Account): v.InferOutput<typeof ClientSchema> | undefined {
  return credentials.kind === 'access-token' ? undefined : credentials.client;
}

/** Whether nobody has signed in anew between two readings of an account. */
export function sameCredentials(a: Account, b: Account): boolean {
  return JSON.stringify(a.credentials) === JSON.stringify(b.credentials);
}
