import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import { photoForm } from '../../../src/zoho/photoForm.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';

const PICTURE = { name: 'a.jpg', contentType: 'image/jpeg', bytes: new Uint8Array(20_000) };

/**
 * Seconds in which something must move. Ten times that, an answer may take as a whole. Where time
 * isn’t what ends a request, a busy machine must not end it, either.
 */
const SHORT = 0.1;
const LONG = 60;

/** Far more than any of it should take: what takes as long hangs. */
const HANGS_MS = 15_000;

/** Writes again and again, as fast as the connection takes it or at intervals, until it is closed. */
function keepWriting(socket: Socket, text: string, everyMs = 0): void {
  const write = (): void => {
    if (socket.destroyed) {
      return;
    }
    socket.write(text, () => (everyMs === 0 ? setImmediate(write) : setTimeout(write, everyMs)));
  };
  write();
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** What a server may do instead of answering, and what its client must make of it. */
const ODD: Record<string, { answer: (socket: Socket) => void; kind: string }> = {
  'switches to another protocol (HTTP 101)': {
    answer: (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    kind: 'HTTP 101',
  },
  'switches to another protocol and closes': {
    answer: (socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    kind: 'HTTP 101',
  },
  'switches to another protocol and goes on in it': {
    answer: (socket) => {
      socket.write('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
      keepWriting(socket, 'x'.repeat(1000));
    },
    kind: 'HTTP 101',
  },
  'says 101 without a protocol': {
    answer: (socket) => socket.write('HTTP/1.1 101 X\r\n\r\n'),
    kind: 'HTTP 101 or connection-lost',
  },
  'closes without an answer': { answer: (socket) => socket.end(), kind: 'connection-lost' },
  'resets without an answer': {
    answer: (socket) => socket.resetAndDestroy(),
    kind: 'connection-lost',
  },
  'closes in its headers': {
    answer: (socket) => socket.end(HEAD.slice(0, -4)),
    kind: 'connection-lost',
  },
  'closes in its body': {
    answer: (socket) => socket.end(`${HEAD}content-length: 9\r\n\r\n{}`),
    kind: 'connection-lost',
  },
  'closes between chunks': {
    answer: (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
    kind: 'connection-lost',
  },
  'sends hints without end (HTTP 103)': {
    answer: (socket) => {
      keepWriting(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50), 1);
    },
    kind: 'timed-out',
  },
  'says to continue without end (HTTP 100)': {
    answer: (socket) => {
      keepWriting(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50), 1);
    },
    kind: 'timed-out or connection-lost',
  },
  'sends headers without end': {
    answer: (socket) => {
      socket.write(HEAD);
      keepWriting(socket, `x: ${'y'.repeat(1000)}\r\n`);
    },
    kind: 'connection-lost',
  },
  'sends headers drop by drop': {
    answer: (socket) => {
      socket.write(HEAD);
      keepWriting(socket, 'x: y\r\n', 10);
    },
    kind: 'timed-out',
  },
  'sends its body drop by drop': {
    answer: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      keepWriting(socket, '1\r\n \r\n', 10);
    },
    kind: 'timed-out',
  },
  'sends a body of unknown length drop by drop': {
    answer: (socket) => {
      socket.write(`${HEAD}\r\n{`);
      keepWriting(socket, ' ', 10);
    },
    kind: 'timed-out',
  },
  'sends the length of a chunk drop by drop': {
    answer: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n2;`);
      keepWriting(socket, 'x', 10);
    },
    kind: 'timed-out',
  },
  'sends a body without end': {
    answer: (socket) => {
      socket.write(`${HEAD}\r\n`);
      keepWriting(socket, ' '.repeat(500_000));
    },
    kind: 'HTTP 200',
  },
};

describe('a server that', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let origin: string;
  let network: Network;
  let asked: number;
  let timeLimit: number;
  let answer: (socket: Socket) => void;

  beforeEach(async () => {
    asked = 0;
    timeLimit = LONG;
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      let read = '';
      socket.on('data', (bytes: Buffer) => {
        read += bytes.toString('latin1');
        if (read.startsWith('GET /learn')) {
          read = '';
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        } else if (read.startsWith('GET') || read.includes('--\r\n')) {
          read = '';
          asked += 1;
          answer(socket);
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    network = new Network({
      userAgent: 'test',
      timeLimit: () => timeLimit,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
  });

  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy());
    sockets.clear();
    await network.close();
    const closed = once(server, 'close');
    server.close();
    await closed;
  });

  function send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    signal = new AbortController().signal,
  ): Promise<Result<Incoming>> {
    const url = new URL(origin + path);
    return method === 'POST'
      ? network.send({ method, url, headers: {}, body: photoForm(PICTURE), bulk: true }, { signal })
      : network.send({ method, url, headers: {} }, { signal });
  }

  function kindOf(result: Result<Incoming>): string {
    return result.ok ? `HTTP ${result.value.status}` : kindOfFailure(result.failure);
  }

  function kindOfFailure(failure: Failure): string {
    return failure.kind === 'answer-unreadable' ? `HTTP ${failure.status}` : failure.kind;
  }

  for (const [name, odd] of Object.entries(ODD)) {
    for (const way of ['GET by vscode', 'POST by vscode', 'POST by undici'] as const) {
      it(`${name} ends a request: ${way}`, { timeout: HANGS_MS }, async () => {
        if (way === 'POST by undici') {
          await send('GET', '/learn');
        }
        answer = odd.answer;
        timeLimit = odd.kind.includes('timed-out') ? SHORT : LONG;
        const kind = kindOf(await send(way.startsWith('GET') ? 'GET' : 'POST', '/'));
        assert.ok(odd.kind.split(' or ').includes(kind), `${kind} instead of ${odd.kind}`);
        // Only a read is sent again, and only over a lost connection.
        const again = way.startsWith('GET') && kind === 'connection-lost';
        assert.ok(asked <= (again ? 2 : 1), `it was sent ${asked} times`);
      });
    }
  }

  it('switches to another protocol does not outlive a cancel', { timeout: HANGS_MS }, async () => {
    const cancel = new AbortController();
    answer = (socket) => {
      ODD['switches to another protocol and closes']?.answer(socket);
      cancel.abort();
    };
    const ended = await send('GET', '/', cancel.signal).then(kindOf, (error: unknown) => error);
    assert.ok(ended === 'HTTP 101' || ended === cancel.signal.reason);
  });
});
