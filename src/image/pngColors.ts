import { crc32 } from 'node:zlib';
import { arePossible } from './primaries.ts';
import type { Chromaticity, Colors, Primaries } from './colors.ts';
import { colorsOfCicp, isKnownCicp, SRGB, VIDEO_TRANSFERS } from './colors.ts';
import { viewOf } from './header.ts';
import { fourCc } from './latin1.ts';

/**
 * What a PNG says about its colors in numbers, and whether that takes precedence over an ICC
 * profile.
 */
interface PngColors {
  readonly colors: Colors;
  readonly overProfile: boolean;
}

const SIGNATURE = 8;
/** Length and type before a chunk's data, a checksum after it. */
const FRAME = 12;

/** Browsers show pictures with this gamma, or nearly, as sRGB. */
const GAMMA_OF_SRGB = 0.45455;
const NEARLY = 0.05;

/** A gamma outside is ignored, as in libpng. */
const MOST_GAMMA = 6250;

/** Video's transfer is a plain power here, unlike in AVIF. Chromium shows both this way. */
const VIDEO_EXPONENT = 2.4;

/**
 * Undefined if nothing is said, or nothing usable.
 * Source: PNG specification, third edition, 4.3 color spaces, 11.3.2.
 */
export function pngColors(bytes: Uint8Array): PngColors | undefined {
  const chunks = chunksBeforePixels(bytes);
  const cicp = cicpOf(chunks.get('cICP'));
  if (cicp !== undefined) {
    return { colors: cicp, overProfile: true };
  }
  const colors = chunks.has('sRGB') ? SRGB : gammaOf(chunks.get('gAMA'), chunks.get('cHRM'));
  return colors && { colors, overProfile: false };
}

function chunksBeforePixels(bytes: Uint8Array): ReadonlyMap<string, DataView> {
  const view = viewOf(bytes);
  const chunks = new Map<string, DataView>();
  for (let at = SIGNATURE; at + FRAME <= bytes.length;) {
    const length = view.getUint32(at);
    const type = fourCc(bytes, at + 4);
    const end = at + FRAME + length;
    if (type === 'IDAT' || end > bytes.length) {
      break;
    }
    // The first of several counts. Damaged ones are ignored.
    const isNew = ['cHRM', 'cICP', 'gAMA', 'sRGB'].includes(type) && !chunks.has(type);
    if (isNew && crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4)) {
      chunks.set(type, viewOf(bytes.subarray(at + 8, end - 4)));
    }
    at = end;
  }
  return chunks;
}

function cicpOf(chunk: DataView | undefined): Colors | undefined {
  if (chunk?.byteLength !== 4) {
    return undefined;
  }
  const [primaries, transfer, matrix, fullRange] = [0, 1, 2, 3].map((at) => chunk.getUint8(at));
  if (primaries === undefined || transfer === undefined || matrix !== 0 || fullRange !== 1) {
    return undefined;
  }
  if (!isKnownCicp(primaries, transfer)) {
    return undefined;
  }
  const colors = colorsOfCicp(primaries, transfer);
  return VIDEO_TRANSFERS.includes(transfer) ? { ...colors, transfer: VIDEO_EXPONENT } : colors;
}

/**
 * Primaries without a gamma mean nothing, at least to browsers, and so does a gamma with impossible
 * primaries.
 */
function gammaOf(gama: DataView | undefined, chrm: DataView | undefined): Colors | undefined {
  const gamma = gama?.byteLength === 4 ? gama.getUint32(0) / 100_000 : 0;
  if (gamma < 1 / MOST_GAMMA || gamma > MOST_GAMMA) {
    return undefined;
  }
  if (chrm?.byteLength === 32) {
    const primaries = primariesOf(chrm);
    return primaries && { primaries, transfer: 1 / gamma };
  }
  const isSrgb = Math.abs(gamma / GAMMA_OF_SRGB - 1) < NEARLY;
  return isSrgb ? SRGB : { primaries: SRGB.primaries, transfer: 1 / gamma };
}

function primariesOf(chrm: DataView): Primaries | undefined {
  const at = (index: number): Chromaticity => [
    chrm.getUint32(8 * index) / 100_000,
    chrm.getUint32(8 * index + 4) / 100_000,
  ];
  const primaries = { white: at(0), red: at(1), green: at(2), blue: at(3) };
  return arePossible(primaries) ? primaries : undefined;
}
