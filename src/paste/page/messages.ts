/**
 * The most bytes that are taken from one paste or drop, and the most pictures: they are in memory,
 * here and on the page.
 */
export const MOST_BYTES = 64_000_000;
export const MOST_PICTURES = 10;

/** Why there is no picture in what was pasted or dropped. */
export const LACKS = [
  /** The browser doesn’t let the page’s button read the clipboard. */
  'clipboard-refused',
  'folder',
  /** Nothing that a page can read. */
  'nothing',
  'text',
] as const;

export type Lack = (typeof LACKS)[number];

/** A picture that was pasted, dropped, or chosen. */
interface PageFile {
  /** Empty if it was never in a file. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page sends to the extension, which checks all of it. */
export type FromPastePage =
  /** It was loaded, for the first time or again, and needs everything. */
  | { readonly kind: 'ready' }
  /** Sent every few seconds (hostWatch.ts). */
  | { readonly kind: 'ping' }
  | {
      readonly kind: 'files';
      readonly files: readonly PageFile[];
      /** Names of those that are too large. */
      readonly tooLarge: readonly string[];
      /** Names of those that couldn’t be read: the browser doesn’t say why. */
      readonly unreadable: readonly string[];
      /** How many there were beyond the most. */
      readonly beyond: number;
    }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'lack'; readonly lack: Lack; readonly isDrop: boolean }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'download' }
  | { readonly kind: 'upload' };

/** What the extension sends to the page. */
export type ToPastePage =
  | { readonly kind: 'pong' }
  | { readonly kind: 'state'; readonly state: PasteState }
  /** Sent once for each picture that could be shown; empty if it’s too large, or can’t be read. */
  | {
      readonly kind: 'bytes';
      readonly id: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    };

/** Everything that the page shows. */
export interface PasteState {
  readonly pictures: readonly ShownPasted[];
  /** What happened, or what is wrong. */
  readonly note?: string;
  /** The label of the button that downloads a picture. */
  readonly download?: string;
  /** Whether there is a picture that can be uploaded. */
  readonly canUpload: boolean;
  /** An upload or a download has begun. */
  readonly isBusy: boolean;
}

export interface ShownPasted {
  readonly id: number;
  readonly name: string;
  /** `PNG · 1200 × 800 pixels · 99 KB`; empty if nothing is known. */
  readonly facts: string;
  /** What will happen to it. */
  readonly outlook: string;
  readonly isRefused: boolean;
  /** The button’s label for screen readers. */
  readonly remove: string;
}
