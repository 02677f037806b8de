import type { FrameLocator, Locator, Page } from 'playwright';

/** The editor area: tabs and pages of extensions (webviews). */
export class Editors {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The names on the tabs. */
  async tabs(): Promise<string[]> {
    return this.#page.locator('.part.editor .tab .label-name').allTextContents();
  }

  /** Shows the editor with this name. */
  async show(name: string): Promise<void> {
    await this.#tab(name).click();
  }

  /** Closes it with the button on its tab. */
  async close(name: string): Promise<void> {
    await this.#tab(name)
      .getByRole('button', { name: /^Close/ })
      .click();
  }

  #tab(name: string): Locator {
    const label = this.#page.locator('.label-name').filter({ hasText: name });
    return this.#page.locator('.part.editor .tab').filter({ has: label });
  }

  /** Turns on a setting that the settings editor shows, and closes it. @param name as it has it */
  async turnOnSetting(name: string): Promise<void> {
    const setting = this.#page
      .locator('.settings-editor .setting-item-bool')
      .filter({ hasText: name });
    await setting.locator('.setting-value-checkbox').first().click();
    // Extensions hear of it at the same time as this mark.
    await setting.locator('.setting-item-contents.is-configured').waitFor();
    // The newest VS Code shows settings above everything else.
    await this.#page.keyboard.press('Escape');
  }

  /** The content of an extension's page, in the editor area or a side bar. */
  webview(): FrameLocator {
    return this.#page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .first()
      .contentFrame()
      .frameLocator('#active-frame');
  }
}
