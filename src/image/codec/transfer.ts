import type { Transfer } from '../colors.ts';

/** Candela per square meter of a white page, the reference for HDR light. */
export const WHITE = 203;

/**
 * The brightest light that an HDR picture is made for, in the same unit, and that PQ can encode.
 */
export const PEAK = 1000;
export const BRIGHTEST = 10_000;

/**
 * The light for each of 256 values: 1 is white; in PQ and HLG a white page, so that lamps and
 * reflections are above.
 *
 * Source: IEC 61966-2-1, ITU-T H.273, ITU-R BT.2100. HLG is the light of the scene. The screen's is
 * calculated from all three channels.
 */
export function lightOf(transfer: Transfer): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 256 }, (_, value) => light(transfer, value / 255));
}

function light(transfer: Transfer, value: number): number {
  switch (transfer) {
    case 'sRGB':
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    case 'SMPTE 240M':
      return value <= 0.0913 ? value / 4 : ((value + 0.1115) / 1.1115) ** (1 / 0.45);
    case 'SMPTE 428':
      return (52.37 / 48) * value ** 2.6;
    case 'PQ': {
      const root = value ** (32 / 2523);
      const part = Math.max(0, root - 107 / 128) / (2413 / 128 - (2392 / 128) * root);
      return (BRIGHTEST / WHITE) * part ** (16_384 / 2610);
    }
    case 'HLG': {
      const a = 0.17883277;
      const b = 1 - 4 * a;
      const c = 0.5 - a * Math.log(4 * a);
      return value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - c) / a) + b) / 12;
    }
    default:
      return value ** transfer;
  }
}

/** Steps of light from black to white: several for each sRGB value. */
const STEPS = 65_536;

/** The sRGB values, in bytes, for light from 0 to 1 in 65,536 steps. */
export function srgbOfLight(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: STEPS }, (_, step) => srgb(step / (STEPS - 1)));
}

export function srgb(light: number): number {
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, value));
}

/**
 * The factor that brings light into a screen's range, for the brightest channel's light from 0 to
 * `BRIGHTEST / WHITE` in 65,536 steps. A white page becomes half of the screen's white, and
 * everything above, up to the peak, is compressed into the other half.
 *
 * Source: the reference-white tone mapping of SMPTE ST 2094-50, which Chromium uses for PQ and HLG.
 */
export function toneMapping(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: STEPS }, (_, step) => {
    const brightest = (step / (STEPS - 1)) * (BRIGHTEST / WHITE);
    return brightest <= 1 ? 0.5 : shoulder(Math.min(brightest, PEAK / WHITE)) / brightest;
  });
}

/** A quadratic Bézier curve from (1, 0.5), continuing the slope below, to (peak, 1). */
function shoulder(brightest: number): number {
  const kappa = 0.65;
  const x = 1 - kappa + kappa * 2;
  const y = (1 - kappa) * 0.5 + kappa;
  // Its x is a t² + b t + 1.
  const a = 1 - 2 * x + PEAK / WHITE;
  const b = 2 * x - 2;
  const t = (Math.sqrt(b * b + 4 * a * (brightest - 1)) - b) / (2 * a);
  return (1 - t) ** 2 * 0.5 + 2 * t * (1 - t) * y + t ** 2;
}
