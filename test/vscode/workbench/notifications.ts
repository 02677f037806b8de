import type { Locator, Page } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { fits, PATIENCE, until } from './until.ts';

export interface Notification {
  severity: 'error' | 'warning' | 'info';
  text: string;
  /** The extension's name. */
  source: string;
  buttons: string[];
  /** Links in the text. */
  links: { text: string; href: string }[];
  /** Percent done, or 'running' without a percentage; undefined when nothing is in progress. */
  progress: number | 'running' | undefined;
}

/**
 * Notifications, read in the notification center, because toasts hide after a while. While a quick
 * input is open, reads the toasts instead, because opening the center would close the input.
 */
export class Notifications {
  readonly #page: Page;
  readonly #center: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#center = page.locator('.notifications-center.visible');
  }

  async list(): Promise<Notification[]> {
    await this.show();
    // An empty center may still show the last one. "Clear All" is more accurate, but is also disabled
    // if there is only progress.
    const none = this.#center.locator('.codicon-notifications-clear-all.disabled');
    const empty = (await none.count()) > 0;
    // VS Code's own message on a machine that's too busy.
    const drawn = (await this.#drawn()).filter(({ text }) => text !== 'Activating Extensions...');
    return empty ? drawn.filter(({ progress }) => progress !== undefined) : drawn;
  }

  async #drawn(): Promise<Notification[]> {
    return this.#rows().evaluateAll((rows) =>
      (rows as unknown as PageElement[]).map((row) => {
        const all = (selector: string): PageElement[] => [...row.querySelectorAll(selector)];
        const text = (selector: string): string => row.querySelector(selector)?.textContent ?? '';
        const bar = row.querySelector('.monaco-progress-container');
        const now = bar?.getAttribute('aria-valuenow') ?? null;
        return {
          severity:
            (['error', 'warning'] as const).find((name) =>
              row.querySelector('.notification-list-item-icon')?.matches(`.codicon-${name}`),
            ) ?? 'info',
          text: text('.notification-list-item-message'),
          source: text('.notification-list-item-source').replace(/^Source: /, ''),
          buttons: all('.notification-list-item-buttons-container .monaco-text-button').map(
            (button) => button.textContent ?? '',
          ),
          links: all('.notification-list-item-message a').map((link) => ({
            text: link.textContent ?? '',
            href: link.getAttribute('href') ?? '',
          })),
          progress: !bar?.matches('.active') ? undefined : now === null ? 'running' : Number(now),
        };
      }),
    );
  }

  /** Waits for a notification with a matching text. */
  async waitFor(text: string | RegExp, milliseconds = PATIENCE): Promise<Notification> {
    return until(
      `the notification ${String(text)}`,
      async () => (await this.list()).find((one) => fits(one.text, text)),
      async () => (await this.list()).map((one) => one.text),
      milliseconds,
    );
  }

  /** Waits until no notification has this text. */
  async gone(text: string | RegExp): Promise<void> {
    await until(`the end of the notification ${String(text)}`, async () =>
      (await this.list()).some((one) => fits(one.text, text)) ? undefined : true,
    );
  }

  /** Waits for a notification and presses a button; "Cancel" is a progress notification's. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.waitFor(text);
    await this.#row(text)
      .locator('.notification-list-item-buttons-container .monaco-text-button')
      .getByText(button, { exact: true })
      .click();
  }

  /** Closes one without answering it. */
  async dismiss(text: string | RegExp): Promise<void> {
    await this.waitFor(text);
    const row = this.#row(text);
    await row.hover();
    await row.locator('.codicon-notifications-clear').click();
  }

  /** Closes all that can be closed; progress notifications stay. */
  async clear(): Promise<void> {
    await until('the notifications to clear', async () => {
      if ((await this.list()).every(({ progress }) => progress !== undefined)) {
        return true;
      }
      await this.#center
        .locator('.codicon-notifications-clear-all')
        .click({ timeout: 2000 })
        .catch(() => undefined);
      return undefined;
    });
    await this.hide();
  }

  /** Opens the notification center, unless a quick input is open. */
  async show(): Promise<void> {
    await until('the notification center', async () => {
      if ((await this.#center.count()) > 0 || (await this.#isQuickInputOpen())) {
        return true;
      }
      await this.#page.locator('[id="status.notifications"]').click();
      // Move away from the bell, because its tooltip would cover the buttons.
      await this.#page.mouse.move(600, 400);
      await this.#center.waitFor({ timeout: 2000 }).catch(() => undefined);
      return undefined;
    });
    await this.#expand();
  }

  /** Closes the notification center, keeping its notifications. */
  async hide(): Promise<void> {
    if ((await this.#center.count()) > 0) {
      await this.#center
        .locator('.codicon-notifications-hide')
        .click({ timeout: 2000 })
        .catch(() => undefined);
      await this.#center.waitFor({ state: 'hidden' });
    }
  }

  /** Collapsed ones show neither buttons nor their full text. */
  async #expand(): Promise<void> {
    const collapsed = this.#center.locator('.codicon-notifications-expand');
    for (let count = await collapsed.count(); count > 0; count -= 1) {
      await collapsed
        .first()
        .dispatchEvent('click', undefined, { timeout: 1000 })
        .catch(() => undefined);
    }
  }

  async #isQuickInputOpen(): Promise<boolean> {
    return (await this.#page.locator('.quick-input-widget').filter({ visible: true }).count()) > 0;
  }

  #rows(): Locator {
    return this.#page
      .locator('.notifications-center.visible, .notifications-toasts.visible')
      .locator('.monaco-list-row');
  }

  #row(text: string | RegExp): Locator {
    const message = this.#page.locator('.notification-list-item-message');
    return this.#rows()
      .filter({
        has:
          typeof text === 'string'
            ? message.getByText(text, { exact: true })
            : message.filter({ hasText: text }),
      })
      .first();
  }
}
