import type { Page } from 'playwright';
import type { PageElement } from './pageElement.ts';

export interface StatusBarItem {
  id: string;
  text: string;
  /** What a screen reader says. */
  label: string;
}

export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async items(): Promise<StatusBarItem[]> {
    return this.#page.locator('.part.statusbar .statusbar-item').evaluateAll((items) =>
      (items as unknown as PageElement[]).map((item) => ({
        id: item.getAttribute('id') ?? '',
        text: (item.textContent ?? '').trim(),
        label: item.getAttribute('aria-label') ?? '',
      })),
    );
  }

  async click(text: string | RegExp): Promise<void> {
    await this.#page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).click();
  }
}
