import type { Page } from 'playwright';
import { CommandPalette } from './commandPalette.ts';
import { fits, until } from './until.ts';
import { QuickInput } from './quickInput.ts';

/** The output panel. */
export class Output {
  readonly #page: Page;
  readonly #palette: CommandPalette;
  readonly #input: QuickInput;

  constructor(page: Page) {
    this.#page = page;
    this.#palette = new CommandPalette(page);
    this.#input = new QuickInput(page);
  }

  /** Shows an output channel. */
  async open(channel: string): Promise<void> {
    await this.#palette.run('Output: Show Output Channels...');
    await this.#input.choose(channel);
    await this.#input.closed();
  }

  /** The whole text of the channel that is shown, as a person would copy it. */
  async text(): Promise<string> {
    const editor = this.#page.locator('.output-view .monaco-editor').first();
    // In its middle: the lines themselves reach out of what is to be seen.
    await editor.click();
    await this.#page.evaluate("navigator.clipboard.writeText('')");
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.press('ControlOrMeta+C');
    const text = await this.#page.evaluate<string>('navigator.clipboard.readText()');
    await this.#page.keyboard.press('ControlOrMeta+End');
    return text.replaceAll('\r\n', '\n');
  }

  /** Waits until the channel that is shown says something; returns its whole text. */
  async waitFor(pattern: RegExp): Promise<string> {
    return until(
      `${String(pattern)} in the output`,
      async () => {
        const text = await this.text();
        return fits(text, pattern) ? text : undefined;
      },
      () => this.text(),
    );
  }

  /** Closes the panel. */
  async close(): Promise<void> {
    await this.#page.locator('.part.panel .codicon-panel-close').first().click();
  }
}
