import type { Client } from './client.ts';

/** Set by the build, if a publisher has a client of their own. */
declare const PUBLISHER_CLIENT: { readonly id: string; readonly secret?: string } | undefined;

/**
 * The publisher's own client, which makes signing in one click. It is public, like the client of
 * any desktop application, so it is of the type that has PKCE.
 */
export function publisherClient(): Client | undefined {
  return typeof PUBLISHER_CLIENT === 'undefined'
    ? undefined
    : { type: 'mobile', ...PUBLISHER_CLIENT };
}
