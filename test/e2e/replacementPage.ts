import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright';
import type { Editors } from '../vscode/workbench/editors.ts';
import { until } from '../vscode/workbench/until.ts';

/** The properties of an `<img>` that are read inside the page. */
interface ImageElement {
  complete: boolean;
  naturalWidth: number;
  naturalHeight: number;
}

/** The page that shows a record's photo next to the new one and asks. */
export class ReplacementPage {
  readonly #editors: Editors;

  constructor(editors: Editors) {
    this.#editors = editors;
  }

  get frame(): FrameLocator {
    return this.#editors.webview();
  }

  /** Waits until it asks this and reports that the pictures are loaded. */
  async shown(question: string | RegExp = /\?$/): Promise<this> {
    await this.frame.getByRole('heading', { level: 1, name: question }).waitFor();
    await this.frame
      .locator('[role=status]')
      .filter({ hasText: /./ })
      .waitFor({ state: 'attached' });
    return this;
  }

  /** Waits until the page is closed. */
  async gone(): Promise<void> {
    await until('the page to close', async () => {
      const open = (await this.#editors.tabs()).some((name) => name.endsWith('Photo?'));
      return open ? undefined : true;
    });
  }

  /** Its text, with whitespace normalized. */
  async text(): Promise<string> {
    return (await this.frame.locator('main').innerText()).replace(/\s+/g, ' ');
  }

  async buttons(): Promise<string[]> {
    return this.frame.getByRole('button').allTextContents();
  }

  async press(button: string): Promise<void> {
    await this.frame.getByRole('button', { name: button, exact: true }).click();
  }

  /** The focused button; waits until there is one. */
  async focused(): Promise<string> {
    return (await this.frame.locator('button:focus').textContent()) ?? '';
  }

  /** Width and height of a picture that is actually rendered. */
  async picture(side: 'new' | 'present'): Promise<string> {
    const image = this.frame.locator(`#${side} img`);
    await image.waitFor({ state: 'visible' });
    const { complete, naturalWidth, naturalHeight } = await image.evaluate((element: unknown) => {
      const { complete, naturalWidth, naturalHeight } = element as ImageElement;
      return { complete, naturalWidth, naturalHeight };
    });
    assert.ok(complete);
    return `${naturalWidth}x${naturalHeight}`;
  }
}
