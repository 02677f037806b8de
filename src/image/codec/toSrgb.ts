import type { Colors, Primaries } from '../colors.ts';
import { BT_2020, isSrgb, SRGB } from '../colors.ts';
import type { Matrix } from '../primaries.ts';
import { betweenPrimaries, luminanceOf } from '../primaries.ts';
import { BRIGHTEST, lightOf, PEAK, srgb, srgbOfLight, toneMapping, WHITE } from './transfer.ts';
import type { VipsImage, VipsModule } from './vips.ts';

/** A screen shows somewhat more contrast than a scene has. Source: ITU-R BT.2100. */
const HLG_EXPONENT = 1.2;

const LAST_STEP = 65_535;

/**
 * The same picture in sRGB. What is brighter than a screen can show is compressed into its range.
 * What is more colorful is clipped.
 *
 * @param image of bytes: gray or three channels, and possibly alpha, which stays
 */
export function toSrgb(vips: VipsModule, image: VipsImage, colors: Colors): VipsImage {
  if (isSrgb(colors)) {
    return image.copy();
  }
  const bands = image.bands < 3 ? 1 : 3;
  using shown = image.extractBand(0, { n: bands });
  using converted = convert(vips, shown, colors);
  using named = converted.copy({ interpretation: image.interpretation });
  if (image.bands === bands) {
    return named.copy();
  }
  using alpha = image.extractBand(bands);
  return named.bandjoin(alpha);
}

function convert(vips: VipsModule, image: VipsImage, colors: Colors): VipsImage {
  const { primaries, transfer } = colors;
  const light = lightOf(transfer);
  const hdr = transfer === 'PQ' || transfer === 'HLG';
  if (!hdr && (image.bands === 1 || primaries === SRGB.primaries)) {
    using table = row(vips, Uint8Array.from(light, srgb));
    return image.maplut(table);
  }
  using table = row(vips, light);
  using linear = image.maplut(table);
  using shown = hdr ? onScreen(vips, linear, colors) : linear.copy();
  using rgb = mixed(vips, shown, hdr ? BT_2020 : primaries, SRGB.primaries);
  using steps = rgb.linear(LAST_STEP, 0.5);
  using whole = steps.cast('ushort');
  using values = row(vips, srgbOfLight());
  return whole.maplut(values);
}

/** HDR light as a usual screen shows it, in the primaries of BT.2020. */
function onScreen(vips: VipsModule, light: VipsImage, { primaries, transfer }: Colors): VipsImage {
  using wide = mixed(vips, light, primaries, BT_2020);
  using screen = transfer === 'HLG' ? ofScene(vips, wide) : wide.copy();
  return toneMapped(vips, screen);
}

/** The light of a screen of `PEAK` for the light of a scene, as in HLG. */
function ofScene(vips: VipsModule, scene: VipsImage): VipsImage {
  using weights = matrixImage(vips, [luminanceOf(BT_2020)]);
  using luminance = scene.bands === 3 ? scene.recomb(weights) : scene.copy();
  using more = luminance.pow(HLG_EXPONENT - 1);
  using gain = more.linear(PEAK / WHITE, 0);
  return scene.multiply(gain);
}

/** By its brightest channel, so that colors keep their hue. */
function toneMapped(vips: VipsModule, image: VipsImage): VipsImage {
  using brightest = image.bands === 3 ? brightestOf(image) : image.copy();
  using steps = brightest.linear((LAST_STEP * WHITE) / BRIGHTEST, 0.5);
  using whole = steps.cast('ushort');
  using table = row(vips, toneMapping());
  using gain = whole.maplut(table);
  return image.multiply(gain);
}

function mixed(vips: VipsModule, image: VipsImage, from: Primaries, to: Primaries): VipsImage {
  if (image.bands === 1 || from === to) {
    return image.copy();
  }
  using matrix = matrixImage(vips, betweenPrimaries(from, to));
  return image.recomb(matrix);
}

function brightestOf(image: VipsImage): VipsImage {
  using red = image.extractBand(0);
  using green = image.extractBand(1);
  using blue = image.extractBand(2);
  using one = red.maxpair(green);
  return one.maxpair(blue);
}

/** Values by their index. */
function row(vips: VipsModule, values: Uint8Array | Float32Array): VipsImage {
  const format = values instanceof Uint8Array ? vips.BandFormat.uchar : vips.BandFormat.float;
  return vips.Image.newFromMemory(values, values.length, 1, 1, format);
}

function matrixImage(vips: VipsModule, matrix: Matrix): VipsImage {
  const values = Float64Array.from(matrix.flat());
  return vips.Image.newFromMemory(values, 3, matrix.length, 1, vips.BandFormat.double);
}
