import type { SignInQuestion } from '../../auth/prompts.ts';
import type { StepTurn } from '../askInTurn.ts';
import type { Draft } from './draft.ts';

/** A question of the sign-in, with the answers so far. */
export type Asking = StepTurn<SignInQuestion, Draft>;
