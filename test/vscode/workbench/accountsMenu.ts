import type { Page } from 'playwright';
import { ContextMenu } from './contextMenu.ts';

/** The Accounts menu at the bottom of the activity bar. */
export class AccountsMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<ContextMenu> {
    const icon = this.#page.locator('.activitybar .action-label[aria-label^="Accounts"]');
    return ContextMenu.open(this.#page, () => icon.click());
  }

  /** The menu's entries; accounts have the form "name (provider)". Leaves it closed. */
  async entries(): Promise<string[]> {
    const menu = await this.open();
    const labels = await menu.labels();
    await menu.close();
    return labels;
  }
}
