import type { Step, StepAnswer } from './step.ts';

/** What a step gets when it is asked. */
export interface StepTurn<Question, Draft> {
  readonly question: Question;
  /** All answers so far, including those of steps that the person went back from. */
  readonly draft: Draft;
  readonly counted: Step;
  /** What was wrong with an earlier answer, if the questions start over because of it. */
  readonly error: string | undefined;
}

export interface NamedStep<Question, Draft, Name extends string = string> {
  readonly name: Name;
  /** Asks, and returns the draft with the answer. */
  readonly ask: (turn: StepTurn<Question, Draft>) => Promise<StepAnswer<Draft>>;
  /** The draft with the only likely answer: then it's asked only if the person comes back to it. */
  readonly settle?: ((draft: Draft) => Draft) | undefined;
}

type Steps<Question, Draft, Name extends string> = readonly NamedStep<Question, Draft, Name>[];

export interface InTurn<Name extends string> {
  readonly title: string;
  /** Aborting it ends the questions, as a cancel does. */
  readonly ends?: AbortSignal | undefined;
  /** Starts at the first step with one of these names, and shows the error there. */
  readonly start?:
    { readonly at: ReadonlySet<Name>; readonly error: string | undefined } | undefined;
}

/**
 * Asks one question after another, with a way back. The answers so far determine which steps there
 * are, and their numbers. If an answer adds a step before the current one, that step is next. Going
 * back keeps all answers.
 *
 * @param empty the draft before the first answer
 * @param stepsOf all steps known so far; the questions end once each was asked
 * @returns the draft with all answers; undefined if the person cancels
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
  // What the person is led to, or comes back to, is asked even if it's settled.
  let isWanted = start !== undefined;
  const advance = async (): Promise<void> => {
    const asked = new Set(steps.slice(0, index + 1).map(({ name }) => name));
    steps = await stepsOf(draft);
    const next = steps.findIndex(({ name }) => !asked.has(name));
    index = next < 0 ? steps.length : next;
  };
  for (;;) {
    const step = steps[index];
    if (step === undefined) {
      return draft;
    }
    if (step.settle !== undefined && !isWanted) {
      draft = step.settle(draft);
      await advance();
      continue;
    }
    const shown = steps.filter((one) => one === step || one.settle === undefined);
    const counted = { title, step: shown.indexOf(step) + 1, steps: shown.length, ends };
    const answer = await step.ask({ question, draft, counted, error });
    error = undefined;
    if (answer === undefined || (answer === 'back' && index === 0)) {
      return undefined;
    }
    isWanted = answer === 'back';
    if (answer === 'back') {
      index -= 1;
      continue;
    }
    draft = answer.value;
    await advance();
  }
}
