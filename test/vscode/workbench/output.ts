import type { Page } from 'playwright';

/** The output panel. */
export class Output {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The full text of the visible channel, as a person would copy it. */
  async text(): Promise<string> {
    const editor = this.#page.locator('.output-view .monaco-editor').first();
    // In the middle of the editor, because lines extend beyond the visible area.
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
