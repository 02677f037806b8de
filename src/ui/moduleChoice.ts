import type { RecordKey } from '../zoho/photo.ts';
import type { Suggestion } from '../upload/suggestion.ts';
import type { Target } from './targetQuestion.ts';

/** The first answer: a target, or its module (undefined: the name is still to be typed). */
export type ModuleChoice =
  | Target
  | { readonly kind: 'module'; readonly module: string | undefined }
  /** Search a module for a text, or for what was typed. */
  | { readonly kind: 'search'; readonly module: string; readonly text?: string }
  /** The last upload's record. */
  | {
      readonly kind: 'same-record';
      readonly key: RecordKey;
      readonly suggestion?: Suggestion | undefined;
    }
  /** Choose the automations to skip, then ask again. */
  | { readonly kind: 'automation' };
