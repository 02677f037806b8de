import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import { photoForm } from '../../../src/zoho/photoForm.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';

const PICTURE = { name: 'large.jpg', contentType: 'image/jpeg', bytes: new Uint8Array(10_000_000) };

/** How much of it the server reads. */
const TAKEN = 3_000_000;

/** Sometimes the answer is read anyway. */
const TIMES = 10;

/** How a connection ends with an unread part of the body: each sends a reset. */
const ENDS = {
  'resets the connection': (socket: Socket, answer: string) => {
    socket.write(answer, () => socket.resetAndDestroy());
  },
  'closes it': (socket: Socket, answer: string) => {
    socket.pause();
    socket.write(answer, () => socket.destroy());
  },
};

describe('a server that answers before it has read the whole body', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let origin: string;
  let network: Network;
  let exchanges: Exchange[];
  let pictures: number;
  let end: (socket: Socket) => void;

  beforeEach(async () => {
    pictures = 0;
    exchanges = [];
    server = createServer((socket) => {
      sockets.add(socket);
      let taken = 0;
      socket.on('error', () => undefined);
      socket.on('data', (bytes: Buffer) => {
        if (bytes.subarray(0, 4).toString() === 'GET ') {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
          return;
        }
        const before = taken;
        taken += bytes.length;
        if (before < TAKEN && taken >= TAKEN) {
          pictures += 1;
          end(socket);
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: (exchange) => exchanges.push(exchange),
    });
  });

  afterEach(async () => {
    await network.close();
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((socket) => socket.destroy());
    sockets.clear();
    await closed;
  });

  /** A small request shows that the server is reached directly, so that pictures use undici. */
  async function learn(way: 'vscode' | 'undici'): Promise<void> {
    if (way === 'undici') {
      const url = new URL(`${origin}/org`);
      const { signal } = new AbortController();
      await network.send({ method: 'GET', url, headers: {} }, { signal });
    }
  }

  async function sendPicture(onInDoubt: (inDoubt: boolean) => void): Promise<Result<Incoming>> {
    const body = photoForm(PICTURE);
    return network.send(
      { method: 'POST', url: new URL(`${origin}/photo`), headers: {}, body, bulk: true },
      { signal: new AbortController().signal, onInDoubt },
    );
  }

  for (const way of ['vscode', 'undici'] as const) {
    for (const [name, ends] of Object.entries(ENDS)) {
      for (const status of [200, 413]) {
        it(`and ${name} is heard, by ${way} (${status})`, async () => {
          end = (socket) => {
            ends(
              socket,
              `HTTP/1.1 ${status} X\r\ncontent-length: 4\r\nconnection: close\r\n\r\nbody`,
            );
          };
          for (let time = 1; time <= TIMES; time += 1) {
            await learn(way);
            const doubts: boolean[] = [];
            const result = await sendPicture((inDoubt) => doubts.push(inDoubt));
            assert.equal(result.ok && result.value.status, status, JSON.stringify(result));
            assert.equal(result.ok && Buffer.from(result.value.body).toString(), 'body');
            assert.equal(exchanges.at(-1)?.way, way);
            assert.equal(doubts.at(-1), false);
            assert.equal(pictures, time, 'the picture was sent twice');
          }
        });
      }
    }

    for (const answer of ['HTTQ/9 413 X\r\n\r\n', 'HTTP/1.1 200 X\r\ncontent-length: x\r\n\r\n']) {
      it(`and whose answer is not HTTP has lost it, by ${way} (${answer.slice(0, 6)})`, async () => {
        end = (socket) => {
          ENDS['closes it'](socket, answer);
        };
        await learn(way);
        const result = await sendPicture(() => undefined);
        assert.ok(!result.ok && result.failure.kind === 'connection-lost', JSON.stringify(result));
        assert.equal(pictures, 2);
      });
    }

    it(`and whose answer is lost gets one retry only, by ${way}`, async () => {
      end = (socket) => {
        socket.resetAndDestroy();
      };
      await learn(way);
      const doubts: boolean[] = [];
      const result = await sendPicture((inDoubt) => doubts.push(inDoubt));
      assert.ok(!result.ok && result.failure.kind === 'connection-lost', JSON.stringify(result));
      assert.equal(result.failure.sentAll, false);
      assert.equal(pictures, 2);
      assert.deepEqual(doubts, []);
    });
  }
});
