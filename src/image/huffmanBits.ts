/** Thrown where decoders stop, or decode something that wasn’t meant. */
export class BadScan extends Error {}

/** A Huffman table, by the number of bits of a code; values by code. */
export interface HuffmanTable {
  /** By the next 9 bits: the bits of the code, times 256, and the value; 0 for a longer code. */
  readonly quick: Uint16Array;
  /**
   * For each number of bits the largest code, and the offset from a code to its value; -1 for none.
   */
  readonly largest: Int32Array;
  readonly offset: Int32Array;
  readonly values: Uint8Array;
}

const QUICK = 9;
const LONGEST = 16;

/**
 * Source: ITU-T T.81, annex C and F.2.2.3.
 *
 * @param counts how many codes there are of 1 to 16 bits
 */
export function huffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const quick = new Uint16Array(1 << QUICK);
  const largest = new Int32Array(LONGEST + 1).fill(-1);
  const offset = new Int32Array(LONGEST + 1);
  let code = 0;
  let index = 0;
  for (let bits = 1; bits <= LONGEST; bits += 1) {
    const count = counts[bits - 1] ?? 0;
    offset[bits] = index - code;
    for (let more = 0; more < count; more += 1) {
      if (bits <= QUICK) {
        const from = code << (QUICK - bits);
        quick.fill((bits << 8) | (values[index] ?? 0), from, from + (1 << (QUICK - bits)));
      }
      code += 1;
      index += 1;
    }
    if (count > 0) {
      largest[bits] = code - 1;
    }
    if (code > 1 << bits) {
      throw new BadScan('more codes than there can be');
    }
    code <<= 1;
  }
  return { quick, largest, offset, values };
}

/**
 * Reads the bits of a scan, in which a zero follows each 0xFF that isn’t a marker. Throws BadScan
 * if needed bits are missing.
 */
export class HuffmanBits {
  readonly #bytes: Uint8Array;
  /** The next byte. */
  #at: number;
  /** The last bits read; the lower `#count` are still unused. */
  #bits = 0;
  #count = 0;
  /** How many of the bytes are made up, past the end. */
  #beyond = 0;
  /** How many bytes were read, and where the last four of them start, by their numbers. */
  #taken = 0;
  readonly #starts = new Int32Array(4);

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  /** Where the first byte starts of which no bit has been used. Throws if more was used. */
  get end(): number {
    const unused = this.#count >> 3;
    if (unused < this.#beyond) {
      throw new BadScan('the data end too early');
    }
    return unused === this.#beyond ? this.#at : (this.#starts[(this.#taken - unused) & 3] ?? 0);
  }

  /** Continues there with whole bytes. */
  restartAt(at: number): void {
    this.#at = at;
    this.#bits = 0;
    this.#count = 0;
    this.#beyond = 0;
    this.#taken = 0;
  }

  skip(count: number): void {
    this.#need(count);
    this.#count -= count;
  }

  take(count: number): number {
    this.#need(count);
    this.#count -= count;
    return (this.#bits >>> this.#count) & ((1 << count) - 1);
  }

  decode(table: HuffmanTable): number {
    this.#need(LONGEST);
    const quick = table.quick[(this.#bits >>> (this.#count - QUICK)) & ((1 << QUICK) - 1)] ?? 0;
    if (quick !== 0) {
      this.#count -= quick >> 8;
      return quick & 0xff;
    }
    const next = (this.#bits >>> (this.#count - LONGEST)) & 0xffff;
    for (let bits = QUICK + 1; bits <= LONGEST; bits += 1) {
      const code = next >> (LONGEST - bits);
      if (code <= (table.largest[bits] ?? -1)) {
        this.#count -= bits;
        return table.values[code + (table.offset[bits] ?? 0)] ?? 0;
      }
    }
    throw new BadScan('a code that there is none of');
  }

  /** Makes this many bits available, 16 at most. */
  #need(count: number): void {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at];
      const start = this.#at;
      let next = 0;
      if (byte === undefined) {
        this.#beyond += 1;
      } else if (byte === 0xff) {
        let behind = start + 1;
        while (this.#bytes[behind] === 0xff) {
          behind += 1;
        }
        if (this.#bytes[behind] === 0) {
          next = 0xff;
          this.#at = behind + 1;
        } else {
          this.#beyond += 1;
        }
      } else {
        next = byte;
        this.#at += 1;
      }
      if (this.#beyond > 4) {
        throw new BadScan('the data end too early');
      }
      this.#bits = (this.#bits << 8) | next;
      this.#count += 8;
      this.#starts[this.#taken & 3] = start;
      this.#taken += 1;
    }
  }
}
