import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

/** Messages between the extension host and the window, which arrive in order, when they're let. */
const toWindow: (() => void)[] = [];

vscode.commands = {
  executeCommand: () =>
    new Promise<void>((resolve) => {
      toWindow.push(resolve);
    }),
};
/** The quick pick that VS Code creates next. */
let created: object = {};
vscode.window = { createQuickPick: () => created };
vscode.QuickInputButtons = { Back: {} };
const { ShownItems } = await import('../../../src/ui/shownItems.ts');
const { livePick } = await import('../../../src/ui/step.ts');

type Item = vscodeTypes.QuickPickItem;

/** A quick pick as VS Code has it: the window reports positions, the host looks them up. */
class QuickPick {
  /** What the window shows. */
  inWindow: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  value = '';
  buttons: readonly object[] = [];
  #items: readonly Item[] = [];
  #isSending = false;
  #accepted: (() => void) | undefined;
  #typed: ((value: string) => void) | undefined;
  #listener: ((items: readonly Item[]) => void) | undefined;
  #activeListener: ((items: readonly Item[]) => void) | undefined;

  get items(): readonly Item[] {
    return this.#items;
  }

  set items(items: readonly Item[]) {
    this.#items = [...items];
    if (!this.#isSending) {
      this.#isSending = true;
      setTimeout(() => {
        this.#isSending = false;
        const sent = this.#items;
        toWindow.push(() => {
          this.inWindow = sent;
        });
      }, 0);
    }
  }

  readonly onDidChangeSelection = (listener: (items: readonly Item[]) => void): object => {
    this.#listener = listener;
    return { dispose: () => undefined };
  };

  readonly onDidChangeActive = (listener: (items: readonly Item[]) => void): object => {
    this.#activeListener = listener;
    return { dispose: () => undefined };
  };

  readonly onDidAccept = (listener: () => void): object => {
    this.#accepted = listener;
    return { dispose: () => undefined };
  };
  readonly onDidChangeValue = (listener: (value: string) => void): object => {
    this.#typed = listener;
    return { dispose: () => undefined };
  };
  readonly onDidHide = (): object => ({ dispose: () => undefined });
  readonly onDidTriggerButton = (): object => ({ dispose: () => undefined });
  readonly show = (): void => undefined;
  readonly dispose = (): void => undefined;

  type(value: string): void {
    this.value = value;
    this.#typed?.(value);
  }

  /** The person moves to an item, or the window does with new items. */
  moveTo(label: string): void {
    const item = this.#items[this.inWindow.findIndex((one) => one.label === label)];
    this.activeItems = item === undefined ? [] : [item];
    this.#activeListener?.(this.activeItems);
  }

  /** The person presses Enter on an item. */
  enter(label: string): void {
    this.choose(label);
    this.#accepted?.();
  }

  /** The person chooses what the window shows at a position. */
  choose(label: string): void {
    const item = this.#items[this.inWindow.findIndex((one) => one.label === label)];
    this.selectedItems = item === undefined ? [] : [item];
    this.#listener?.(this.selectedItems);
  }
}

const listOf = (...labels: string[]): Item[] => labels.map((label) => ({ label }));

describe('the items of a list that changes', () => {
  let input: QuickPick;
  let items: InstanceType<typeof ShownItems<Item>>;

  /** Lets the next messages arrive, once they have been sent. */
  async function arrive(messages: number): Promise<void> {
    await until('they have been sent', () => toWindow.length >= messages);
    for (const message of toWindow.splice(0, messages)) {
      message();
    }
    await new Promise(setImmediate);
  }

  const chosen = (): string | undefined => items.chosen?.label;

  beforeEach(async () => {
    toWindow.length = 0;
    input = new QuickPick();
    items = new ShownItems(input as unknown as vscodeTypes.QuickPick<Item>);
    items.set(listOf('Leads', 'Products'));
    await arrive(1);
  });

  it('chosen while the next ones are on their way are those that the window shows', async () => {
    items.set(listOf('Leads', 'Contacts', 'Products'));
    input.choose('Products');
    assert.equal(chosen(), 'Products');
    await until('both have been sent', () => toWindow.length === 2);
    input.choose('Products');
    assert.equal(chosen(), 'Products');
    await arrive(2);
    for (const label of ['Contacts', 'Products', 'Leads']) {
      input.choose(label);
      assert.equal(chosen(), label);
    }
  });

  it('are those of the last of several lists set at once', async () => {
    items.set(listOf('A', 'B', 'C'));
    items.set(listOf('D', 'E', 'F'));
    await arrive(2);
    input.choose('E');
    assert.equal(chosen(), 'E');
  });

  it('are followed through two lists on their way', async () => {
    items.set(listOf('A', 'Leads', 'Products'));
    await until('both have been sent', () => toWindow.length === 2);
    items.set(listOf('A', 'B', 'Leads', 'Products'));
    await until('all have been sent', () => toWindow.length === 4);
    input.choose('Leads');
    assert.equal(chosen(), 'Leads');
    await arrive(2);
    input.choose('Products');
    assert.equal(chosen(), 'Products');
    await arrive(2);
    input.choose('B');
    assert.equal(chosen(), 'B');
  });

  it('are chosen again where a shorter list has no such position', async () => {
    items.set(listOf('Leads'));
    input.choose('Products');
    assert.equal(chosen(), undefined);
    await arrive(2);
    input.choose('Leads');
    assert.equal(chosen(), 'Leads');
  });

  it('are the active one where VS Code reports no selection', () => {
    input.activeItems = input.items.slice(1);
    assert.equal(chosen(), 'Products');
  });
});

describe('the active item of a list that changes', () => {
  const choices = (...labels: string[]): (Item & { choice: string })[] =>
    labels.map((label) => ({ label, choice: label }));
  const uncertain = (label: string): Item & { choice: string } => ({
    label,
    choice: label,
    ...{ isUncertain: true },
  });
  let input: QuickPick;
  let show: (items: readonly (Item & { choice?: string })[]) => void;

  beforeEach(async () => {
    toWindow.length = 0;
    input = new QuickPick();
    created = input;
    void livePick<string>({
      title: 'Record',
      step: 1,
      steps: 1,
      placeholder: '',
      typed: (_, given) => {
        show = (items) => {
          given(items, { busy: false });
        };
        show([{ label: 'Searching…', ...{ isUncertain: true } }, ...choices('Amelia', 'Leads')]);
        return Promise.resolve();
      },
    });
    await arriveAll();
  });

  async function arriveAll(): Promise<void> {
    await until('something has been sent', () => toWindow.length > 0);
    toWindow.splice(0).forEach((message) => {
      message();
    });
    await new Promise(setImmediate);
  }

  const active = (): string[] => input.activeItems.map(({ label }) => label);

  it('is no guess at first, nor when one is found', async () => {
    assert.deepEqual(active(), ['Amelia']);
    show([uncertain('Yuki'), ...choices('Amelia', 'Leads')]);
    assert.deepEqual(active(), ['Amelia']);
    await arriveAll();
  });

  it('stays when the list changes, also where the person moved to a guess', async () => {
    input.moveTo('Leads');
    show([uncertain('Yuki'), ...choices('Amelia', 'Leads')]);
    assert.deepEqual(active(), ['Leads']);
    await arriveAll();
    input.moveTo('Yuki');
    show([uncertain('Yuki'), ...choices('Amelia', 'Contacts', 'Leads')]);
    assert.deepEqual(active(), ['Yuki']);
    await arriveAll();
  });

  it('is the one that the window reports between new items and their confirmation', async () => {
    show(choices('Amelia', 'Contacts', 'Leads'));
    await until('both have been sent', () => toWindow.length === 2);
    toWindow.shift()?.();
    input.moveTo('Contacts');
    toWindow.shift()?.();
    await new Promise(setImmediate);
    show(choices('Accounts', 'Amelia', 'Contacts', 'Leads'));
    assert.deepEqual(active(), ['Contacts']);
  });
});

describe('a question whose list follows what is typed', () => {
  let input: QuickPick;
  let answer: ReturnType<typeof livePick<string>>;

  /** An ID has an item that's exact; anything else finds Amelia. */
  beforeEach(async () => {
    toWindow.length = 0;
    input = new QuickPick();
    created = input;
    answer = livePick<string>({
      title: 'Record',
      step: 1,
      steps: 1,
      placeholder: '',
      typed: (value, show) => {
        const hint = { label: 'Type a name or an ID.' };
        const byId = { label: value, choice: value, isExact: true };
        const found = { label: 'Amelia', choice: 'amelia' };
        show([value === '' ? hint : /^\d+$/.test(value) ? byId : found], { busy: false });
        return Promise.resolve();
      },
    });
    await shown('Type a name or an ID.');
  });

  /** Lets messages arrive until the window shows an item. */
  async function shown(label: string): Promise<void> {
    await until(`${label} is shown`, () => {
      toWindow.splice(0).forEach((message) => {
        message();
      });
      return input.inWindow.some((item) => item.label === label);
    });
    await new Promise(setImmediate);
  }

  it('takes an ID that is entered before its item is shown', async () => {
    input.type('4876876000000624001');
    input.enter('Type a name or an ID.');
    assert.deepEqual(await answer, { value: '4876876000000624001' });
  });

  it('takes nothing found that the person has not seen', async () => {
    input.type('a');
    input.enter('Type a name or an ID.');
    await shown('Amelia');
    assert.equal(await Promise.race([answer, Promise.resolve('open')]), 'open');
    input.enter('Amelia');
    assert.deepEqual(await answer, { value: 'amelia' });
  });
});
