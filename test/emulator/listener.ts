import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0 for a free one
 * @param tls certificate and key, as PEM, for a TLS listener
 */
export async function listen(
  listener: RequestListener,
  port: number,
  tls?: { cert: string; key: string },
): Promise<Listener> {
  // No timeouts and no promises about how long a connection stays open: clients have to cope.
  const options = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  const server: Server =
    tls === undefined
      ? createServer(options, listener)
      : createTlsServer({ ...options, ...tls }, listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
