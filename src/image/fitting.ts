import type { ConvertibleFormat, Format } from './format.ts';
import type { Picture } from './picture.ts';

/** What a person wants of the version that is made, within what Zoho takes. */
export interface Wishes {
  /** Pixels of the longer side, at most. Smaller pictures are not enlarged. */
  readonly longestSide?: number;
  /** A version is made of pictures in CMYK too, which Zoho takes. */
  readonly withoutCmyk?: boolean;
}

/** What there is to say of a picture, before and after. */
export interface Facts {
  readonly format: Format | ConvertibleFormat;
  /** Pixels. Before: as stored; after: upright. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
}

/** `first-frame`: the picture moved, and of it only the first frame is left. */
export type FitWarning = 'first-frame';

/** A version that Zoho takes: sRGB, upright, with no metadata. */
export interface Fitted {
  readonly kind: 'fitted';
  /** In memory, named as the original with the ending of its format. */
  readonly picture: Picture;
  readonly before: Facts;
  readonly after: Facts & { readonly format: Format };
  readonly warnings: readonly FitWarning[];
}

/** Why there is no version that fits: values without sentences. */
export type Unfit =
  /** The file cannot be decoded. `detail` is the decoder's word, for the log. */
  | { readonly kind: 'broken'; readonly format: Facts['format']; readonly detail: string }
  /** It may be whole, but is of a kind of its format that no decoder here shows as it is meant. */
  | { readonly kind: 'unsupported'; readonly format: Facts['format']; readonly detail: string }
  /** It took longer than it may. */
  | { readonly kind: 'too-slow'; readonly format: Facts['format']; readonly milliseconds: number }
  /** The decoder ended by itself: memory that is not there, or a mistake in it. */
  | { readonly kind: 'crashed'; readonly format: Facts['format']; readonly detail: string };

/** What the worker is asked. */
export interface FitJob {
  /** The whole file. */
  readonly bytes: SharedArrayBuffer;
  readonly format: Facts['format'];
  /** Pixels and bytes of the version that is wanted, at most. */
  readonly maxPixels: number;
  readonly maxBytes: number;
  readonly longestSide: number;
}

/** What it answers. */
export type FitAnswer =
  | {
      readonly kind: 'fitted';
      readonly bytes: Uint8Array;
      readonly format: Format;
      readonly width: number;
      readonly height: number;
      readonly warnings: readonly FitWarning[];
    }
  | { readonly kind: 'broken' | 'unsupported'; readonly detail: string };
