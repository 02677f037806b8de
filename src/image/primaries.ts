import type { Chromaticity, Primaries } from './colors.ts';
import { SRGB } from './colors.ts';

/** Row by row. */
export type Matrix = readonly (readonly number[])[];

/** How long, medium, and short waves are seen. Source: Bradford's transform, as in ICC.1. */
const CONES: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** Converts linear light from one set of primaries to another. White stays white. */
export function betweenPrimaries(from: Primaries, to: Primaries): Matrix {
  const adapted = product(adaptation(from.white, to.white), toXyz(from));
  return product(inverse(toXyz(to)), adapted);
}

/** How much red, green, and blue add to the luminance. */
export function luminanceOf(primaries: Primaries): readonly number[] {
  return toXyz(primaries)[1] ?? [];
}

/** Whether these can be primaries: otherwise they are ignored. */
export function arePossible(primaries: Primaries): boolean {
  const numbers = [...toXyz(primaries), ...betweenPrimaries(primaries, SRGB.primaries)].flat();
  return primaries.white[1] > 0 && numbers.every((number) => Math.abs(number) < 100);
}

function toXyz({ red, green, blue, white }: Primaries): Matrix {
  const columns = transposed([red, green, blue].map(([x, y]) => [x, y, 1 - x - y]));
  const shares = applied(inverse(columns), xyzOf(white));
  return columns.map((row) => row.map((value, column) => value * (shares[column] ?? 0)));
}

function xyzOf([x, y]: Chromaticity): readonly number[] {
  return [x / y, 1, (1 - x - y) / y];
}

function adaptation(from: Chromaticity, to: Chromaticity): Matrix {
  const before = applied(CONES, xyzOf(from));
  const after = applied(CONES, xyzOf(to));
  const scaled = CONES.map((row, cone) =>
    row.map((value) => (value * (after[cone] ?? 0)) / (before[cone] ?? 0)),
  );
  return product(inverse(CONES), scaled);
}

function applied(matrix: Matrix, vector: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}

function product(one: Matrix, other: Matrix): Matrix {
  const columns = transposed(other);
  return one.map((row) =>
    columns.map((column) => row.reduce((sum, value, at) => sum + value * (column[at] ?? 0), 0)),
  );
}

function transposed(matrix: Matrix): Matrix {
  return [0, 1, 2].map((column) => matrix.map((row) => row[column] ?? 0));
}

function inverse(matrix: Matrix): Matrix {
  const at = (row: number, column: number): number => matrix[row % 3]?.[column % 3] ?? 0;
  const cofactor = (row: number, column: number): number =>
    at(row + 1, column + 1) * at(row + 2, column + 2) -
    at(row + 1, column + 2) * at(row + 2, column + 1);
  const sides = [0, 1, 2];
  const determinant = sides.reduce((sum, column) => sum + at(0, column) * cofactor(0, column), 0);
  return sides.map((row) => sides.map((column) => cofactor(column, row) / determinant));
}
