import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import http, { createServer } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** One request, as sent to whatever host it names. */
export interface Recorded {
  /** Scheme, host and port of the URL: `https://www.zohoapis.eu`. */
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands in for every host that this process sends requests to, and records them. */
export class RecordedHosts {
  readonly recorded: Recorded[] = [];
  /** How they answer. */
  reply: (request: Recorded) => Reply = () => ({ status: 200, headers: {}, body: '' });
  readonly #server: Server;
  /** By the port of the incoming connection. */
  readonly #origins = new Map<number, string>();
  readonly #before = { https: https.globalAgent, http: http.globalAgent };

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<RecordedHosts> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const hosts = new RecordedHosts(server);
    server.on('request', (request, response) => {
      void hosts.#record(request).then((recorded) => {
        const { status, headers, body } = hosts.reply(recorded);
        response.writeHead(status, { ...headers, connection: 'close' }).end(body);
      });
    });
    https.globalAgent = hosts.#agent('https', new https.Agent({ keepAlive: false }), 443);
    http.globalAgent = hosts.#agent('http', new http.Agent({ keepAlive: false }), 80);
    return hosts;
  }

  /** Restores normal name resolution. */
  async close(): Promise<void> {
    https.globalAgent = this.#before.https;
    http.globalAgent = this.#before.http;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #agent<T extends http.Agent>(scheme: string, agent: T, usual: number): T {
    agent.createConnection = ({ host, port }): Duplex => {
      const origin = `${scheme}://${host ?? ''}${Number(port) === usual ? '' : `:${port ?? ''}`}`;
      const { port: here } = this.#server.address() as AddressInfo;
      const socket = connect(here, '127.0.0.1');
      socket.once('connect', () => {
        this.#origins.set(socket.localPort ?? 0, origin);
      });
      return socket;
    };
    return agent;
  }

  async #record(request: IncomingMessage): Promise<Recorded> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const recorded = {
      origin: this.#origins.get(request.socket.remotePort ?? 0) ?? '',
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body: Buffer.concat(chunks).toString('latin1'),
    };
    this.recorded.push(recorded);
    return recorded;
  }
}
