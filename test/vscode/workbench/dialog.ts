import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { fits, until } from './until.ts';

export interface DialogLook {
  message: string;
  detail: string;
  /** In reading order. */
  buttons: string[];
}

/** A modal dialog. */
export class Dialog {
  readonly #box: Locator;

  constructor(page: Page) {
    this.#box = page.locator('.monaco-dialog-box').filter({ visible: true });
  }

  /** What the open dialog shows; undefined if none is open. */
  async look(): Promise<DialogLook | undefined> {
    const [look] = await this.#box.evaluateAll((boxes) =>
      (boxes as unknown as PageElement[]).map((box) => ({
        message: box.querySelector('.dialog-message-text')?.textContent ?? '',
        detail: box.querySelector('.dialog-message-detail')?.textContent ?? '',
        buttons: [...box.querySelectorAll('.dialog-buttons .monaco-text-button')].map(
          (button) => button.textContent ?? '',
        ),
      })),
    );
    return look;
  }

  /** Waits for a dialog with a matching message; some of VS Code's own have only a detail. */
  async shown(text: string | RegExp = /./): Promise<DialogLook> {
    return until(
      `a dialog that says ${String(text)}`,
      async () => {
        const look = await this.look();
        const found = look !== undefined && (fits(look.message, text) || fits(look.detail, text));
        return found ? look : undefined;
      },
      async () => (await this.look()) ?? 'no dialog',
    );
  }

  /** Presses a button and waits for the dialog to close. */
  async choose(button: string): Promise<void> {
    const before = JSON.stringify(await this.shown());
    await this.#box.locator('.monaco-text-button').getByText(button, { exact: true }).click();
    await until('the dialog to close', async () =>
      JSON.stringify(await this.look()) === before ? undefined : true,
    );
  }
}
