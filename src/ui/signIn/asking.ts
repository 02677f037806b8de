import type { SignInQuestion } from '../../auth/prompts.ts';
import type { Step } from '../step.ts';
import type { Draft } from './draft.ts';

/** One question of the sign-in, given what has been answered before. */
export interface Asking {
  readonly question: SignInQuestion;
  readonly counted: Step;
  readonly draft: Draft;
  /** What Zoho had against the answer before. */
  readonly error: string | undefined;
}
