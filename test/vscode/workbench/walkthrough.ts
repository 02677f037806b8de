import type { Locator, Page } from 'playwright';
import { CommandPalette } from './commandPalette.ts';
import type { PageElement } from './pageElement.ts';
import { QuickInput } from './quickInput.ts';
import { fits, until } from './until.ts';

export interface WalkthroughStep {
  title: string;
  checked: boolean;
  expanded: boolean;
}

/** A walkthrough open in the editor area. */
export class Walkthrough {
  readonly #page: Page;
  readonly #steps: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#steps = page.locator('.gettingStartedSlideDetails .getting-started-step');
  }

  /** Opens the one with this title from the command palette. */
  async open(title: string): Promise<void> {
    await new CommandPalette(this.#page).run('Welcome: Open Walkthrough...');
    await new QuickInput(this.#page).choose(title);
    const heading = this.#page.locator('.gettingStartedSlideDetails .category-title');
    await heading.getByText(title, { exact: true }).waitFor();
  }

  /** The steps, top to bottom. */
  async steps(): Promise<WalkthroughStep[]> {
    return this.#steps.evaluateAll((steps) =>
      (steps as unknown as PageElement[]).map((step) => ({
        title: step.querySelector('.step-title')?.textContent ?? '',
        checked: step.getAttribute('aria-checked') === 'true',
        expanded: step.getAttribute('aria-expanded') === 'true',
      })),
    );
  }

  /** Expands a step, which collapses the previous one. */
  async expand(title: string | RegExp): Promise<void> {
    await until(
      `the step ${String(title)} to be shown`,
      async () => {
        const steps = await this.steps();
        const index = steps.findIndex((step) => fits(step.title, title));
        if (steps[index]?.expanded === true) {
          return true;
        }
        if (index >= 0) {
          await this.#steps.nth(index).locator('.step-title').click();
        }
        return undefined;
      },
      () => this.steps(),
    );
  }

  /** Presses a button of the expanded step. */
  async press(button: string): Promise<void> {
    await this.#shown().getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until a step is marked as completed. */
  async checked(title: string | RegExp): Promise<void> {
    await until(
      `the step ${String(title)} to be checked`,
      async () => {
        const step = (await this.steps()).find((one) => fits(one.title, title));
        return step?.checked === true ? true : undefined;
      },
      () => this.steps(),
    );
  }

  #shown(): Locator {
    return this.#steps.and(this.#page.locator('.expanded'));
  }
}
