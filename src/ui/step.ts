import * as vscode from 'vscode';
import { showable } from './separator.ts';

/** How a question ended: with an answer, one step back, or (undefined) not at all. */
export type StepAnswer<T> = { readonly value: T } | 'back' | undefined;

/** The same, with something else made of an answer. */
export function mapAnswer<T, U>(answer: StepAnswer<T>, take: (value: T) => U): StepAnswer<U> {
  return answer === undefined || answer === 'back' ? answer : { value: take(answer.value) };
}

export interface Step {
  readonly title: string;
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
  /** Ends the question from outside, as a cancel does. */
  readonly ends?: AbortSignal | undefined;
}

/** A button in the question's title bar. It does something, and the question stays. */
export type StepButton = vscode.QuickInputButton & { readonly press: () => void };

export interface PickStep<T extends vscode.QuickPickItem> extends Step {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** The one under the cursor at first; the first one where it is not given. */
  readonly active?: T | undefined;
}

export interface InputStep extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** Shown from the start: why the answer before did not serve. */
  readonly error?: string | undefined;
  readonly buttons?: readonly StepButton[];
  /** What is wrong with the trimmed value; undefined where nothing is. */
  readonly problem: (value: string) => string | undefined;
}

/** One question with a list to choose from. */
export function pick<T extends vscode.QuickPickItem>(
  question: PickStep<T>,
): Promise<StepAnswer<T>> {
  const input = vscode.window.createQuickPick<T>();
  input.placeholder = question.placeholder;
  input.items = showable(question.items);
  input.matchOnDescription = true;
  if (question.active !== undefined) {
    input.activeItems = [question.active];
  }
  return ask(input, question, () => input.selectedItems[0] ?? input.activeItems[0]);
}

/** Something to choose, or, without a choice, only to read. */
export type LiveItem<C> = vscode.QuickPickItem & { readonly choice?: C };

export interface LivePickStep<C> extends Step {
  readonly placeholder: string;
  /** Typed already. */
  readonly value?: string;
  /** Buttons in the title bar, each of which answers the question. */
  readonly buttons?: readonly (vscode.QuickInputButton & { readonly choice: C })[];
  /** Whether a choice is to be under the cursor as long as nothing is typed; the first one otherwise. */
  readonly active?: (choice: C) => boolean;
  /** Told what is typed, at the start and at each change; gives what there is to choose then. */
  readonly typed: (
    value: string,
    show: (items: readonly LiveItem<C>[], more: { readonly busy: boolean }) => void,
  ) => Promise<void>;
}

/**
 * One question with a list that depends on what is typed.
 *
 * @throws what `typed` throws
 */
export function livePick<C>(question: LivePickStep<C>): Promise<StepAnswer<C>> {
  const input = vscode.window.createQuickPick<LiveItem<C>>();
  input.placeholder = question.placeholder;
  input.matchOnDescription = true;
  const broken = Promise.withResolvers<never>();
  let shown = '';
  const isActive = ({ choice }: LiveItem<C>): boolean =>
    choice !== undefined && question.active?.(choice) === true;
  const typed = (value: string): void => {
    question
      .typed(value.trim(), (items, { busy }) => {
        input.busy = busy;
        // The same items set anew would scroll back to the top, under the hand of whoever chooses.
        const next = JSON.stringify(items);
        if (next !== shown) {
          shown = next;
          input.items = showable(items);
          const active = value === '' ? items.find(isActive) : undefined;
          if (active !== undefined) {
            input.activeItems = [active];
          }
        }
      })
      .catch(broken.reject);
  };
  input.value = question.value ?? '';
  input.onDidChangeValue(typed);
  typed(input.value);
  const buttons = question.buttons ?? [];
  input.buttons = buttons;
  const pressed = Promise.withResolvers<StepAnswer<C>>();
  input.onDidTriggerButton((button) => {
    const is = buttons.find((one) => one === button);
    if (is !== undefined) {
      pressed.resolve({ value: is.choice });
    }
  });
  const answered = ask(
    input,
    question,
    () => (input.selectedItems[0] ?? input.activeItems[0])?.choice,
  );
  return Promise.race([answered, pressed.promise, broken.promise]).finally(() => {
    input.dispose();
  });
}

/** One question to be typed, checked as it is typed. */
export function type(question: InputStep): Promise<StepAnswer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value ?? '';
  input.password = question.password ?? false;
  input.validationMessage = question.error;
  const buttons = question.buttons ?? [];
  input.buttons = buttons;
  input.onDidTriggerButton((pressed) => {
    buttons.find((button) => button === pressed)?.press();
  });
  input.onDidChangeValue((value) => {
    // Nothing typed yet is no mistake yet.
    input.validationMessage = value.trim() === '' ? undefined : question.problem(value.trim());
  });
  return ask(input, question, () => {
    const value = input.value.trim();
    const problem = question.problem(value);
    input.validationMessage = problem;
    return problem === undefined ? value : undefined;
  });
}

/** Shows the question and waits for its end. It stays open while the person looks elsewhere. */
function ask<T>(
  input: vscode.QuickInput & {
    onDidAccept: vscode.Event<void>;
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
    buttons: readonly vscode.QuickInputButton[];
  },
  { title, step, steps, ends }: Step,
  answer: () => T | undefined,
): Promise<StepAnswer<T>> {
  input.title = title;
  if (steps > 1) {
    input.step = step;
    input.totalSteps = steps;
  }
  input.ignoreFocusOut = true;
  if (step > 1) {
    input.buttons = [vscode.QuickInputButtons.Back, ...input.buttons];
  }
  return new Promise<StepAnswer<T>>((resolve) => {
    input.onDidAccept(() => {
      const value = answer();
      if (value !== undefined) {
        resolve({ value });
      }
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        resolve('back');
      }
    });
    const end = (): void => {
      resolve(undefined);
    };
    input.onDidHide(end);
    ends?.addEventListener('abort', end, { once: true });
    if (ends?.aborted === true) {
      end();
    } else {
      input.show();
    }
  }).finally(() => {
    input.dispose();
  });
}
