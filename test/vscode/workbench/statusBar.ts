import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';

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
}
