/** Pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** The largest sides of the same shape within both bounds; the same sides if they already are. */
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

/** Rounded down, except for errors of floating-point numbers. */
export function scaled(side: number, scale: number): number {
  return Math.max(1, Math.floor(side * scale + 1e-6));
}
