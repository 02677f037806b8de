import * as v from 'valibot';

/** The client types of Zoho's API console that a person can sign in with here. */
export const CLIENT_TYPES = ['self', 'server', 'mobile', 'non-browser'] as const;
export type ClientType = (typeof CLIENT_TYPES)[number];

export const ClientSchema = v.object({
  type: v.picklist(CLIENT_TYPES),
  id: v.pipe(v.string(), v.nonEmpty()),
  /** Mobile clients have PKCE, and may do without. */
  secret: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
});

/** A client that somebody has registered in Zoho's API console. */
export type Client = v.InferOutput<typeof ClientSchema>;
