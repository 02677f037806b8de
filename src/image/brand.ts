import { fourCc } from './latin1.ts';
import type { ForeignFormat } from './format.ts';
import { viewOf } from './header.ts';

/** Brands that name one format. Source: the registry at mp4ra.org; Canon's CR3 is "crx ". */
const BRANDS: Readonly<Record<string, ForeignFormat>> = {
  avif: 'AVIF',
  avis: 'AVIF',
  'crx ': 'RAW',
  heic: 'HEIC',
  heim: 'HEIC',
  heis: 'HEIC',
  heix: 'HEIC',
  hevc: 'HEIC',
  hevm: 'HEIC',
  hevs: 'HEIC',
  hevx: 'HEIC',
};

/** Any picture in this container. A later brand says which; it is HEIC if none does. */
const GENERAL = ['mif1', 'msf1'];

/**
 * The picture format of a file of boxes, by the brands in its first box: the main one, a version,
 * then all that it is compatible with. Videos consist of the same boxes.
 * Source: ISO/IEC 14496-12, 4.3 file type box.
 */
export function formatOfBrands(head: Uint8Array): ForeignFormat | undefined {
  if (head.length < 16 || fourCc(head, 4) !== 'ftyp') {
    return undefined;
  }
  const end = Math.min(viewOf(head).getUint32(0), head.length);
  const brands = [fourCc(head, 8)];
  for (let at = 16; at + 4 <= end; at += 4) {
    brands.push(fourCc(head, at));
  }
  const named = brands.find((brand) => Object.hasOwn(BRANDS, brand));
  if (named !== undefined) {
    return BRANDS[named];
  }
  return brands.some((brand) => GENERAL.includes(brand)) ? 'HEIC' : undefined;
}
