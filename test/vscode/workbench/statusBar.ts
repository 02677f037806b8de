import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { fits, until } from './until.ts';

export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The item of an extension with this text, which can be clicked. */
  item(text: string | RegExp): Locator {
    return this.#page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  async items(): Promise<{ readonly text: string }[]> {
    return this.#page.locator('.part.statusbar .statusbar-item').evaluateAll((items) =>
      (items as unknown as PageElement[]).map((item) => ({
        text: (item.textContent ?? '').trim(),
      })),
    );
  }

  /** Waits for an item with this text; returns it. */
  async waitFor(text: string | RegExp): Promise<string> {
    let last: string[] = [];
    return until(
      `${String(text)} in the status bar`,
      async () => {
        last = (await this.items()).map((item) => item.text);
        return last.find((one) => fits(one, text));
      },
      () => Promise.resolve(last),
    );
  }

  async gone(text: string | RegExp): Promise<void> {
    await until(`the end of ${String(text)} in the status bar`, async () =>
      (await this.items()).some((item) => fits(item.text, text)) ? undefined : true,
    );
  }

  async click(text: string | RegExp): Promise<void> {
    await this.waitFor(text);
    await this.#page
      .locator('.part.statusbar .statusbar-item a')
      .filter({ hasText: text })
      .first()
      .click();
  }
}
