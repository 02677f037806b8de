// A picture of four plain quarters that reveals every swap, rotation and wrong color.
import assert from 'node:assert/strict';
import sharp from 'sharp';

export const SIDES = { width: 32, height: 24 };

/** Red, green, blue, gray: top left and right, bottom left and right. */
export const COLORS = [
  [200, 30, 30],
  [30, 200, 30],
  [30, 30, 200],
  [128, 128, 128],
] as const;

export const GREYS = [40, 100, 160, 220] as const;

/** The quarter that contains a pixel. */
export function quarter(x: number, y: number): number {
  return (y < SIDES.height / 2 ? 0 : 2) + (x < SIDES.width / 2 ? 0 : 1);
}

/** The center color of each quarter, as RGBA. */
async function quartersOf(bytes: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return [0, 1, 2, 3].map((index) => {
    const x = Math.floor(width / 4 + (index % 2) * (width / 2));
    const y = Math.floor(height / 4 + (index >> 1) * (height / 2));
    return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  });
}

/** Fails unless each quarter has its color within `off`; RGB is enough for an opaque one. */
export async function assertQuarters(
  bytes: Uint8Array,
  expected: readonly (readonly number[])[],
  off = 2,
): Promise<void> {
  const seen = await quartersOf(bytes);
  const alike = expected.every(([red = 0, green = 0, blue = 0, alpha = 255], index) =>
    [red, green, blue, alpha].every(
      (value, channel) => Math.abs(value - (seen[index]?.[channel] ?? Infinity)) <= off,
    ),
  );
  assert.ok(alike, `${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`);
}
