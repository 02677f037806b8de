import type { FrameLocator } from 'playwright';
import type { Editors } from '../vscode/workbench/editors.ts';

/** The page that takes a picture. */
export class PastePage {
  readonly #editors: Editors;

  constructor(editors: Editors) {
    this.#editors = editors;
  }

  get frame(): FrameLocator {
    return this.#editors.webview();
  }

  /** Waits until it has the focus and can be pasted into. */
  async ready(): Promise<this> {
    await this.frame.locator('#zone:focus').waitFor();
    return this;
  }

  /** Waits until it shows a picture with this name. @returns its name */
  async shows(name: RegExp): Promise<string> {
    const row = this.frame.getByRole('listitem').filter({
      has: this.frame.getByRole('heading', { name }),
    });
    await row.locator('img').waitFor({ state: 'visible' });
    return row.getByRole('heading').innerText();
  }

  /** Waits until it says this. */
  async says(note: RegExp): Promise<void> {
    await this.frame.locator('#note').filter({ hasText: note }).waitFor();
  }

  async press(button: string): Promise<void> {
    await this.frame.getByRole('button', { name: button, exact: true }).click();
  }

  async pictures(): Promise<string[]> {
    return this.frame.getByRole('listitem').getByRole('heading').allInnerTexts();
  }
}
