import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Sides } from '../../../src/image/sides.ts';

/** Pixels per block side; means of blocks are compared, which evens out compression noise. */
const BLOCK = 8;

/** Longer side, in pixels, at which large pictures are compared. */
const LARGEST = 400;

/**
 * The difference between two pictures of the same size: the mean difference of their blocks'
 * channels, from 0 to 255, and that of the worst block. A rotation, a reflection or two swapped
 * channels give a mean over 20 for the scene (scene.ts).
 */
export async function unlikeness(
  one: Sharp,
  other: Sharp,
): Promise<{ mean: number; worst: number }> {
  const [a, b] = await Promise.all([blocks(one), blocks(other)]);
  assert.deepEqual(a.sides, b.sides);
  const differences = a.values.map((value, at) => Math.abs(value - (b.values[at] ?? 0)));
  return {
    mean: differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
    worst: differences.reduce((worst, difference) => Math.max(worst, difference), 0),
  };
}

/** Fails unless a file looks like the reference, which is scaled to its size. */
export async function assertAlike(
  bytes: Uint8Array,
  reference: Sharp,
  allowed = { mean: 2, worst: 14 },
): Promise<void> {
  const { width, height } = await sharp(bytes).metadata();
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  const sides = [Math.round(width * scale), Math.round(height * scale)] as const;
  const small = (picture: Sharp): Promise<Buffer> =>
    picture
      .resize(...sides, { fit: 'fill' })
      .png()
      .toBuffer();
  const [made, expected] = await Promise.all([small(sharp(bytes)), small(reference)]);
  const { mean, worst } = await unlikeness(sharp(made), sharp(expected));
  const said = `unlike by ${mean.toFixed(2)} in the mean, ${worst.toFixed(1)} at worst`;
  assert.ok(mean <= allowed.mean && worst <= allowed.worst, said);
}

async function blocks(picture: Sharp): Promise<{ sides: Sides; values: number[] }> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const columns = Math.ceil(width / BLOCK);
  const sums = new Array<number>(columns * Math.ceil(height / BLOCK) * channels).fill(0);
  const counts = [...sums];
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / channels);
    const column = Math.floor((pixel % width) / BLOCK);
    const row = Math.floor(pixel / width / BLOCK);
    const slot = (row * columns + column) * channels + (at % channels);
    // Colors are weighted by their opacity.
    const seen = at % channels === 3 ? 1 : (data[pixel * channels + 3] ?? 0) / 255;
    sums[slot] = (sums[slot] ?? 0) + (data[at] ?? 0) * seen;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  const values = sums.map((sum, slot) => sum / (counts[slot] ?? 1));
  return { sides: { width, height }, values };
}
