import type { HuffmanBits, HuffmanTable } from './huffmanBits.ts';
import { BadScan } from './huffmanBits.ts';

/** The coefficients of a scan, and which bits of them. */
interface Coefficients {
  /** Numbers of the first and the last, in zigzag order. */
  readonly first: number;
  readonly last: number;
  /** The bit that was known before; 0 for none. */
  readonly before: number;
  readonly bit: number;
}

/** A code for up to sixteen zeros. */
const MOST_ZEROS = 15;

/** Reads past the blocks of one scan, like decoders do. */
export class Blocks {
  readonly #bits: HuffmanBits;
  readonly #scan: Coefficients;
  readonly #kind: 'sequential' | 'dc' | 'dc-more' | 'ac' | 'ac-more';
  /** How many of the next blocks have nothing new. */
  #empty = 0;

  constructor(bits: HuffmanBits, progressive: boolean, scan: Coefficients) {
    this.#bits = bits;
    this.#scan = scan;
    const kind = scan.first === 0 ? 'dc' : 'ac';
    this.#kind = !progressive ? 'sequential' : scan.before === 0 ? kind : `${kind}-more`;
  }

  restart(): void {
    this.#empty = 0;
  }

  /**
   * @param nonzero a bit for each coefficient of all blocks, of a progressive picture
   * @param at where those of this block start
   */
  read(
    nonzero: Uint8Array,
    at: number,
    dc: HuffmanTable | undefined,
    ac: HuffmanTable | undefined,
  ): void {
    switch (this.#kind) {
      case 'sequential':
        this.#bits.skip(this.#bits.decode(tableOr(dc)) & 15);
        this.#sequential(tableOr(ac));
        break;
      case 'dc':
        this.#bits.skip(this.#bits.decode(tableOr(dc)) & 15);
        break;
      case 'dc-more':
        this.#bits.skip(1);
        break;
      case 'ac':
        this.#ac(nonzero, at, tableOr(ac));
        break;
      case 'ac-more':
        this.#acMore(nonzero, at, tableOr(ac));
    }
  }

  #sequential(ac: HuffmanTable): void {
    for (let k = 1; k < 64; k += 1) {
      const code = this.#bits.decode(ac);
      const [zeros, size] = [code >> 4, code & 15];
      if (size > 0) {
        k += zeros;
        this.#bits.skip(size);
      } else if (zeros === MOST_ZEROS) {
        k += zeros;
      } else {
        return;
      }
    }
  }

  #ac(nonzero: Uint8Array, at: number, ac: HuffmanTable): void {
    if (this.#empty > 0) {
      this.#empty -= 1;
      return;
    }
    for (let k = this.#scan.first; k <= this.#scan.last; k += 1) {
      const code = this.#bits.decode(ac);
      const [zeros, size] = [code >> 4, code & 15];
      if (size > 0) {
        k += zeros;
        this.#bits.skip(size);
        mark(nonzero, at, k);
      } else if (zeros === MOST_ZEROS) {
        k += zeros;
      } else {
        this.#empty = this.#run(zeros) - 1;
        return;
      }
    }
  }

  /** One more bit of each nonzero coefficient, and new ones between them. */
  #acMore(nonzero: Uint8Array, at: number, ac: HuffmanTable): void {
    const { first, last } = this.#scan;
    let k = first;
    for (; this.#empty === 0 && k <= last; k += 1) {
      const code = this.#bits.decode(ac);
      const [zeros, size] = [code >> 4, code & 15];
      if (size > 0) {
        this.#bits.skip(1);
      } else if (zeros < MOST_ZEROS) {
        this.#empty = this.#run(zeros);
        break;
      }
      for (let left = zeros; k <= last; k += 1) {
        if (is(nonzero, at, k)) {
          this.#bits.skip(1);
        } else if (left === 0) {
          break;
        } else {
          left -= 1;
        }
      }
      if (size > 0 && k <= last) {
        mark(nonzero, at, k);
      }
    }
    if (this.#empty > 0) {
      for (; k <= last; k += 1) {
        if (is(nonzero, at, k)) {
          this.#bits.skip(1);
        }
      }
      this.#empty -= 1;
    }
  }

  #run(size: number): number {
    return (1 << size) + (size > 0 ? this.#bits.take(size) : 0);
  }
}

function tableOr(table: HuffmanTable | undefined): HuffmanTable {
  if (table === undefined) {
    throw new BadScan('no such table');
  }
  return table;
}

function is(nonzero: Uint8Array, at: number, k: number): boolean {
  return (((nonzero[at + (k >> 3)] ?? 0) >> (k & 7)) & 1) === 1;
}

function mark(nonzero: Uint8Array, at: number, k: number): void {
  if (k < 64) {
    nonzero[at + (k >> 3)] = (nonzero[at + (k >> 3)] ?? 0) | (1 << (k & 7));
  }
}
