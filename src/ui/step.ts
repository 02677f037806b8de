import * as vscode from 'vscode';
import type { ExplainedQuestion, QuickSwitch } from './laterQuickInput.ts';
import { setQuestion, switchButton } from './laterQuickInput.ts';
import { whileAsking } from './openQuestions.ts';
import { showable } from './separator.ts';
import { ShownItems } from './shownItems.ts';

/** How a question ended: with an answer, one step back, or canceled (undefined). */
export type StepAnswer<T> = { readonly value: T } | 'back' | undefined;

/** Maps the value of an answer. */
export function mapAnswer<T, U>(answer: StepAnswer<T>, take: (value: T) => U): StepAnswer<U> {
  return answer === undefined || answer === 'back' ? answer : { value: take(answer.value) };
}

export interface Step {
  /** A function if it changes while the question is shown. */
  readonly title: string | (() => string);
  /** Whether the title changes with the time. */
  readonly ticks?: boolean;
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
  /** Whether there is a way back even from the first step. */
  readonly canGoBack?: boolean;
  /** Aborting it ends the question, as a cancel does. */
  readonly ends?: AbortSignal | undefined;
  /** Something to switch, which the title shows, too. */
  readonly toggle?: (() => QuickSwitch) | undefined;
}

/** A button in the title bar that doesn't end the question. */
export type StepButton = vscode.QuickInputButton & { readonly press: () => void };

interface PickStep<T extends vscode.QuickPickItem> extends Step, ExplainedQuestion {
  readonly items: readonly T[];
  /** The preselected item; the first one by default. */
  readonly active?: T | undefined;
}

export interface InputStep extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string | undefined;
  /** Whether what is typed is hidden; a function if that depends on it. */
  readonly password?: boolean | ((value: string) => boolean);
  /** What to know about the trimmed value, which is valid. */
  readonly note?: (value: string) => string | undefined;
  /** Shown from the start: what was wrong with the last answer. */
  readonly error?: string | undefined;
  readonly buttons?: readonly StepButton[];
  /** What is wrong with the trimmed value; undefined if it's valid. */
  readonly problem: (value: string) => string | undefined;
}

/** One question with a list to choose from. */
export function pick<T extends vscode.QuickPickItem>(
  question: PickStep<T>,
): Promise<StepAnswer<T>> {
  const input = vscode.window.createQuickPick<T>();
  setQuestion(input, question);
  input.items = showable(question.items);
  input.matchOnDescription = true;
  if (question.active !== undefined) {
    input.activeItems = [question.active];
  }
  return ask(input, question, () => input.selectedItems[0] ?? input.activeItems[0]);
}

/** An item to choose, or, without a choice, to read only. */
export type LiveItem<C> = vscode.QuickPickItem & {
  readonly choice?: C;
  /** Whether what is typed can only mean this item: a record's ID or URL. */
  readonly isExact?: boolean;
  /** Whether it's a guess, or is still looked for: nobody who presses Enter at once means it. */
  readonly isUncertain?: boolean;
};

export interface LivePickStep<C> extends Step, ExplainedQuestion {
  /** The initial text. */
  readonly value?: string;
  /** Buttons in the title bar that answer the question, or that don't end it. */
  readonly buttons?: readonly (StepButton | (vscode.QuickInputButton & { readonly choice: C }))[];
  /** Which choice is preselected while nothing is typed; the first one by default. */
  readonly active?: (choice: C) => boolean;
  /** What is shown in place of a text with a secret in it; undefined for any other text. */
  readonly concealed?: (value: string) => string | undefined;
  /** Called with the trimmed text, at the start and at each change, to show the items for it. */
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
  setQuestion(input, question);
  input.matchOnDescription = true;
  const shownItems = new ShownItems(input);
  const failed = Promise.withResolvers<never>();
  let shown = '';
  const concealed = new Map<string, string>();
  let shownFor: string | undefined;
  const activeIn = (items: readonly LiveItem<C>[], value: string): LiveItem<C> | undefined => {
    // Items that come later don't move the active one from under the hand.
    const before = value === shownFor ? JSON.stringify(shownItems.active?.choice) : undefined;
    const same = items.find(
      ({ choice }) => choice !== undefined && JSON.stringify(choice) === before,
    );
    const wanted = items.find(
      ({ choice }) => choice !== undefined && question.active?.(choice) === true,
    );
    // A line to read only was active: what is first now can be chosen.
    const wasLine =
      value === shownFor &&
      shownItems.active !== undefined &&
      shownItems.active.choice === undefined;
    const certain =
      wasLine || items.some(({ isUncertain }) => isUncertain)
        ? items.find(({ choice, isUncertain }) => choice !== undefined && !isUncertain)
        : undefined;
    return same ?? (value === '' ? (wanted ?? certain) : undefined);
  };
  const typed = (value: string): void => {
    const shownInstead = question.concealed?.(value);
    if (shownInstead !== undefined) {
      concealed.set(shownInstead, value);
      input.value = shownInstead;
    }
    question
      .typed((concealed.get(value) ?? value).trim(), (items, { busy }) => {
        input.busy = busy;
        // Setting the same items again would scroll to the top while somebody chooses.
        const next = JSON.stringify(items);
        if (next !== shown) {
          shown = next;
          shownItems.set(showable(items), activeIn(items, value));
          shownFor = value;
        }
      })
      .catch(failed.reject);
  };
  input.value = question.value ?? '';
  input.onDidChangeValue(typed);
  typed(input.value);
  const buttons = question.buttons ?? [];
  input.buttons = buttons;
  const pressed = Promise.withResolvers<StepAnswer<C>>();
  input.onDidTriggerButton((button) => {
    const chosen = buttons.find((one) => one === button);
    if (chosen === undefined) {
      return;
    }
    if ('press' in chosen) {
      chosen.press();
    } else {
      pressed.resolve({ value: chosen.choice });
    }
  });
  const answered = ask(input, question, () => {
    // Whoever pastes an ID and presses Enter at once has no need to see its item.
    const exact = shownItems.areInWindow ? undefined : input.items.find(({ isExact }) => isExact);
    return (exact ?? shownItems.chosen)?.choice;
  });
  return Promise.race([answered, pressed.promise, failed.promise]).finally(() => {
    input.dispose();
  });
}

/** One question to type an answer to, which is checked while it's typed. */
export function type(question: InputStep): Promise<StepAnswer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value ?? '';
  const { note, password = false } = question;
  const isHidden = (value: string): boolean =>
    typeof password === 'boolean' ? password : password(value);
  input.password = isHidden(input.value);
  input.validationMessage = question.error;
  const buttons = question.buttons ?? [];
  input.buttons = buttons;
  input.onDidTriggerButton((pressed) => {
    buttons.find((button) => button === pressed)?.press();
  });
  input.onDidChangeValue((value) => {
    const text = value.trim();
    input.password = isHidden(text);
    // An empty value isn't an error until it's submitted.
    const problem = text === '' ? undefined : question.problem(text);
    const message = problem === undefined ? note?.(text) : undefined;
    input.validationMessage =
      message === undefined
        ? problem
        : { message, severity: vscode.InputBoxValidationSeverity.Info };
  });
  return ask(input, question, () => {
    const value = input.value.trim();
    const problem = question.problem(value);
    input.validationMessage = problem;
    return problem === undefined ? value : undefined;
  });
}

/** How often a title that changes is drawn. */
const SECOND_MS = 1000;

/** Shows the question until it ends. It stays open when it loses focus. */
function ask<T>(
  input: vscode.QuickInput & {
    onDidAccept: vscode.Event<void>;
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
    buttons: readonly vscode.QuickInputButton[];
  },
  { title, step, steps, canGoBack = step > 1, ends, ticks, toggle }: Step,
  answer: () => T | undefined,
): Promise<StepAnswer<T>> {
  const back = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const own = input.buttons;
  let switching: vscode.QuickInputButton | undefined;
  const draw = (): void => {
    const text = typeof title === 'string' ? title : title();
    if (input.title !== text) {
      input.title = text;
    }
  };
  const drawButtons = (): void => {
    switching = toggle && switchButton(toggle());
    input.buttons = [...back, ...own, ...(switching === undefined ? [] : [switching])];
  };
  draw();
  drawButtons();
  const ticking = ticks === true ? setInterval(draw, SECOND_MS) : undefined;
  if (steps > 1) {
    input.step = step;
    input.totalSteps = steps;
  }
  input.ignoreFocusOut = true;
  const answered = new Promise<StepAnswer<T>>((resolve) => {
    input.onDidAccept(() => {
      const value = answer();
      if (value !== undefined) {
        resolve({ value });
      }
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        resolve('back');
      } else if (button === switching) {
        toggle?.().press();
        draw();
        // VS Code changes a toggle itself. Another one in its place would lose the keyboard's focus.
        if (!('toggle' in button)) {
          drawButtons();
        }
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
    clearInterval(ticking);
    input.dispose();
  });
  return whileAsking(() => answered);
}
