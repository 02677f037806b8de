import type { ConvertibleFormat, ForeignFormat, Format } from './format.ts';

/** Why a file could not be read at all. */
export type UnreadableReason =
  | 'missing'
  | 'folder'
  | 'no-permission'
  /** Another program has it for itself. */
  | 'busy'
  /** It was not read, since it would have to be downloaded first. */
  | 'in-cloud'
  /** It could not be downloaded. */
  | 'out-of-reach'
  /** What it tells of where and with what it was made is to go, and cannot be taken out of it. */
  | 'telling'
  | 'other';

/** Why a picture is not sent: values without sentences, each with the numbers that words need. */
export type Refusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-a-picture' }
  /** Git LFS keeps the picture elsewhere: in its place is a text that points there. */
  | { readonly kind: 'lfs-pointer' }
  | { readonly kind: 'foreign-format'; readonly format: ForeignFormat }
  /** The file ends before it has said how large the picture is. */
  | { readonly kind: 'truncated'; readonly format: Format }
  /** What it says of the picture cannot be. */
  | { readonly kind: 'broken'; readonly format: Format }
  /** It may be whole, but is of a kind of its format that no decoder here shows as it is meant. */
  | { readonly kind: 'unsupported'; readonly format: Format | ConvertibleFormat }
  /** No browser shows this kind of its format; a version of it can be made. */
  | { readonly kind: 'unshown'; readonly format: Format }
  /** Bytes, and how many are allowed. */
  | { readonly kind: 'too-many-bytes'; readonly size: number; readonly limit: number }
  /** `limit` is of width times height. */
  | {
      readonly kind: 'too-many-pixels';
      readonly width: number;
      readonly height: number;
      readonly limit: number;
    }
  /** `code` is the system's own: `EBUSY`. */
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly code?: string };
