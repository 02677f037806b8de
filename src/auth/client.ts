import * as v from 'valibot';
import type { Authority } from '../zoho/dataCenter.ts';
import { sameAuthority } from '../zoho/dataCenter.ts';
import { AuthoritySchema } from './authority.ts';

/** The client types of Zoho's API console that a person can sign in with here. */
const CLIENT_TYPES = ['self', 'server', 'mobile', 'non-browser'] as const;
export type ClientType = (typeof CLIENT_TYPES)[number];

export const ClientSchema = v.object({
  type: v.picklist(CLIENT_TYPES),
  id: v.pipe(v.string(), v.nonEmpty()),
  /** Mobile clients use PKCE, and work without. */
  secret: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  /** Where it is registered, if that isn’t its user's own data center. */
  registeredAt: v.exactOptional(AuthoritySchema),
});

/** A client that somebody registered in Zoho's API console. */
export type Client = v.InferOutput<typeof ClientSchema>;

/**
 * The client as it is stored after a sign-in.
 *
 * @param asked the server that was asked for access
 * @param home the server that gave it
 */
export function clientOfSignIn(client: Client, asked: Authority, home: Authority): Client {
  const { registeredAt, ...rest } = client;
  return sameAuthority(asked, home) ? rest : { ...rest, registeredAt: asked };
}
