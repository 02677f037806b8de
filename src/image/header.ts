/**
 * `unshown`: a whole picture of a kind that no browser shows, and that is decoded here. `cmyk`: its
 * colors are those of inks.
 */
type Trait = 'unshown' | 'cmyk';

/** What the beginning of a file says of the picture in it. */
export type Header =
  | {
      readonly kind: 'read';
      /** Pixels, as stored: before a turn that EXIF may ask for. */
      readonly width: number;
      readonly height: number;
      readonly trait?: Trait;
    }
  /** The answer is not among these bytes: so many are needed, counted from the file's first. */
  | { readonly kind: 'needs'; readonly bytes: number }
  /** It may be whole, but no decoder here shows this kind of it as it is meant. */
  | { readonly kind: 'unsupported' }
  /** No decoder would open this. */
  | { readonly kind: 'broken' };

/** Reads the header of one format from the first bytes of a file that has its signature. */
export type HeaderReader = (head: Uint8Array) => Header;

export const BROKEN = { kind: 'broken' } as const satisfies Header;
export const UNSUPPORTED = { kind: 'unsupported' } as const satisfies Header;

export function needs(bytes: number): Extract<Header, { kind: 'needs' }> {
  return { kind: 'needs', bytes };
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
