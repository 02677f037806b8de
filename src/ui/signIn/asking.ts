import type { SignInQuestion } from '../../auth/prompts.ts';
import type { StepTurn } from '../askInTurn.ts';
import type { Draft } from './draft.ts';

/** One question of the sign-in, given what has been answered before. */
export type Asking = StepTurn<SignInQuestion, Draft>;
