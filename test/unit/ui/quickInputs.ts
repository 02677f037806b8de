import assert from 'node:assert/strict';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

export interface ShownItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
  readonly alwaysShow?: boolean;
}

/** A quick input of VS Code, as far as questions use it: a quick pick or an input box. */
export class QuickInput {
  title = '';
  step: number | undefined;
  totalSteps: number | undefined;
  placeholder = '';
  prompt = '';
  value = '';
  busy = false;
  /** Whether it has been answered or canceled. */
  isOver = false;
  password = false;
  validationMessage: string | undefined;
  buttons: readonly object[] = [];
  activeItems: readonly ShownItem[] = [];
  selectedItems: readonly ShownItem[] = [];
  readonly #changed: ((value: string) => void)[] = [];
  readonly #accepted: (() => void)[] = [];
  readonly #hidden: (() => void)[] = [];
  readonly #pressed: ((button: object) => void)[] = [];
  #items: readonly ShownItem[] = [];

  get items(): readonly ShownItem[] {
    return this.#items;
  }

  set items(items: readonly ShownItem[]) {
    this.#items = items;
    this.activeItems = [];
  }

  /** The items that VS Code shows for what is typed. Its fuzzy search may show more. */
  get visible(): readonly ShownItem[] {
    const typed = this.value.trim().toLowerCase();
    return this.#items.filter(
      ({ alwaysShow, description = '', kind, label }) =>
        kind !== SEPARATOR &&
        (alwaysShow === true || `${label}\n${description}`.toLowerCase().includes(typed)),
    );
  }

  type(value: string): void {
    this.value = value;
    this.#changed.forEach((listener) => {
      listener(value);
    });
  }

  /** Chooses the first visible item whose label equals or matches this. */
  choose(label: RegExp | string): void {
    const item = this.visible.find((one) =>
      typeof label === 'string' ? one.label === label : label.test(one.label),
    );
    if (item === undefined) {
      throw new Error(`${String(label)} is not among ${JSON.stringify(this.visible)}`);
    }
    this.selectedItems = [item];
    this.accept();
  }

  accept(): void {
    this.#accepted.forEach((listener) => {
      listener();
    });
  }

  /** Presses a button in the title bar. */
  press(tooltip: string): void {
    const pressed = this.buttons.find(
      (button) => 'tooltip' in button && button.tooltip === tooltip,
    );
    assert.ok(pressed, `${this.title}: no button ${tooltip}`);
    if ('toggle' in pressed) {
      const toggle = pressed.toggle as { checked: boolean };
      toggle.checked = !toggle.checked;
    }
    this.#pressed.forEach((listener) => {
      listener(pressed);
    });
  }

  /** Goes one step back, if the question has a button for it. */
  goBack(): void {
    const [button] = this.buttons;
    if (button === undefined) {
      throw new Error(`${this.placeholder}: has no way back`);
    }
    this.#pressed.forEach((listener) => {
      listener(button);
    });
  }

  hide(): void {
    this.#hidden.forEach((listener) => {
      listener();
    });
  }

  /** Items are chosen themselves here, not by position: see shownItems.test.ts. */
  readonly onDidChangeSelection = (): object => ({ dispose: () => undefined });
  readonly onDidChangeActive = (): object => ({ dispose: () => undefined });
  readonly onDidChangeValue = (listener: (value: string) => void): object =>
    this.#add(this.#changed, listener);
  readonly onDidAccept = (listener: () => void): object => this.#add(this.#accepted, listener);
  readonly onDidHide = (listener: () => void): object => this.#add(this.#hidden, listener);
  readonly onDidTriggerButton = (listener: (button: object) => void): object =>
    this.#add(this.#pressed, listener);

  show(): void {
    shownInputs.push(this);
  }

  dispose(): void {
    this.isOver = true;
    this.hide();
  }

  #add<T>(listeners: T[], listener: T): object {
    listeners.push(listener);
    return { dispose: () => undefined };
  }
}

const SEPARATOR = -1;

/** The questions shown, latest last. */
export const shownInputs: QuickInput[] = [];

/** Waits for the question with this placeholder, until its list has finished loading. */
export async function next(placeholder: RegExp): Promise<QuickInput> {
  await until(`it is asked ${String(placeholder)}`, () => {
    const last = shownInputs.at(-1);
    return last !== undefined && placeholder.test(last.placeholder) && !last.busy;
  });
  const last = shownInputs.at(-1);
  assert.ok(last);
  return last;
}

vscode.QuickPickItemKind = { Separator: SEPARATOR, Default: 0 };
vscode.QuickInputButtons = { Back: {} };
vscode.ThemeIcon = Object;
vscode.env = { language: 'en' };
vscode.commands ??= { executeCommand: () => Promise.resolve() };
vscode.window = {
  ...(vscode.window as object | undefined),
  createQuickPick: () => new QuickInput(),
  createInputBox: () => new QuickInput(),
};
