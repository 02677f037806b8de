import { MAX_UNPACKED_BYTES } from './tableEndings.ts';
import type { TableProblem } from './tableProblem.ts';

/** As many rows as anybody has pictures and records for. */
export const MAX_ROWS = 200_000;

/** Columns with anything in them. A complete export of the CRM has a few hundred. */
export const MAX_COLUMNS = 2000;

/** Columns of a row, used or not: Excel's maximum. */
export const MAX_WIDTH = 16_384;

/** Above it, a table takes more than a second to read, and hundreds of megabytes. */
export const MAX_CELLS = 10_000_000;

/** Characters of a cell. Spreadsheets allow 32,767, and shops write longer descriptions. */
export const MAX_CELL = 100_000;

/** Characters of a column's name that JSON makes from the keys of objects in objects. */
export const MAX_KEY = 1000;

/** A table is over a bound. */
export class OverBound extends Error {
  readonly problem: TableProblem;

  constructor(problem: TableProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** Counts rows while they are read, so that reading ends at the first bound. */
export class Counted {
  #rows = 0;
  #cells = 0;
  #characters = 0;

  /** @throws OverBound */
  add(row: readonly string[]): void {
    this.#rows += 1;
    this.#cells += row.length;
    if (row.length > MAX_WIDTH && row.findLastIndex((cell) => cell !== '') >= MAX_WIDTH) {
      throw new OverBound({ kind: 'too-many-columns' });
    }
    if (this.#rows > MAX_ROWS) {
      throw new OverBound({ kind: 'too-many-rows' });
    }
    if (this.#cells > MAX_CELLS) {
      throw new OverBound({ kind: 'too-large' });
    }
    for (const cell of row) {
      if (cell.length > MAX_CELL) {
        throw new OverBound({ kind: 'cell-too-long', row: this.#rows });
      }
      this.addText(cell);
    }
  }

  /**
   * Counts a text that is in a cell: many cells of a workbook may share one.
   *
   * @throws OverBound
   */
  addText({ length }: string): void {
    this.#characters += length;
    if (this.#characters > MAX_UNPACKED_BYTES) {
      throw new OverBound({ kind: 'unpacked-too-large' });
    }
  }
}

/** What a reader returns, or the bound that it reached. */
export function withinBounds<T>(read: () => T): T | TableProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof OverBound) {
      return error.problem;
    }
    throw error;
  }
}
