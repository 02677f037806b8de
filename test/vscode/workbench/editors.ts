import type { FrameLocator, Page } from 'playwright';
import { ContextMenu } from './contextMenu.ts';

/** The editor area: tabs, and pages of extensions (webviews). */
export class Editors {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The names on the tabs. */
  async tabs(): Promise<string[]> {
    return this.#page.locator('.part.editor .tab .label-name').allTextContents();
  }

  /** Right-clicks a tab. */
  async contextMenu(name: string): Promise<ContextMenu> {
    const label = this.#page.locator('.label-name').getByText(name, { exact: true });
    await this.#page.locator('.part.editor .tab').filter({ has: label }).click({ button: 'right' });
    return new ContextMenu(this.#page).shown();
  }

  /** The content of the page that an extension shows, in the editor area or a side bar. */
  webview(): FrameLocator {
    return this.#page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .first()
      .contentFrame()
      .frameLocator('#active-frame');
  }
}
