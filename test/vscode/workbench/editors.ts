import type { FrameLocator, Page } from 'playwright';
import { ContextMenu } from './contextMenu.ts';
import type { PageElement } from './pageElement.ts';

/** The editor area: tabs, and pages of extensions (webviews). */
export class Editors {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The names on the tabs. */
  async tabs(): Promise<string[]> {
    return this.#page
      .locator('.part.editor .tab')
      .evaluateAll((tabs) =>
        (tabs as unknown as PageElement[]).map(
          (tab) => tab.getAttribute('data-resource-name') ?? tab.textContent ?? '',
        ),
      );
  }

  /** Right-clicks a tab. */
  async contextMenu(name: string): Promise<ContextMenu> {
    await this.#page
      .locator(`.part.editor .tab[data-resource-name=${JSON.stringify(name)}]`)
      .click({ button: 'right' });
    return new ContextMenu(this.#page).shown();
  }

  /** The content of the page that is shown by an extension, in the editor area or a side bar. */
  webview(): FrameLocator {
    return this.#page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .first()
      .contentFrame()
      .frameLocator('#active-frame');
  }
}
