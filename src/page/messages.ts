/** What the page says to the extension. */
export type FromPage =
  /** It is there, for the first time or once more: it wants the pictures. */
  { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly answer: ReplacementAnswer };

/** `confirm-all`, `cancel`: this one, and all that follow. */
export const ANSWERS = ['confirm', 'confirm-all', 'skip', 'cancel'] as const;

export type ReplacementAnswer = (typeof ANSWERS)[number];

/** What the page is to show, by the id of the element that has room for it. */
export type ToPage = Readonly<Partial<Record<Side, ShownPicture>>>;

export type Side = 'present' | 'new';

export interface ShownPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The media type; empty where the bytes say it. */
  readonly type: string;
}
