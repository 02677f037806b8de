import type { Page } from 'playwright';

/** Zoho's page that asks a person for their consent, as the emulator shows it. */
export class ConsentPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** By name, environment and domain: `Northwind Traders SANDBOX northwindsandbox`. */
  async choose(organization: string): Promise<this> {
    await this.#page.getByRole('radio', { name: organization }).check();
    return this;
  }

  async permissions(): Promise<string[]> {
    await this.#page.getByRole('button', { name: 'Accept' }).waitFor();
    return this.#page.getByRole('listitem').allTextContents();
  }

  /** Returns the address that the browser was sent to. */
  async accept(): Promise<URL> {
    return this.#decide('Accept');
  }

  async reject(): Promise<URL> {
    return this.#decide('Reject');
  }

  /** For a device: nobody is sent anywhere. */
  async acceptDevice(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Accept' }).click();
    await this.#page.getByText('Access granted').waitFor();
  }

  async #decide(button: string): Promise<URL> {
    const sent = this.#page.waitForRequest(/127\.0\.0\.1:\d+\/callback/);
    await this.#page.getByRole('button', { name: button }).click();
    const request = await sent;
    // Either our own page, or the browser's that nobody is there.
    await this.#page.waitForLoadState();
    return new URL(request.url());
  }
}
