// VS Code's own server keeps secrets only in memory unless a cookie names a URL that returns half
// of a key. code-server has such a URL, but the server for tests doesn't, so the browser responds
// in its place.
import { randomBytes } from 'node:crypto';
import type { BrowserContext } from 'playwright';

const COOKIE = 'vscode-secret-key-path';
const ADDRESS = '/key-of-secrets';

export class SecretKey {
  /** 256 bits, as VS Code requires. */
  readonly #key = randomBytes(32);

  async serve(context: BrowserContext, origin: string): Promise<void> {
    await context.addCookies([{ name: COOKIE, value: ADDRESS, url: origin }]);
    await context.route(`${origin}${ADDRESS}`, (route) => route.fulfill({ body: this.#key }));
  }
}
