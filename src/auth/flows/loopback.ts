import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/**
 * The ports of the redirect URIs that a client has to be registered with: Zoho compares them
 * exactly. They are far apart, so that no reserved range has them all, and below those that systems
 * assign.
 */
export const PORTS = [21417, 25417, 29417] as const;

const ADDRESS = '127.0.0.1';
const PATH = '/callback';

/**
 * What the browser shows. `other-answer` belongs to an earlier sign-in or to none, including a
 * refusal that came without the state.
 */
export type PageAnswer = 'done' | 'nothing-here' | 'other-answer' | 'over';

export function redirectUriOf(port: number): string {
  return `http://${ADDRESS}:${port}${PATH}`;
}

/** A server on this machine that waits for one browser to be sent to it. */
export class Loopback {
  readonly redirectUri: string;
  /** Resolves with the URL that came, once. Never rejects. */
  readonly arrived: Promise<URL>;
  readonly #server: Server;

  private constructor(server: Server, redirectUri: string, arrived: Promise<URL>) {
    this.#server = server;
    this.redirectUri = redirectUri;
    this.arrived = arrived;
  }

  /**
   * Listens on the first free port; undefined if none is free.
   *
   * @param isOurs whether a URL is the expected one; others get an answer, and the wait continues
   * @param pageOf the HTML page for each answer
   */
  static async open(
    ports: readonly number[],
    isOurs: (url: URL, redirectUri: string) => boolean,
    pageOf: (answer: PageAnswer) => string,
  ): Promise<Loopback | undefined> {
    for (const port of ports) {
      const { promise, resolve } = Promise.withResolvers<URL>();
      let taken = false;
      const redirectUri = redirectUriOf(port);
      const server = createServer((request, response) => {
        const url = addressed(request, redirectUri);
        if (typeof url === 'number') {
          answer(response, url, pageOf('nothing-here'));
        } else if (taken) {
          answer(response, 410, pageOf('over'));
        } else if (isOurs(url, redirectUri)) {
          taken = true;
          answer(response, 200, pageOf('done'), () => {
            resolve(url);
          });
        } else {
          answer(response, 400, pageOf('other-answer'));
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
    // A page that is being answered may get its answer. Nothing else should keep the port.
    setTimeout(() => {
      this.#server.closeAllConnections();
    }, 1000).unref();
  }
}

/** The whole URL of a request that may be meant for us, or the status that it gets instead. */
function addressed(request: IncomingMessage, redirectUri: string): URL | number {
  const own = new URL(redirectUri);
  // Another name that leads to this machine belongs to a page elsewhere.
  if (request.headers.host !== own.host) {
    return 403;
  }
  if (request.method !== 'GET') {
    return 405;
  }
  // Zoho sends the whole page here. A picture, frame, or script comes from a page elsewhere.
  if ((request.headers['sec-fetch-dest'] ?? 'document') !== 'document') {
    return 403;
  }
  const url = URL.parse(`${own.origin}${request.url ?? ''}`);
  return url?.pathname === own.pathname ? url : 404;
}

function answer(response: ServerResponse, status: number, page: string, sent?: () => void): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(page, sent);
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
