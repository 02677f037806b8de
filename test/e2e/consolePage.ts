import type { Page } from 'playwright';
import type { Interactions } from './interactions.ts';

/** Zoho's API console, as the emulator shows it, used by a person who counts their clicks. */
export class ConsolePage {
  readonly #page: Page;
  readonly #interactions: Interactions;

  constructor(page: Page, interactions: Interactions) {
    this.#page = page;
    this.#interactions = interactions;
  }

  /** From the console's first page to the self client's id and secret. */
  async createSelfClient(): Promise<void> {
    await this.#press('GET STARTED');
    await this.#interactions.do('console: Self Client, CREATE NOW', () =>
      this.#page
        .getByRole('region', { name: 'Self Client' })
        .getByRole('button', { name: 'CREATE NOW' })
        .click(),
    );
    await this.#press('CREATE');
    await this.#press('OK');
    await this.#interactions.do('console: tab Client Secret', () =>
      this.#page.getByRole('link', { name: 'Client Secret' }).click(),
    );
  }

  /** Copies what a field shows; returns what is in the clipboard then. */
  async copy(field: string): Promise<string> {
    await this.#page.bringToFront();
    await this.#interactions.do(`console: Copy ${field}`, () =>
      this.#page.getByRole('button', { name: `Copy ${field}` }).click(),
    );
    return this.#page.evaluate('navigator.clipboard.readText()');
  }

  async #press(button: string): Promise<void> {
    await this.#interactions.do(`console: ${button}`, () =>
      this.#page.getByRole('button', { name: button, exact: true }).click(),
    );
  }
}
