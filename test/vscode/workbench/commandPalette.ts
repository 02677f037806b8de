import type { Page } from 'playwright';
import { QuickInput } from './quickInput.ts';
import { fits, until } from './until.ts';

/** How long a command that is listed is tried to be chosen: the palette may have closed meanwhile. */
const CHOOSING_MS = 5000;

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
        return (await this.#choose(title, seen)) === true ? true : undefined;
      },
      () => Promise.resolve(seen),
    );
  }

  /** Runs it if it's listed at the moment. @returns whether it was */
  async runIfListed(title: string): Promise<boolean> {
    return until(`the command ${title}`, async () =>
      this.#choose(title, await this.#offered(title)),
    );
  }

  /** @returns undefined if it was listed, and couldn't be chosen before the palette closed */
  async #choose(title: string, listed: readonly string[]): Promise<boolean | undefined> {
    if (listed.some((label) => fits(label, title))) {
      const chosen = this.#input.choose(title, CHOOSING_MS);
      return chosen.then(() => true as const).catch(() => undefined);
    }
    await this.#input.close();
    return false;
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
    await this.#input.close();
    return labels;
  }

  /** The same, in an open palette: it may close at any time, if a page gets the focus. */
  async #offered(text: string): Promise<string[]> {
    const value = `>${text}`;
    let before: string | undefined;
    const items = await until('the list of commands', async () => {
      if (!(await this.#has(value))) {
        before = undefined;
        await this.#type(value);
        return undefined;
      }
      const now = await this.#input.items();
      // The list updates slightly after typing, so it's read until it stops changing.
      const same = JSON.stringify(now) === before;
      before = JSON.stringify(now);
      // A list that has closed meanwhile was read as an empty one.
      return same && (await this.#has(value)) ? now : undefined;
    });
    return items.map(({ label }) => label);
  }

  async #has(value: string): Promise<boolean> {
    return (await this.#input.look())?.value === value;
  }

  /** Types this into the palette, if it's open; otherwise opens it. */
  async #type(value: string): Promise<void> {
    const look = await this.#input.look();
    if (look?.value.startsWith('>') === true) {
      await this.#input.type(value, 2000).catch(() => undefined);
      return;
    }
    await this.#page.keyboard.press('F1');
    // A second F1 while the first one is still processed would reopen it after Escape.
    await this.#page
      .locator('.quick-input-widget')
      .waitFor({ timeout: 3000 })
      .catch(() => undefined);
  }
}
