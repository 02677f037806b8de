import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { fits, PATIENCE, until } from './until.ts';
import { VirtualList } from './virtualList.ts';

/** How long a click may take to have an effect. */
const CHANGING_MS = 5000;

export interface QuickInputItem {
  label: string;
  description: string;
  detail: string;
  /** Undefined if only one item can be picked. */
  checked: boolean | undefined;
}

export interface QuickInputLook {
  /** With the steps, as shown: "Record id (2/2)". */
  title: string;
  placeholder: string;
  value: string;
  /** The prompt, or the validation message that replaces it. */
  message: string;
  severity: 'none' | 'info' | 'warning' | 'error';
}

/** The box at the top center: quick picks, input boxes, and the command palette. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  readonly #list: VirtualList<'label' | 'description' | 'detail' | 'checked'>;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget').filter({ visible: true });
    this.#input = this.#widget.locator('.quick-input-box input');
    this.#list = new VirtualList(this.#widget.locator('.quick-input-list .monaco-list'), {
      label: { selector: '.quick-input-list-row .label-name' },
      description: { selector: '.quick-input-list-row .label-description' },
      // A row that's reused for another item keeps the previous detail, hidden.
      detail: {
        selector:
          '.quick-input-list-label-meta .monaco-icon-label:not([style*="display: none"]) .label-name',
      },
      checked: { selector: '.monaco-checkbox', attribute: 'aria-checked' },
    });
  }

  async isOpen(): Promise<boolean> {
    return (await this.#widget.count()) > 0;
  }

  /** Waits until the box is open and looks like this. */
  async shown(wanted: Partial<Record<keyof QuickInputLook, string | RegExp>> = {}): Promise<this> {
    await until(
      `a quick input with ${JSON.stringify(wanted, (_, value: unknown) => (value instanceof RegExp ? String(value) : value))}`,
      async () => {
        const look = await this.look();
        const names = Object.keys(wanted) as (keyof QuickInputLook)[];
        return look !== undefined && names.every((name) => fits(look[name], wanted[name] ?? ''))
          ? true
          : undefined;
      },
      async () => (await this.look()) ?? 'no quick input',
    );
    return this;
  }

  /** What it currently shows; undefined when closed. */
  async look(): Promise<QuickInputLook | undefined> {
    const [look] = await this.#widget.evaluateAll((widgets) =>
      (widgets as unknown as PageElement[]).map((widget) => {
        const text = (selector: string): string =>
          (widget.querySelector(selector)?.textContent ?? '').trim();
        const box = widget.querySelector('.quick-input-box .monaco-inputbox');
        const severity = (['error', 'warning', 'info'] as const).find((name) =>
          box?.matches(`.${name}`),
        );
        const input = widget.querySelector('.quick-input-box input');
        return {
          title: text('.quick-input-title'),
          placeholder: input?.getAttribute('placeholder') ?? '',
          value: (input as { value?: string } | null)?.value ?? '',
          message: text('.quick-input-message'),
          severity: severity ?? ('none' as const),
        };
      }),
    );
    return look;
  }

  /** The items that can be picked with the current filter. */
  async items(): Promise<QuickInputItem[]> {
    return (await this.#list.rows()).map(({ label, description, detail, checked }) => ({
      label: (label ?? '').trim(),
      description: (description ?? '').trim(),
      detail: (detail ?? '').trim(),
      checked: checked === undefined ? undefined : checked === 'true',
    }));
  }

  /** What a screen reader says about the items in view, without scrolling. */
  async inView(): Promise<string[]> {
    return this.#widget
      .locator('.quick-input-list .monaco-list-row')
      .evaluateAll((rows) =>
        (rows as unknown as PageElement[]).map((row) => row.getAttribute('aria-label') ?? ''),
      );
  }

  /** Waits until the items satisfy a condition. */
  async found(areSuch: (items: QuickInputItem[]) => boolean): Promise<void> {
    await until(
      'other items',
      async () => (areSuch(await this.items()) ? true : undefined),
      () => this.items(),
    );
  }

  /** Replaces what is typed. */
  async type(text: string, milliseconds?: number): Promise<void> {
    await this.#input.fill(text, milliseconds === undefined ? {} : { timeout: milliseconds });
  }

  /** Picks the item with this label. Waits for it, and until the list has finished loading. */
  async choose(label: string | RegExp, milliseconds = PATIENCE): Promise<void> {
    await this.#find(label, milliseconds);
    const busy = this.#widget.locator('.monaco-progress-container.active');
    await until(
      'the quick input to have all its items',
      async () => ((await busy.count()) === 0 && (await this.#isStill()) ? true : undefined),
      undefined,
      milliseconds,
    );
    // A tooltip of what's under the mouse may cover the item.
    await this.#page.mouse.move(0, 0);
    // Find and press in one step: a list that redraws reuses its rows, and a moving mouse would hit
    // the wrong one.
    await until(
      `a click at ${String(label)}`,
      async () => {
        const row = await this.#find(label, milliseconds);
        const name = row
          .locator('.quick-input-list-row .label-name')
          .filter({ hasText: whole(label) });
        const clicked = name.first().dispatchEvent('click', { detail: 1 }, { timeout: 2000 });
        return clicked.then(() => true as const).catch(() => undefined);
      },
      undefined,
      milliseconds,
    );
  }

  /**
   * Picks an item of a list that may still change, until the next question looks like this: VS Code
   * forgets a click if the list changes at that moment.
   */
  async chooseOn(label: string | RegExp, placeholder: RegExp): Promise<void> {
    await until(
      `the question ${String(placeholder)} after ${String(label)}`,
      async () => {
        const next = this.#input.and(this.#page.getByPlaceholder(placeholder));
        if ((await next.count()) === 0) {
          await this.choose(label, CHANGING_MS).catch(() => undefined);
        }
        return next.waitFor({ timeout: CHANGING_MS }).then(
          () => true as const,
          () => undefined,
        );
      },
      () => this.look(),
    );
  }

  /** Checks or unchecks items, if several can be picked. */
  async check(...labels: (string | RegExp)[]): Promise<void> {
    for (const label of labels) {
      await (await this.#find(label)).locator('.monaco-checkbox').click();
    }
  }

  /** Presses Enter: accepts the input, or picks the focused item. */
  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  /** Puts the keyboard into the box where one types. */
  async focus(): Promise<void> {
    await this.#input.focus();
  }

  async back(): Promise<void> {
    await this.#widget.locator('.codicon-quick-input-back').click();
  }

  /** Presses a button next to the title or the input, by its tooltip. */
  async press(button: string | RegExp): Promise<void> {
    await this.#widget.getByRole('button', { name: button }).first().click();
  }

  /** The switch in the input box with this name, as a screen reader finds it. */
  switch(name: string | RegExp): Locator {
    return this.#widget.getByRole('checkbox', { name });
  }

  /** Presses Escape; returns when the box is closed, if only by itself, or shows something else. */
  async escape(): Promise<void> {
    const look = await this.look();
    if (look === undefined) {
      return;
    }
    const before = JSON.stringify(look);
    await until('Escape to have an effect', async () => {
      // A box that has just opened sometimes ignores it.
      await this.#input.press('Escape', { timeout: 1000 }).catch(() => undefined);
      for (let round = 0; round < 10; round += 1) {
        if (JSON.stringify(await this.look()) !== before) {
          return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return undefined;
    });
  }

  /** Presses Escape until no box is open. */
  async close(): Promise<void> {
    await until(
      'the quick input to close',
      async () => {
        if (await this.isOpen()) {
          await this.escape();
          return undefined;
        }
        return true;
      },
      () => this.look(),
    );
  }

  /** Waits until no box is open. */
  async closed(): Promise<void> {
    await until(
      'the quick input to close',
      async () => ((await this.isOpen()) ? undefined : true),
      () => this.look(),
    );
  }

  /** Whether it's unchanged for two frames, because a new list renders slightly after its title. */
  async #isStill(): Promise<boolean> {
    return this.#widget.evaluateAll(async ([widget]) => {
      const { requestAnimationFrame: frame } = globalThis as unknown as {
        requestAnimationFrame: (then: () => void) => void;
      };
      const shown = (): unknown => (widget as unknown as PageElement | undefined)?.textContent;
      const before = shown();
      await new Promise<void>((resolve) => {
        frame(() => {
          frame(resolve);
        });
      });
      return shown() === before;
    });
  }

  async #find(label: string | RegExp, milliseconds = PATIENCE): Promise<Locator> {
    return until(
      `the item ${String(label)}`,
      () => this.#list.find((row) => fits((row.label ?? '').trim(), label)),
      async () => (await this.items()).map((item) => item.label),
      milliseconds,
    );
  }
}

/** A pattern that matches exactly this text. */
function whole(text: string | RegExp): RegExp {
  return typeof text === 'string'
    ? new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`)
    : text;
}
