/** A piece of a file, by its purpose. */
export interface Part {
  /**
   * `picture` is needed to show the picture unchanged, including its colors. Everything else can be
   * removed. `text` is a chunk of a PNG, from its type on; `flir` is what a thermal camera adds;
   * `other` is everything else, including data after the end of the picture.
   */
  readonly kind: 'picture' | 'exif' | 'xmp' | 'iptc' | 'flir' | 'text' | 'other';
  readonly bytes: Uint8Array;
  /** What it says, without its frame. For `exif`, a TIFF file. */
  readonly content: Uint8Array;
}

/** Why the end of a file isn’t known. */
export type Flaw = 'truncated' | 'broken';

/** The parts of a file, in its own order, as far as it can be read. */
export interface Parts {
  readonly parts: readonly Part[];
  /** If set, the picture isn’t complete, or it is unclear what it is. */
  readonly flaw?: Flaw;
  /** The picture is complete, and only the mark of its end, or its length, was wrong. */
  readonly isRepaired?: true;
}

/** The files of one format: how to take them apart and put them together again. */
export interface Container {
  /**
   * @param bytes all of a file with the format's signature
   * @param closely whether the picture's data are decoded to find their end, which takes long
   */
  readonly split: (bytes: Uint8Array, closely?: boolean) => Parts;
  /** Makes a part with this EXIF, a TIFF file. Missing if the format has no place for it. */
  readonly exif?: (tiff: Uint8Array) => Part;
  /** Makes a file of a picture's parts and at most one of EXIF, with correct lengths and flags. */
  readonly join: (parts: readonly Part[]) => Uint8Array;
}

/** Far more than pictures have. What claims to have more is meant to take memory. */
export const MOST_PARTS = 100_000;

export function part(kind: Part['kind'], bytes: Uint8Array, content: Uint8Array = bytes): Part {
  return { kind, bytes, content };
}

/** Parts one after the other, as they are. */
export function inRow(parts: readonly Part[]): Uint8Array {
  return joined(parts.map(({ bytes }) => bytes));
}

export function joined(pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
