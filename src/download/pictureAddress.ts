import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './publicAddress.ts';

/** Where a picture may be fetched from. */
export interface Allowed {
  /** Also this machine, and by http: for testing. */
  readonly loopback: boolean;
}

export type AddressProblem =
  | { readonly kind: 'not-a-url' }
  | { readonly kind: 'not-https' }
  | { readonly kind: 'has-password' }
  /** A machine of this network, or this one. */
  | { readonly kind: 'not-public'; readonly host: string };

/** The address of a picture, or what is wrong with it. Where its name leads is only known later. */
export function pictureAddressOf(text: string, allowed: Allowed): URL | AddressProblem {
  const url = URL.parse(text);
  if (url === null || url.hostname === '') {
    return { kind: 'not-a-url' };
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'has-password' };
  }
  const host = bareHost(url);
  // A proxy would look it up, and find itself.
  const isHere = /(?:^|\.)localhost\.*$/.test(host) || isLoopbackAddress(host);
  if (isHere && allowed.loopback && (url.protocol === 'http:' || url.protocol === 'https:')) {
    return url;
  }
  if (url.protocol !== 'https:') {
    return { kind: 'not-https' };
  }
  return isHere || (isIP(host) !== 0 && !isPublicAddress(host))
    ? { kind: 'not-public', host }
    : url;
}

/** URLs have IPv6 addresses in brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
