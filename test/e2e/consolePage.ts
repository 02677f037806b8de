import type { Page } from 'playwright';
import type { Interactions } from './interactions.ts';

/** Zoho's API console in the emulator, used by a person whose clicks are counted. */
export class ConsolePage {
  readonly #page: Page;
  readonly #interactions: Interactions;

  constructor(page: Page, interactions: Interactions) {
    this.#page = page;
    this.#interactions = interactions;
  }

  /** Goes from the console's first page to the self client's ID and secret. */
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

  /** Copies a field's value; returns the clipboard's content. */
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
