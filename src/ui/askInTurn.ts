import type { Step, StepAnswer } from './step.ts';

/** What a step is told when its turn comes. */
export interface StepTurn<Question, Draft> {
  readonly question: Question;
  /** Everything that has been answered so far, also in a turn before this one. */
  readonly draft: Draft;
  readonly counted: Step;
  /** What is wrong with the answer from before, where the questions begin with that. */
  readonly error: string | undefined;
}

export interface NamedStep<Question, Draft, Name extends string = string> {
  readonly name: Name;
  /** Asks, and gives the draft with the answer in it. */
  readonly ask: (turn: StepTurn<Question, Draft>) => Promise<StepAnswer<Draft>>;
}

type Steps<Question, Draft, Name extends string> = readonly NamedStep<Question, Draft, Name>[];

export interface InTurn<Name extends string> {
  readonly title: string;
  /** Ends the questions from outside, as a cancel does. */
  readonly ends?: AbortSignal | undefined;
  /** Begins at the first step with one of these names, and says there what is wrong. */
  readonly start?:
    { readonly at: ReadonlySet<Name>; readonly error: string | undefined } | undefined;
}

/**
 * Asks one question after the other, with a way back to the one before. Which steps there are
 * follows from what has been answered by then; so do their numbers. A step that an answer puts
 * before the present one is asked next. Going back loses no answer.
 *
 * @param empty what is known before anything is answered
 * @param stepsOf all steps, as far as they can be known by now; none left to ask ends the questions
 * @returns the draft with all answers; undefined when the person cancels
 */
export async function askInTurn<Question, Draft, Name extends string>(
  question: Question,
  empty: Draft,
  stepsOf: (draft: Draft) => Steps<Question, Draft, Name> | Promise<Steps<Question, Draft, Name>>,
  { title, ends, start }: InTurn<Name>,
): Promise<Draft | undefined> {
  let draft = empty;
  let steps = await stepsOf(draft);
  let index = Math.max(
    0,
    steps.findIndex(({ name }) => start?.at.has(name)),
  );
  let error = start?.error;
  for (;;) {
    const step = steps[index];
    if (step === undefined) {
      return draft;
    }
    const counted = { title, step: index + 1, steps: steps.length, ends };
    const answer = await step.ask({ question, draft, counted, error });
    error = undefined;
    if (answer === undefined || (answer === 'back' && index === 0)) {
      return undefined;
    }
    if (answer === 'back') {
      index -= 1;
      continue;
    }
    const asked = new Set(steps.slice(0, index + 1).map(({ name }) => name));
    draft = answer.value;
    steps = await stepsOf(draft);
    const next = steps.findIndex(({ name }) => !asked.has(name));
    index = next < 0 ? steps.length : next;
  }
}
