import { viewOf } from './header.ts';
import type { HuffmanTable } from './huffmanBits.ts';
import { BadScan, HuffmanBits, huffmanTable } from './huffmanBits.ts';
import { Blocks } from './jpegBlocks.ts';
import type { Component, Frame } from './jpegFrame.ts';
import { COEFFICIENTS, frameOf, MOST_BLOCKS } from './jpegFrame.ts';
import { nextMarker } from './jpegMarker.ts';

const BASELINE = 0xc0;
const EXTENDED = 0xc1;
const PROGRESSIVE = 0xc2;
const DEFINE_TABLES = 0xc4;
const START_OF_SCAN = 0xda;
const RESTART_INTERVAL = 0xdd;
const FIRST_RESTART = 0xd0;

/** A segment of a JPEG, from its marker on. A scan's data start where it ends. */
export interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** Where the data of the scans end, as far as they can be decoded. */
interface ScanEnds {
  /** For each scan, in order, after its last byte. */
  readonly ends: readonly number[];
  /** The number of the scan that completes the picture; undefined if none does. */
  readonly last: number | undefined;
}

/**
 * Reads the data of all scans, without decoding a picture, to find where they end: the end may not
 * be marked in the file, or have other data before it.
 * Source: ITU-T T.81, annexes F.2 and G.2, in the order of libjpeg's jdhuff.c and jdphuff.c.
 *
 * @param segments all that were found, in their order
 */
export function scanEnds(bytes: Uint8Array, segments: readonly Segment[]): ScanEnds {
  const decoder = new Decoder(bytes);
  const ends: number[] = [];
  try {
    for (const segment of segments) {
      const end = decoder.read(segment);
      if (end !== undefined) {
        ends.push(end);
        if (decoder.isComplete) {
          return { ends, last: ends.length - 1 };
        }
      }
    }
  } catch (error) {
    // What is cut off in the middle of a segment can’t be read.
    if (!(error instanceof BadScan || error instanceof RangeError)) {
      throw error;
    }
  }
  return { ends, last: undefined };
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** DC tables by their numbers, and AC tables by theirs plus 16. */
  readonly #tables = new Map<number, HuffmanTable>();
  #frame: Frame | undefined;
  #interval = 0;
  #blocks = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  get isComplete(): boolean {
    return this.#frame?.components.every(({ known }) => known.every((bit) => bit === 0)) ?? false;
  }

  /** Reads a segment. For a scan, returns where its data end. */
  read({ marker, start, end }: Segment): number | undefined {
    switch (marker) {
      case BASELINE:
      case EXTENDED:
      case PROGRESSIVE:
        if (this.#frame !== undefined) {
          throw new BadScan('a second frame');
        }
        this.#frame = frameOf(this.#bytes.subarray(start, end), marker === PROGRESSIVE);
        return undefined;
      case DEFINE_TABLES:
        this.#defineTables(start + 4, end);
        return undefined;
      case RESTART_INTERVAL:
        this.#interval = this.#view.getUint16(start + 4);
        return undefined;
      case START_OF_SCAN:
        return this.#scan(start + 4, end);
      default:
        return undefined;
    }
  }

  #defineTables(from: number, to: number): void {
    for (let at = from; at + 17 <= to;) {
      const counts = this.#bytes.subarray(at + 1, at + 17);
      const length = counts.reduce((sum, count) => sum + count, 0);
      const values = this.#bytes.subarray(at + 17, at + 17 + length);
      this.#tables.set(this.#bytes[at] ?? 0, huffmanTable(counts, values));
      at += 17 + length;
    }
  }

  #scan(from: number, to: number): number {
    const frame = this.#frame;
    const count = this.#view.getUint8(from);
    if (frame === undefined || to !== from + 4 + 2 * count) {
      throw new BadScan('no frame');
    }
    const chosen = Array.from({ length: count }, (_, index) => {
      const at = from + 1 + 2 * index;
      const component = frame.components.find(({ id }) => id === this.#bytes[at]);
      const tables = this.#view.getUint8(at + 1);
      if (component === undefined) {
        throw new BadScan('no such component');
      }
      const [dc, ac] = [this.#tables.get(tables >> 4), this.#tables.get(16 + (tables & 15))];
      return { component, dc, ac };
    });
    const approximation = this.#view.getUint8(to - 1);
    const scan = frame.progressive
      ? {
          first: this.#view.getUint8(to - 3),
          last: this.#view.getUint8(to - 2),
          before: approximation >> 4,
          bit: approximation & 15,
        }
      : { first: 0, last: COEFFICIENTS - 1, before: 0, bit: 0 };
    if (scan.first > scan.last || scan.last >= COEFFICIENTS || (scan.first > 0 && count !== 1)) {
      throw new BadScan('no such coefficients');
    }
    const bits = new HuffmanBits(this.#bytes, to);
    const blocks = new Blocks(bits, frame.progressive, scan);
    const units = unitsOf(frame, chosen);
    const total = units.columns * units.rows;
    for (let unit = 0; unit < total; unit += 1) {
      if (this.#interval > 0 && unit > 0 && unit % this.#interval === 0) {
        bits.restartAt(this.#behindRestart(bits.end, unit / this.#interval - 1));
        blocks.restart();
      }
      const [column, row] = [unit % units.columns, Math.floor(unit / units.columns)];
      for (const { component, dc, ac, across, down } of units.parts) {
        for (let block = 0; block < across * down; block += 1) {
          const y = row * down + Math.floor(block / across);
          const index = y * component.stride + column * across + (block % across);
          blocks.read(component.nonzero, index * 8, dc, ac);
        }
        this.#blocks += across * down;
      }
      if (this.#blocks > MOST_BLOCKS) {
        throw new BadScan('too many blocks');
      }
    }
    for (const { component } of chosen) {
      component.known.fill(scan.bit, scan.first, scan.last + 1);
    }
    return bits.end;
  }

  /** Only the restart that is due. Decoders treat another one differently. */
  #behindRestart(from: number, number: number): number {
    const at = nextMarker(this.#bytes, from);
    if (this.#bytes[at + 1] !== FIRST_RESTART + (number % 8)) {
      throw new BadScan('no restart');
    }
    return at + 2;
  }
}

interface Chosen {
  readonly component: Component;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

interface Units {
  readonly columns: number;
  readonly rows: number;
  readonly parts: readonly (Chosen & { readonly across: number; readonly down: number })[];
}

/** For one component, its blocks one by one. For several, as many together as the sampling says. */
function unitsOf(frame: Frame, chosen: readonly Chosen[]): Units {
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) {
    const { columns, rows } = only.component;
    return { columns, rows, parts: [{ ...only, across: 1, down: 1 }] };
  }
  const parts = chosen.map((one) => {
    const { across, down } = one.component;
    return { ...one, across, down };
  });
  return { columns: frame.unitColumns, rows: frame.unitRows, parts };
}
