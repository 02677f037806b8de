import { latin1 } from './latin1.ts';

/**
 * A data set of record 2 that is not empty: places by code and by name, city, part of it, province,
 * country by code and by name.
 * Source: IPTC-IIM 4.1, 2:26, 2:27, 2:90, 2:92, 2:95, 2:100, 2:101.
 */
const PLACE = /\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65](?!\0\0)/;

/** Whether IPTC data, with or without Photoshop's frame around it, name a place. */
export function iptcHasLocation(bytes: Uint8Array): boolean {
  return PLACE.test(latin1(bytes));
}
