/** The median of measurements and their spread. */
export interface Summary {
  readonly median: number;
  /** A quarter of the measurements are below this. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** @param values at least one, in any order */
export function summary(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param values at least one */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Interpolates linearly between two measurements. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) {
    throw new RangeError('there is no median of nothing');
  }
  return below + (above - below) * (place - Math.floor(place));
}
