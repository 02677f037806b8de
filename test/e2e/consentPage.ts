import type { Page } from 'playwright';

/** Zoho's consent page in the emulator. */
export class ConsentPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** By name, environment, and domain: `Northwind Traders SANDBOX northwindsandbox`. */
  async choose(organization: string): Promise<this> {
    await this.#page.getByRole('radio', { name: organization }).check();
    return this;
  }

  async permissions(): Promise<string[]> {
    await this.#page.getByRole('button', { name: 'Accept' }).waitFor();
    return this.#page.getByRole('listitem').allTextContents();
  }

  /** Returns the URL that the browser was redirected to. */
  async accept(): Promise<URL> {
    return this.#decide('Accept');
  }

  async reject(): Promise<URL> {
    return this.#decide('Reject');
  }

  /** For a device: there is no redirect. */
  async acceptDevice(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Accept' }).click();
    await this.#page.getByText('Access granted').waitFor();
  }

  async #decide(button: string): Promise<URL> {
    const sent = this.#page.waitForRequest(/127\.0\.0\.1:\d+\/callback/);
    await this.#page.getByRole('button', { name: button }).click();
    const request = await sent;
    // Either our own page or the browser's error page for a refused connection.
    await this.#page.waitForLoadState();
    return new URL(request.url());
  }
}
