// Secrets in VS Code's own server: it keeps them in memory only, unless the page finds a cookie
// naming an address that hands out half of a key. code-server has such an address, the server for
// tests has not: here the browser answers in its place.
import { randomBytes } from 'node:crypto';
import type { BrowserContext } from 'playwright';

const COOKIE = 'vscode-secret-key-path';
const ADDRESS = '/key-of-secrets';

export class SecretKey {
  /** 256 bits, as VS Code wants. */
  readonly #key = randomBytes(32);

  async serve(context: BrowserContext, origin: string): Promise<void> {
    await context.addCookies([{ name: COOKIE, value: ADDRESS, url: origin }]);
    await context.route(`${origin}${ADDRESS}`, (route) => route.fulfill({ body: this.#key }));
  }
}
