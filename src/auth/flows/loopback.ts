import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/**
 * The ports of the redirect addresses that a client has to be registered with: Zoho compares them
 * exactly. Far apart, so that no reserved range takes all; below those that systems hand out.
 */
export const PORTS = [21417, 25417, 29417] as const;

const ADDRESS = '127.0.0.1';
const PATH = '/callback';

/** Of an earlier sign-in, or of nobody's: a refusal that came without the state among them. */
const OTHER_ANSWER = 'VS Code waits for another answer. To end the sign-in, cancel it there.';

export function redirectUriOf(port: number): string {
  return `http://${ADDRESS}:${port}${PATH}`;
}

/** A server on this machine that waits for one browser to be sent to it. */
export class Loopback {
  readonly redirectUri: string;
  /** Resolves with the address that came, once; never fails. */
  readonly arrived: Promise<URL>;
  readonly #server: Server;

  private constructor(server: Server, redirectUri: string, arrived: Promise<URL>) {
    this.#server = server;
    this.redirectUri = redirectUri;
    this.arrived = arrived;
  }

  /**
   * Listens on the first port that is free; undefined where none is.
   *
   * @param isOurs whether an address is the one waited for; others are told so, and waited on
   */
  static async open(
    ports: readonly number[],
    isOurs: (url: URL, redirectUri: string) => boolean,
  ): Promise<Loopback | undefined> {
    for (const port of ports) {
      const { promise, resolve } = Promise.withResolvers<URL>();
      let taken = false;
      const redirectUri = redirectUriOf(port);
      const server = createServer((request, response) => {
        const url = addressed(request, redirectUri);
        if (typeof url === 'number') {
          answer(response, url, 'There is nothing here.');
        } else if (taken) {
          answer(response, 410, 'This sign-in is over already. You can close this page.');
        } else if (isOurs(url, redirectUri)) {
          taken = true;
          answer(response, 200, 'You can close this page and go back to VS Code.', () => {
            resolve(url);
          });
        } else {
          answer(response, 400, OTHER_ANSWER);
        }
      });
      if (await listens(server, port)) {
        return new Loopback(server, redirectUri, promise);
      }
    }
    return undefined;
  }

  close(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
    // A page that is being answered may get its answer; nothing else is to keep the port.
    setTimeout(() => {
      this.#server.closeAllConnections();
    }, 1000).unref();
  }
}

/** The whole address of a request that may be meant for us, or the status that it gets instead. */
function addressed(request: IncomingMessage, redirectUri: string): URL | number {
  const own = new URL(redirectUri);
  // Another name that leads to this machine is a page elsewhere that tries its luck.
  if (request.headers.host !== own.host) {
    return 403;
  }
  if (request.method !== 'GET') {
    return 405;
  }
  // Nor is a picture, a frame or a script of a page elsewhere: Zoho sends the whole page here.
  if ((request.headers['sec-fetch-dest'] ?? 'document') !== 'document') {
    return 403;
  }
  const url = URL.parse(`${own.origin}${request.url ?? ''}`);
  return url?.pathname === own.pathname ? url : 404;
}

function answer(response: ServerResponse, status: number, text: string, sent?: () => void): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width"><title>Photo Uploader for Zoho CRM</title>` +
      `<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32em;` +
      `margin:20vh auto;padding:0 1em}h1{font-size:1.3em}</style></head>` +
      `<body><h1>Photo Uploader for Zoho CRM</h1>` +
      `<p>${text}</p></body></html>`,
    sent,
  );
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      resolve(true);
    });
  });
}
