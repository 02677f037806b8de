import type { ConvertibleFormat, ForeignFormat, Format } from './format.ts';

/** Why a file couldn’t be read at all. */
export type UnreadableReason =
  | 'missing'
  | 'folder'
  | 'no-permission'
  /** Another program has locked it. */
  | 'busy'
  /** It wasn’t read, because it would have to be downloaded first. */
  | 'in-cloud'
  /** It couldn’t be downloaded. */
  | 'out-of-reach'
  /** What it says about where and with what it was made should be removed, but can’t be. */
  | 'personal-data'
  | 'other';

/**
 * Why a picture isn’t sent: values without sentences, each with the numbers that its text needs.
 */
export type Refusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-a-picture' }
  /** Git LFS has the picture elsewhere. This file only points to it. */
  | { readonly kind: 'lfs-pointer' }
  | { readonly kind: 'foreign-format'; readonly format: ForeignFormat }
  /**
   * A HEIC, which could be converted, but the person’s settings don’t allow it; `isForbidden`: nor does
   * the administrator's policy.
   */
  | { readonly kind: 'heic-off'; readonly isForbidden?: true }
  /** The file ends before it says how large the picture is. */
  | { readonly kind: 'truncated'; readonly format: Format }
  /** What it says about the picture is impossible. */
  | { readonly kind: 'broken'; readonly format: Format }
  /** It may be whole, but no decoder here shows this kind of its format correctly. */
  | { readonly kind: 'unsupported'; readonly format: Format | ConvertibleFormat }
  /** No browser shows this kind of its format, but it can be converted. */
  | { readonly kind: 'unshown'; readonly format: Format }
  /** Bytes, and the most that are allowed. */
  | { readonly kind: 'too-many-bytes'; readonly size: number; readonly limit: number }
  /** `limit` is for width times height. */
  | {
      readonly kind: 'too-many-pixels';
      readonly width: number;
      readonly height: number;
      readonly limit: number;
    }
  /** `code` is the system's own: `EBUSY`. */
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly code?: string };
