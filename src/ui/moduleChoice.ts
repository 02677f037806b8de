import type { RecordKey } from '../zoho/photo.ts';
import type { Target } from './targetQuestion.ts';

/** What is chosen first: a target, or the module that it is in (undefined: by its name). */
export type ModuleChoice =
  | Target
  | { readonly kind: 'module'; readonly module: string | undefined }
  /** The record of the upload before. */
  | { readonly kind: 'again'; readonly key: RecordKey }
  /** What the upload must not start is to be chosen first. */
  | { readonly kind: 'automation' };
