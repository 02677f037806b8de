import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright';
import type { Editors } from '../vscode/workbench/editors.ts';
import { until } from '../vscode/workbench/until.ts';

/** The little of an `<img>` that is looked at inside the page. */
interface ImageElement {
  complete: boolean;
  naturalWidth: number;
  naturalHeight: number;
}

/** The page that shows a record's photo beside the new one, and asks. */
export class ReplacementPage {
  readonly #editors: Editors;

  constructor(editors: Editors) {
    this.#editors = editors;
  }

  get frame(): FrameLocator {
    return this.#editors.webview();
  }

  /** Waits until it asks this, and has told that the pictures are there. */
  async shown(question: string | RegExp = /\?$/): Promise<this> {
    await this.frame.getByRole('heading', { level: 1, name: question }).waitFor();
    await this.frame
      .locator('[role=status]')
      .filter({ hasText: /./ })
      .waitFor({ state: 'attached' });
    return this;
  }

  /** Waits until there is none. */
  async gone(): Promise<void> {
    await until('the page to close', async () => {
      const open = (await this.#editors.tabs()).some((name) => name.endsWith('Photo?'));
      return open ? undefined : true;
    });
  }

  /** What it says, spaces and lines aside. */
  async text(): Promise<string> {
    return (await this.frame.locator('main').innerText()).replace(/\s+/g, ' ');
  }

  async buttons(): Promise<string[]> {
    return this.frame.getByRole('button').allTextContents();
  }

  async press(button: string): Promise<void> {
    await this.frame.getByRole('button', { name: button, exact: true }).click();
  }

  /** The button that the keyboard is at; waits until there is one. */
  async focused(): Promise<string> {
    return (await this.frame.locator('button:focus').textContent()) ?? '';
  }

  /** Width and height of a picture that is really drawn. */
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
