import type { Page } from 'playwright';
import type { PageElement } from './pageElement.ts';

export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async items(): Promise<{ readonly text: string }[]> {
    return this.#page.locator('.part.statusbar .statusbar-item').evaluateAll((items) =>
      (items as unknown as PageElement[]).map((item) => ({
        text: (item.textContent ?? '').trim(),
      })),
    );
  }
}
