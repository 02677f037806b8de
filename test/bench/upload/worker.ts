import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import net from 'node:net';
import { createInterface } from 'node:readline';
import type { Job, Told } from './job.ts';

/** A process that uploads on demand. */
export class Worker {
  readonly #socket: Socket;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  private constructor(socket: Socket, ended: Promise<unknown>) {
    this.#socket = socket;
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    this.#ended = ended;
  }

  /** @param launch starts a process that gets its jobs from a port; settles when it ends */
  static async start(launch: (port: number) => Promise<unknown>): Promise<Worker> {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const ended = launch((server.address() as AddressInfo).port);
    try {
      const [socket] = await Promise.race([
        connected,
        ended.then((how): never => {
          throw new Error(`a worker ended before it began: ${JSON.stringify(how)}`);
        }),
      ]);
      socket.on('error', () => undefined);
      return new Worker(socket, ended);
    } finally {
      server.close();
    }
  }

  async upload(job: Job): Promise<Exclude<Told, { error: string }>> {
    this.#socket.write(`${JSON.stringify(job)}\n`);
    const line = await this.#lines.next();
    if (line.done === true) {
      throw new Error('a worker ended in the midst of a job');
    }
    const told = JSON.parse(line.value) as Told;
    if ('error' in told) {
      throw new Error(told.error);
    }
    return told;
  }

  async stop(): Promise<void> {
    this.#socket.end();
    await this.#ended;
  }
}
