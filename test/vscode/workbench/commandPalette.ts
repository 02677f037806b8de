import type { Page } from 'playwright';
import { QuickInput } from './quickInput.ts';
import { fits, until } from './until.ts';

export class CommandPalette {
  readonly #page: Page;
  readonly #input: QuickInput;

  constructor(page: Page) {
    this.#page = page;
    this.#input = new QuickInput(page);
  }

  /** Runs the command with this title, "Category: Title"; waits for it to be listed. */
  async run(title: string): Promise<void> {
    let seen: string[] = [];
    await until(
      `the command ${title}`,
      async () => {
        seen = await this.#offered(title);
        if (seen.some((label) => fits(label, title))) {
          await this.#input.choose(title);
          return true;
        }
        await this.#close();
        return undefined;
      },
      () => Promise.resolve(seen),
    );
  }

  /** Waits until no command with this title is listed. */
  async lacks(title: string): Promise<void> {
    await until(`the command ${title} to be hidden`, async () =>
      (await this.labels(title)).some((label) => fits(label, title)) ? undefined : true,
    );
  }

  /** The commands that are listed for a text, from the top. Closes the palette again. */
  async labels(text: string): Promise<string[]> {
    const labels = await this.#offered(text);
    await this.#close();
    return labels;
  }

  async #close(): Promise<void> {
    await this.#input.escape();
    await this.#input.closed();
  }

  async #offered(text: string): Promise<string[]> {
    await until('the command palette', async () => {
      const look = await this.#input.look();
      if (look?.value.startsWith('>') === true) {
        // It closes if a page gets the focus, such as the one behind a page that was just closed.
        return this.#input.type(`>${text}`, 2000).then(
          () => true as const,
          () => undefined,
        );
      }
      await this.#page.keyboard.press('F1');
      // A second F1 while the first one is still processed would reopen it after Escape.
      await this.#page
        .locator('.quick-input-widget')
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
      return undefined;
    });
    // The list updates slightly after typing, so it's read until it stops changing.
    let before = '';
    const items = await until('the list of commands', async () => {
      const now = await this.#input.items();
      const same = JSON.stringify(now) === before;
      before = JSON.stringify(now);
      return same ? now : undefined;
    });
    return items.map(({ label }) => label);
  }
}
