import * as v from 'valibot';
import { DATA_CENTRES, ENVIRONMENTS } from '../zoho/dataCentre.ts';
import { Origin } from '../zoho/origin.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Environment = v.picklist(ENVIRONMENTS);

/** What is kept of an account, secrets included: it lives in SecretStorage and nowhere else. */
export const AccountSchema = v.object({
  /** Data centre or hosts, environment, organisation and user: it stays over refreshes and sign-ins. */
  id: Text,
  place: v.variant('kind', [
    v.object({
      kind: v.literal('zoho'),
      dataCentre: v.picklist(DATA_CENTRES),
      environment: Environment,
    }),
    v.object({
      kind: v.literal('custom'),
      servers: v.object({ accounts: Origin, api: Origin, web: Origin }),
      environment: Environment,
    }),
  ]),
  organisation: v.object({ id: Text, name: v.string() }),
  user: v.object({ id: Text, name: v.string(), email: v.string() }),
  client: v.object({ id: Text, secret: v.string() }),
  refreshToken: Text,
  access: v.object({ token: Text, endsAt: v.number() }),
});

export type Account = v.InferOutput<typeof AccountSchema>;

export function accountId(account: Omit<Account, 'id'>): string {
  const { place, organisation, user } = account;
  // All hosts of a custom server: whoever still works with an account of the same accounts server
  // and another API must not be given this one's token.
  const where =
    place.kind === 'zoho'
      ? place.dataCentre
      : [place.servers.accounts, place.servers.api, place.servers.web]
          .map((origin) => new URL(origin).host)
          .join('+');
  return [where, place.environment, organisation.id, user.id].join('/');
}
