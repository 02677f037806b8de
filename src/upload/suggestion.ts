import type { Expected } from './confirmation.ts';

/** Why the record was suggested that a person chose, or why it's given. */
export type Suggestion =
  /** This file was uploaded there before. */
  | { readonly kind: 'same-file'; readonly expected: Expected }
  /** It was found by the file's name, which is a guess. */
  | { readonly kind: 'file-name' }
  /** A link that was opened outside of VS Code names it. */
  | { readonly kind: 'link' }
  /** The picture was dropped on it, which may have slipped. */
  | { readonly kind: 'drop' };
