import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import { isIP } from 'node:net';

/** Kept connections that end at the host they were opened for. */
const DIRECT = new WeakSet<Socket>();

/**
 * Where the connection of one request ends: at its host, or at a proxy before it. No name is looked
 * up to find out. Behind a proxy, that would tell others in this network what is asked.
 */
export class Connection {
  readonly #host: string;
  readonly #port: number;
  readonly #addresses = new Set<string>();

  constructor(url: URL) {
    this.#host = url.hostname.replace(/^\[|\]$/g, '');
    this.#port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  }

  /** For the request: what VS Code does without one, and a note of what came of it. */
  readonly lookup: LookupFunction = (name, options, done) => {
    lookup(name, options, (error, found: unknown, family) => {
      if (error === null && name === this.#host) {
        for (const address of Array.isArray(found) ? found : [{ address: found }]) {
          this.#addresses.add(plain((address as { address: string }).address));
        }
      }
      done(error, found as string, family);
    });
  };

  /** Whether an answer came from the host directly. */
  isDirect({ socket }: IncomingMessage): boolean {
    const { remoteAddress = '', remotePort } = socket;
    const address = plain(remoteAddress);
    const isAtHost =
      remotePort === this.#port &&
      (this.#addresses.has(address) || (isIP(this.#host) !== 0 && address === this.#host));
    if (isAtHost) {
      DIRECT.add(socket);
    }
    // Nothing is looked up for a kept connection.
    return isAtHost || DIRECT.has(socket);
  }
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, '');
}
