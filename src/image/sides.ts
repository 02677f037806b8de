/** Pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** The largest sides of the same shape that keep to both bounds; the same ones where they do. */
export function largestWithin(
  { width, height }: Sides,
  maxPixels: number,
  longestSide: number,
): Sides {
  const scale = Math.min(
    1,
    Math.sqrt(maxPixels / (width * height)),
    longestSide / Math.max(width, height),
  );
  return { width: scaled(width, scale), height: scaled(height, scale) };
}

/** Rounded down, but for what a floating-point number leaves out of a whole one. */
export function scaled(side: number, scale: number): number {
  return Math.max(1, Math.floor(side * scale + 1e-6));
}
