/**
 * `unshown`: a whole picture of a kind that no browser shows, but that is decoded here. `cmyk`: its
 * colors are inks.
 */
type Trait = 'unshown' | 'cmyk';

/** What the beginning of a file says about the picture in it. */
export type Header =
  | {
      readonly kind: 'read';
      /** Pixels, as stored, before any rotation by EXIF. */
      readonly width: number;
      readonly height: number;
      readonly trait?: Trait;
    }
  /** The answer isn’t in these bytes. This many are needed, from the start of the file. */
  | { readonly kind: 'needs'; readonly bytes: number }
  /** It may be whole, but no decoder here shows this kind correctly. */
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
