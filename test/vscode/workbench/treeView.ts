import type { Locator, Page } from 'playwright';
import { ContextMenu } from './contextMenu.ts';
import { hoverOver } from './hover.ts';
import { fits, PATIENCE, until } from './until.ts';
import { VirtualList } from './virtualList.ts';

export interface TreeRow {
  label: string;
  description: string;
  /** Its depth: 1 at the top. */
  level: number;
}

const FIELDS = {
  label: { selector: '.label-name' },
  description: { selector: '.label-description' },
  level: { attribute: 'aria-level' },
};

/** What a page makes a drop of. The project has no DOM types. */
interface DropGlobals {
  readonly DataTransfer: new () => { readonly items: { add(file: unknown): void } };
  readonly File: new (content: Uint8Array[], name: string) => unknown;
}

/** A view with rows, below the file explorer. */
export class TreeView {
  readonly #page: Page;
  readonly #pane: Locator;
  readonly #list: VirtualList<keyof typeof FIELDS>;

  /** @param title of its header */
  constructor(page: Page, title: string) {
    this.#page = page;
    this.#pane = page
      .locator('.pane')
      .filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
    this.#list = new VirtualList(this.#pane.locator('.monaco-list').first(), FIELDS);
  }

  /** Its header and body, for screenshots. */
  get pane(): Locator {
    return this.#pane;
  }

  /** Expands the view, which is collapsed at first. */
  async open(): Promise<void> {
    const header = this.#pane.locator('.pane-header');
    await header.waitFor({ timeout: PATIENCE });
    if ((await header.getAttribute('aria-expanded')) !== 'true') {
      await header.click();
    }
  }

  /** Drags its upper edge up, at the cost of the file explorer. */
  async enlarge(pixels = 180): Promise<void> {
    const box = await this.#pane.locator('.pane-header').boundingBox();
    if (box !== null) {
      const { mouse } = this.#page;
      await mouse.move(box.x + box.width / 2, box.y);
      await mouse.down();
      await mouse.move(box.x + box.width / 2, box.y - pixels, { steps: 5 });
      await mouse.up();
    }
  }

  async isOpen(): Promise<boolean> {
    return (await this.#pane.locator('.pane-header').getAttribute('aria-expanded')) === 'true';
  }

  /** What is shown instead of rows: the text, and the labels of the buttons. */
  async welcome(): Promise<string> {
    const welcome = this.#pane.locator('.welcome-view-content').first();
    await welcome.waitFor({ timeout: PATIENCE });
    return welcome.innerText();
  }

  async pressInWelcome(button: string): Promise<void> {
    await this.#pane.locator('.welcome-view-content').getByRole('button', { name: button }).click();
  }

  async rows(): Promise<TreeRow[]> {
    return (await this.#list.rows()).map(({ label = '', description = '', level }) => ({
      label,
      description,
      level: Number(level),
    }));
  }

  /** Waits for a row. */
  async shown(label: string | RegExp): Promise<TreeRow> {
    return until(
      `the row ${String(label)}`,
      async () => (await this.rows()).find((row) => fits(row.label, label)),
      () => this.rows(),
    );
  }

  /** Waits until no row has this label. */
  async gone(label: string | RegExp): Promise<void> {
    await until(
      `no row ${String(label)}`,
      async () => ((await this.rows()).some((row) => fits(row.label, label)) ? undefined : true),
      () => this.rows(),
    );
  }

  /** The row, scrolled into view. */
  async row(label: string | RegExp): Promise<Locator> {
    return until(
      `the row ${String(label)}`,
      () => this.#list.find((row) => fits(row.label ?? '', label)),
      () => this.rows(),
    );
  }

  async click(label: string | RegExp): Promise<void> {
    await until(`a click on ${String(label)}`, async () =>
      (await this.row(label)).click({ timeout: 3000 }).then(
        () => true,
        () => undefined,
      ),
    );
  }

  /** Right-clicks a row. */
  async contextMenu(label: string | RegExp): Promise<ContextMenu> {
    return ContextMenu.open(this.#page, async () =>
      (await this.row(label)).click({ button: 'right', timeout: 3000 }),
    );
  }

  /** Moves the focus to a row by arrow keys. The list has the focus. */
  async focusByKeyboard(label: string): Promise<void> {
    const { keyboard } = this.#page;
    const focused = this.#pane.locator('.monaco-list-row.focused');
    await keyboard.press('Home');
    await until(`the focus on ${label}`, async () => {
      const name = focused.locator('.label-name').first();
      const text = await name.innerText({ timeout: 1000 }).catch(() => undefined);
      if (text?.trim() === label) {
        return true;
      }
      const at = await focused
        .first()
        .getAttribute('data-index')
        .catch(() => null);
      await keyboard.press('ArrowDown');
      const next = this.#pane.locator(`.monaco-list-row.focused:not([data-index="${at}"])`);
      // At the end, the row may have been passed: a slow window takes keys late.
      await next.waitFor({ timeout: 1000 }).catch(() => keyboard.press('Home'));
      return undefined;
    });
  }

  /** Opens the menu of the focused row by keyboard. */
  async keyboardMenu(): Promise<ContextMenu> {
    return ContextMenu.open(this.#page, () => this.#page.keyboard.press('Shift+F10'));
  }

  /** Drops a file of another program on a row: a browser gives only its name and bytes. */
  async dropFile(
    label: string | RegExp,
    { name, bytes }: { name: string; bytes: Uint8Array },
  ): Promise<void> {
    const transfer = await this.#page.evaluateHandle(
      ([fileName, base64]) => {
        const { DataTransfer, File } = globalThis as unknown as DropGlobals;
        const given = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        given.items.add(new File([content], fileName));
        return given;
      },
      [name, Buffer.from(bytes).toString('base64')] as const,
    );
    const row = await this.row(label);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await row.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  /** Presses a button of a row, which is shown while the mouse is on it. */
  async press(label: string | RegExp, button: string | RegExp): Promise<void> {
    await until(`a press of ${String(button)} of ${String(label)}`, async () => {
      const row = await this.row(label);
      await row.hover({ timeout: 3000 }).catch(() => undefined);
      const found = row.getByRole('button', { name: button });
      return found.click({ timeout: 3000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  /** Points at a row until its hover has what is wanted, and returns it. */
  async hover(label: string | RegExp, wanted: string): Promise<Locator> {
    return hoverOver(this.#page, () => this.row(label), { has: this.#page.locator(wanted) });
  }
}
