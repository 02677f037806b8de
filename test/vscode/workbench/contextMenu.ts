import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { fits, until } from './until.ts';

/** An open menu: the explorer's, an editor tab's, or the Accounts menu. */
export class ContextMenu {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /**
   * Opens a menu. If none appears for a few seconds, clicks again: the explorer may redraw its rows
   * shortly after startup.
   */
  static async open(page: Page, click: () => Promise<void>): Promise<ContextMenu> {
    const menu = new ContextMenu(page);
    return until('a menu', async () => {
      await click();
      return menu
        .#menus()
        .first()
        .waitFor({ timeout: 5000 })
        .then(
          () => menu,
          () => undefined,
        );
    });
  }

  /** The labels of the enabled entries of the innermost open menu. */
  async labels(): Promise<string[]> {
    return this.#menus()
      .last()
      .locator('.action-item:not(.disabled) > .action-menu-item > .action-label')
      .evaluateAll((labels) =>
        (labels as unknown as PageElement[]).map((label) => label.getAttribute('aria-label') ?? ''),
      );
  }

  /** Chooses an entry; several labels go through submenus. */
  async choose(...path: (string | RegExp)[]): Promise<void> {
    for (const [depth, wanted] of path.entries()) {
      const entry = await this.#entry(depth, wanted);
      if (depth < path.length - 1) {
        await entry.hover();
        await this.#menus()
          .nth(depth + 1)
          .waitFor();
      } else {
        await this.#click(entry);
      }
    }
  }

  /** Points at an entry, which highlights it. */
  async point(wanted: string | RegExp): Promise<void> {
    await (await this.#entry(0, wanted)).hover();
  }

  /** Closes the menu without choosing. */
  async close(): Promise<void> {
    await until('the menu to close', async () => {
      if ((await this.#menus().count()) === 0) {
        return true;
      }
      await this.#page.keyboard.press('Escape');
      return undefined;
    });
  }

  async #entry(depth: number, wanted: string | RegExp): Promise<Locator> {
    const label = await until(
      `the menu's entry ${String(wanted)}`,
      async () => (await this.labels()).find((text) => fits(text, wanted)),
      () => this.labels(),
    );
    return this.#menus()
      .nth(depth)
      .locator('.action-menu-item')
      .filter({ has: this.#page.locator(`.action-label[aria-label=${JSON.stringify(label)}]`) })
      .first();
  }

  /** A menu that has just opened mistakes the first click for the end of the one that opened it. */
  async #click(entry: Locator): Promise<void> {
    await until('the menu to close', async () => {
      if ((await this.#menus().count()) === 0) {
        return true;
      }
      await entry.click({ timeout: 1000 }).catch(() => undefined);
      return undefined;
    });
  }

  #menus(): Locator {
    return this.#page.locator('.monaco-menu-container .monaco-menu');
  }
}
