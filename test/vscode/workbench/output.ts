import type { Page } from 'playwright';

/** The output panel. */
export class Output {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The whole text of the channel that is shown, as a person would copy it. */
  async text(): Promise<string> {
    const editor = this.#page.locator('.output-view .monaco-editor').first();
    // In the middle of the editor: the lines reach beyond the visible area.
    await editor.click();
    await this.#page.evaluate("navigator.clipboard.writeText('')");
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.press('ControlOrMeta+C');
    const text = await this.#page.evaluate<string>('navigator.clipboard.readText()');
    await this.#page.keyboard.press('ControlOrMeta+End');
    return text.replaceAll('\r\n', '\n');
  }

  /** Closes the panel. */
  async close(): Promise<void> {
    await this.#page.locator('.part.panel .codicon-panel-close').first().click();
  }
}
