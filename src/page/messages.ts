/** What the page sends to the extension. */
export type FromPage =
  /** It was loaded, for the first time or again, and needs the pictures. */
  { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly answer: ReplacementAnswer };

/** `confirm-all` and `cancel` are for this picture and all that follow. */
export const ANSWERS = ['confirm', 'confirm-all', 'skip', 'cancel'] as const;

export type ReplacementAnswer = (typeof ANSWERS)[number];

/** The pictures to show, by the ID of their element. */
export type ToPage = Readonly<Partial<Record<Side, ShownPicture>>>;

export type Side = 'present' | 'new';

export interface ShownPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The media type; empty if the bytes are enough to tell. */
  readonly type: string;
}
