import type { ConvertibleFormat, Format } from './format.ts';
import type { Picture } from './picture.ts';

/** What a person wants for the version that is made, within what Zoho accepts. */
export interface Wishes {
  /** Pixels of the longer side, at most. Smaller pictures aren’t enlarged. */
  readonly longestSide?: number;
  /** Whether pictures in CMYK are converted, too, although Zoho accepts them. */
  readonly withoutCmyk?: boolean;
}

/** Facts about a picture, before and after. */
export interface Facts {
  readonly format: Format | ConvertibleFormat;
  /** Pixels. Before: as stored; after: upright. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
}

/** `first-frame`: the picture was animated, and only its first frame is left. */
export type FitWarning = 'first-frame';

/** A version that Zoho accepts: sRGB, upright, without metadata. */
export interface Fitted {
  readonly kind: 'fitted';
  /** In memory, named like the original with the ending of its format. */
  readonly picture: Picture;
  readonly before: Facts;
  readonly after: Facts & { readonly format: Format };
  readonly warnings: readonly FitWarning[];
}

/** Why there is no version that fits: values without sentences. */
export type Unfit =
  /** The file can’t be decoded. `detail` is the decoder's message, for the log. */
  | { readonly kind: 'broken'; readonly format: Facts['format']; readonly detail: string }
  /** It may be whole, but no decoder here shows this kind of its format correctly. */
  | { readonly kind: 'unsupported'; readonly format: Facts['format']; readonly detail: string }
  /** A HEIC, while converting HEIC is off. It wasn’t read. */
  | { readonly kind: 'heic-off'; readonly format: Facts['format'] }
  /** Decoding it would take this many bytes of memory, and `limit` are allowed. It wasn’t decoded. */
  | {
      readonly kind: 'too-much-memory';
      readonly format: Facts['format'];
      readonly bytes: number;
      readonly limit: number;
    }
  /** It took too long. */
  | { readonly kind: 'too-slow'; readonly format: Facts['format']; readonly milliseconds: number }
  /** The decoder ended by itself: out of memory, or a bug in it. */
  | { readonly kind: 'crashed'; readonly format: Facts['format']; readonly detail: string };

/** The job for the worker. */
export interface FitJob {
  /** The whole file. */
  readonly bytes: SharedArrayBuffer;
  readonly format: Facts['format'];
  /** Pixels and bytes of the wanted version, at most. */
  readonly maxPixels: number;
  readonly maxBytes: number;
  readonly longestSide: number;
}

/** The worker's answer. */
export type FitAnswer =
  | {
      readonly kind: 'fitted';
      readonly bytes: Uint8Array;
      readonly format: Format;
      readonly width: number;
      readonly height: number;
      readonly warnings: readonly FitWarning[];
    }
  | { readonly kind: 'too-much-memory'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'broken' | 'unsupported'; readonly detail: string };
