import type { Client } from './client.ts';

/** Put in by the build, where a publisher has a client of their own. */
declare const PUBLISHER_CLIENT: { readonly id: string; readonly secret?: string } | undefined;

/**
 * The publisher's own client, with which signing in is one click. It is public, as the client of
 * every desktop application is: so it is of the type that has PKCE.
 */
export function publisherClient(): Client | undefined {
  return typeof PUBLISHER_CLIENT === 'undefined'
    ? undefined
    : { type: 'mobile', ...PUBLISHER_CLIENT };
}
