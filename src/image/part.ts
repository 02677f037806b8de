/** A piece of a file, by what it is there for. */
export interface Part {
  /**
   * `picture` is needed to show it as it is, its colors included; all else can go. `text` is a
   * chunk of a PNG, from its type on; `flir` what a thermal camera adds; `other` is whatever else
   * there is, data behind the end of the picture included.
   */
  readonly kind: 'picture' | 'exif' | 'xmp' | 'iptc' | 'flir' | 'text' | 'other';
  readonly bytes: Uint8Array;
  /** What it says, without its frame: of `exif` a TIFF file. */
  readonly content: Uint8Array;
}

/** Why a file has no end that is known. */
export type Flaw = 'truncated' | 'broken';

/** A file taken apart, in its own order, as far as it goes. */
export interface Parts {
  readonly parts: readonly Part[];
  /** Where there is one, the picture is not all there, or it cannot be told what it is. */
  readonly flaw?: Flaw;
  /** All of the picture is there, and only what marks its end, or says its length, was not right. */
  readonly isMended?: true;
}

/** Files of one format: how they are taken apart, and put together again. */
export interface Container {
  /**
   * @param bytes all of a file with the format's signature
   * @param closely whether the picture's data are decoded to find where they end, which takes long
   */
  readonly apart: (bytes: Uint8Array, closely?: boolean) => Parts;
  /** Makes a part that holds this EXIF, a TIFF file. None where the format has no place for it. */
  readonly exif?: (tiff: Uint8Array) => Part;
  /** Makes a file of pictures' parts and at most one of EXIF, lengths and flags set right. */
  readonly together: (parts: readonly Part[]) => Uint8Array;
}

/** Far more than pictures have: what claims to have more is made to take memory. */
export const MOST_PARTS = 100_000;

export function part(kind: Part['kind'], bytes: Uint8Array, content: Uint8Array = bytes): Part {
  return { kind, bytes, content };
}

/** Parts in a row, as they are. */
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
