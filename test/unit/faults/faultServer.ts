import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The answer of the server behind. */
export interface Genuine {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What happens to a request on the wire. */
export interface WireFault {
  /** The share of the request's body that is read before the connection is reset. */
  readonly cutsRequestAt?: number;
  /** Whether nothing more is read once the headers have come, and nothing is answered. */
  readonly isUnread?: boolean;
  /** Whether the server behind gets the request; default: it does. */
  readonly passesOn?: boolean;
  /** What is sent instead of its answer; it is known if the request was passed on. */
  readonly answers?: (socket: Socket, genuine: Genuine) => void;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: string;
  /** Whether the fault happened to it. */
  readonly struck: boolean;
}

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: string;
  /** Where the body begins. */
  readonly start: number;
  /** Bytes of the whole body. */
  readonly length: number;
}

const NONE: Genuine = { status: 0, headers: {}, body: Buffer.alloc(0) };

/**
 * Stands on loopback before a server, over plain sockets, passes requests on and answers back, and
 * does to some of them what networks and servers do. It knows nothing of the client.
 */
export class FaultServer {
  readonly origin: string;
  readonly seen: SeenRequest[] = [];
  /** Bytes of the last answer of the server behind. */
  lastBytes = 0;
  readonly #upstream: string;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  #fault: WireFault | undefined;
  #strikes: (method: string, path: string) => boolean = () => false;

  private constructor(server: Server, upstream: string) {
    this.#server = server;
    this.#upstream = upstream;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => {
      this.#accept(socket);
    });
  }

  /** @param upstream the origin of the server behind */
  static async before(upstream: string): Promise<FaultServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultServer(server, upstream);
  }

  /**
   * From now on, this happens to the requests that are meant.
   *
   * @param times to how many of them
   */
  strike(
    strikes: (method: string, path: string) => boolean,
    fault: WireFault,
    times = Infinity,
  ): void {
    this.#strikes = (method, path) => this.struck < times && strikes(method, path);
    this.#fault = fault;
  }

  /** How many requests the fault happened to. */
  get struck(): number {
    return this.seen.filter(({ struck }) => struck).length;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
    this.#agent.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    let chunks: Buffer[] = [];
    let size = 0;
    let isBusy = false;
    const read = (): void => {
      if (isBusy || size === 0) {
        return;
      }
      const received = receivedIn(chunks);
      if (received === undefined) {
        return;
      }
      const strikes = this.#strikes(received.method, received.path);
      const fault = strikes ? this.#fault : undefined;
      const { cutsRequestAt } = fault ?? {};
      if (cutsRequestAt !== undefined) {
        if (size - received.start >= Math.floor(received.length * cutsRequestAt)) {
          isBusy = true;
          this.#note(received, true);
          socket.resetAndDestroy();
        }
        return;
      }
      if (fault?.isUnread === true) {
        isBusy = true;
        this.#note(received, true);
        socket.pause();
        return;
      }
      const end = received.start + received.length;
      if (size < end) {
        return;
      }
      isBusy = true;
      const all = Buffer.concat(chunks);
      chunks = [all.subarray(end)];
      size -= end;
      this.#note(received, strikes);
      const body = all.subarray(received.start, end);
      this.#answer(socket, received, body, fault).then(
        () => {
          isBusy = false;
          read();
        },
        // The cell is over.
        () => socket.destroy(),
      );
    };
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      read();
    });
  }

  #note({ method, path, headers }: Received, struck: boolean): void {
    this.seen.push({ method, path, headers, struck });
  }

  async #answer(
    socket: Socket,
    received: Received,
    body: Buffer,
    fault: WireFault | undefined,
  ): Promise<void> {
    const genuine = fault?.passesOn === false ? NONE : await this.#passOn(received, body);
    if (socket.destroyed) {
      return;
    }
    if (fault?.answers === undefined) {
      send(socket, genuine);
    } else {
      fault.answers(socket, genuine);
    }
  }

  async #passOn({ method, path, headers }: Received, body: Buffer): Promise<Genuine> {
    const call = httpRequest(this.#upstream + path, {
      method,
      agent: this.#agent,
      headers: Object.fromEntries(
        headers
          .split('\r\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
          .filter(([name]) => !/^(?:connection|host)$/i.test(name ?? '')),
      ) as Record<string, string>,
    });
    call.end(body);
    const [response] = (await once(call, 'response')) as [import('node:http').IncomingMessage];
    const answered = Object.entries(response.headers).filter(
      ([name]) => !/^(?:connection|keep-alive|transfer-encoding|content-length)$/.test(name),
    );
    const bytes = await buffer(response);
    this.lastBytes = bytes.length;
    return {
      status: response.statusCode ?? 0,
      headers: Object.fromEntries(answered.map(([name, value]) => [name, String(value)])),
      body: bytes,
    };
  }
}

/** What a request says about itself; undefined before the end of its headers. */
function receivedIn(chunks: readonly Buffer[]): Received | undefined {
  // Headers are short: putting a body of 10 MB together again and again would be slow.
  const beginning = Buffer.concat(chunks.slice(0, 20)).subarray(0, 20_000);
  const end = beginning.indexOf('\r\n\r\n');
  if (end < 0) {
    return undefined;
  }
  const [line = '', ...lines] = beginning.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = lines.join('\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(headers)?.[1] ?? 0);
  return { method, path, headers, start: end + 4, length };
}

/** How an answer says where its body ends. */
export type Framing = 'chunked' | 'length';

/** The head of an answer. */
export function head({ status, headers, body }: Genuine, framing: Framing = 'length'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const frame =
    framing === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${body.length}`;
  return `HTTP/1.1 ${status} X\r\n${lines.join('')}${status === 204 ? '' : `${frame}\r\n`}\r\n`;
}

/** The head and a share of the body: of a chunk that is announced as a whole. */
export function beginning(genuine: Genuine, share: number, framing: Framing): Buffer {
  const { body } = genuine;
  const size = framing === 'chunked' ? `${body.length.toString(16)}\r\n` : '';
  const bytes = body.subarray(0, Math.floor(body.length * share));
  return Buffer.concat([Buffer.from(head(genuine, framing) + size, 'latin1'), bytes]);
}

export function send(socket: Socket, genuine: Genuine, framing: Framing = 'length'): void {
  if (framing === 'length' || genuine.status === 204 || genuine.body.length === 0) {
    socket.write(beginning(genuine, 1, 'length'));
  } else {
    socket.write(Buffer.concat([beginning(genuine, 1, framing), Buffer.from('\r\n0\r\n\r\n')]));
  }
}
