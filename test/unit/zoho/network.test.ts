import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import { photoForm } from '../../../src/zoho/photoForm.ts';
import type { Incoming, Outgoing } from '../../../src/zoho/sender.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/fault.ts';
import { until } from '../until.ts';

const PICTURE = { name: 'large.jpg', contentType: 'image/jpeg', bytes: new Uint8Array(10_000_000) };

describe('Network', () => {
  let emulator: Emulator;
  let control: EmulatorControl;
  let network: Network;
  let exchanges: Exchange[];
  let timeLimit: number;

  before(async () => {
    emulator = await startEmulator();
    control = new EmulatorControl(emulator.control);
  });

  after(async () => {
    await emulator.close();
  });

  beforeEach(async () => {
    await control.reset();
    exchanges = [];
    timeLimit = 60;
    network = new Network({
      userAgent: 'test',
      timeLimit: () => timeLimit,
      systemCertificates: () => true,
      onExchange: (exchange) => exchanges.push(exchange),
      answerMs: 300,
    });
  });

  afterEach(async () => {
    await network.close();
  });

  function url(path: string): URL {
    return new URL(emulator.servers.api + path);
  }

  /** A small request: it shows how the host is reached. */
  async function learn(): Promise<void> {
    const answer = await network.send(
      { method: 'GET', url: url('/crm/v8/org'), headers: {} },
      { signal: new AbortController().signal },
    );
    assert.ok(answer.ok);
  }

  async function sendPicture(
    signal = new AbortController().signal,
    onSent?: (bytes: number) => void,
  ): ReturnType<Network['send']> {
    return network.send(
      {
        method: 'POST',
        url: url('/crm/v2/Contacts/4876876000000624001/photo'),
        headers: {},
        body: photoForm(PICTURE),
        bulk: true,
      },
      { signal, ...(onSent === undefined ? {} : { onSent }) },
    );
  }

  async function failure(fault: Fault): Promise<Failure | undefined> {
    await control.fault({ path: '/photo', ...fault });
    const result = await sendPicture();
    return result.ok ? undefined : result.failure;
  }

  it('takes status 407 for a proxy’s: nothing has reached Zoho', async () => {
    const failed = await failure({ answer: { status: 407, body: '<html>' } });
    assert.deepEqual(failed, {
      kind: 'proxy-refused',
      host: new URL(emulator.servers.api).host,
      reason: '407',
      sentAll: false,
    });
  });

  it('sends a picture with https until it is known how the host is reached', async () => {
    await sendPicture();
    assert.deepEqual(
      exchanges.map(({ way }) => way),
      ['vscode'],
    );
  });

  it('sends pictures with undici after a small request was sent directly', async () => {
    await learn();
    await sendPicture();
    await sendPicture();
    assert.deepEqual(
      exchanges.map(({ way, method }) => `${method} ${way}`),
      ['GET vscode', 'POST undici', 'POST undici'],
    );
    assert.deepEqual([...network.routes()], [[emulator.servers.api, 'undici']]);
  });

  it('creates one undici sender for all concurrent callers, so that one close ends it', async (t) => {
    await learn();
    const senders = new Set<unknown>();
    const { UndiciSender } = await import('../../../src/zoho/undiciSender.ts');
    const send = t.mock.method(UndiciSender.prototype, 'send');
    await Promise.all([sendPicture(), sendPicture()]);
    send.mock.calls.forEach(({ this: sender }) => senders.add(sender));
    assert.deepEqual([send.mock.callCount(), senders.size], [2, 1]);
  });

  it('reports the bytes as they are sent, either way', async () => {
    for (const way of ['vscode', 'undici']) {
      if (way === 'undici') {
        await learn();
      }
      const sent: number[] = [];
      await sendPicture(undefined, (bytes) => sent.push(bytes));
      assert.ok(sent.length >= 5, `${way}: ${sent.join()}`);
      assert.deepEqual(
        sent,
        sent.toSorted((a, b) => a - b),
      );
      assert.equal(sent.at(-1), photoForm(PICTURE).length);
    }
  });

  it('progress waits for a slow server, so that it is accurate', async () => {
    await learn();
    await control.fault({ path: '/photo', never: true, bytesPerSecond: 1 });
    const cancel = new AbortController();
    let most = 0;
    timeLimit = 1;
    const result = await sendPicture(cancel.signal, (bytes) => (most = bytes));
    assert.equal(result.ok, false);
    assert.ok(most < PICTURE.bytes.length, `${most} bytes were said to have left`);
  });

  for (const way of ['vscode', 'undici'] as const) {
    describe(`by ${way}`, () => {
      beforeEach(async () => {
        if (way === 'undici') {
          await learn();
        }
      });

      it('a connection closed halfway is lost, with the rest unsent', async () => {
        const lost = await failure({ cutAfterBytes: 500_000, times: 0 });
        assert.equal(lost?.kind, 'connection-lost');
        assert.equal('sentAll' in lost && lost.sentAll, false);
      });

      it('one such connection is retried', async () => {
        assert.equal(await failure({ cutAfterBytes: 500_000 }), undefined);
      });

      it('a connection closed after everything was sent is not retried: it may have been carried out', async () => {
        const before = exchanges.length;
        const lost = await failure({ cutBeforeAnswer: true });
        assert.equal(lost?.kind, 'connection-lost');
        assert.equal('sentAll' in lost && lost.sentAll, true);
        assert.equal(exchanges.length, before + 1);
      });

      it('half an answer is a lost connection', async () => {
        assert.equal((await failure({ cutAnswerAfterBytes: 5 }))?.kind, 'connection-lost');
      });

      it('an answer that never comes times out', async () => {
        timeLimit = 1;
        const late = await failure({ never: true });
        assert.equal(late?.kind, 'timed-out');
      });

      it('an answer before the whole body was read counts', async () => {
        await control.fault({ path: '/photo', early: true, answer: { status: 413, body: 'no' } });
        const result = await sendPicture();
        assert.equal(result.ok && result.value.status, 413, JSON.stringify(result));
      });

      it('a cancel stops it at any moment', async () => {
        for (const moment of [1, 524_288, 8_000_000]) {
          const cancel = new AbortController();
          await control.fault({ path: '/photo', never: true });
          const sending = sendPicture(cancel.signal, (bytes) => {
            if (bytes >= moment) {
              cancel.abort();
            }
          });
          await assert.rejects(sending, { name: 'AbortError' });
          assert.equal(exchanges.at(-1)?.failure, 'canceled');
        }
      });

      describe('a canceled change', () => {
        let cancel: AbortController;
        let inDoubt: boolean[];

        beforeEach(() => {
          cancel = new AbortController();
          inDoubt = [];
        });

        function change(
          bytes: number,
          host = '127.0.0.1',
          onSent?: (sent: number) => void,
        ): ReturnType<Network['send']> {
          const body = photoForm({ ...PICTURE, bytes: new Uint8Array(bytes) });
          const photo = url('/crm/v2/Contacts/4876876000000624001/photo');
          photo.hostname = host;
          const onInDoubt = (now: boolean): void => {
            inDoubt.push(now);
          };
          return network.send(
            { method: 'POST', url: photo, headers: {}, body, bulk: true },
            { signal: cancel.signal, onInDoubt, ...(onSent === undefined ? {} : { onSent }) },
          );
        }

        it('is in no doubt before there is a connection, however small it is', async (t) => {
          // No kept connection: another name for https, a new pool for undici.
          const connect = t.mock.method(Socket.prototype, 'connect', function (this: Socket) {
            // As Node does. Otherwise, it would take the socket for a closed one a moment later.
            return Object.assign(this, { connecting: true });
          });
          for (const bytes of [1000, 300_000]) {
            cancel = new AbortController();
            const before = connect.mock.callCount();
            const sending = change(bytes, way === 'vscode' ? 'localhost' : '127.0.0.1');
            sending.catch(() => undefined);
            await until('it to connect', () => connect.mock.callCount() > before);
            cancel.abort();
            await assert.rejects(sending, { name: 'AbortError' });
            assert.deepEqual(inDoubt, []);
          }
        });

        it('is in no doubt while it is sent to a slow server', async () => {
          await control.fault({ path: '/photo', bytesPerSecond: 1 });
          const sending = change(PICTURE.bytes.length, undefined, () => {
            cancel.abort();
          });
          await assert.rejects(sending, { name: 'AbortError' });
          assert.deepEqual(inDoubt, []);
        });

        it('has its answer, if that comes soon', async () => {
          await control.fault({ path: '/photo', delayMs: 100, answer: { status: 202, body: '' } });
          const sending = change(300_000);
          await until('all of it to have left', () => inDoubt.length > 0);
          cancel.abort();
          const answer = await sending;
          assert.equal(answer.ok && answer.value.status, 202);
          assert.deepEqual(inDoubt, [true, false]);
        });

        it('ends without an answer that does not come', async () => {
          await control.fault({ path: '/photo', never: true });
          const sending = change(300_000);
          await until('all of it to have left', () => inDoubt.length > 0);
          cancel.abort();
          await assert.rejects(sending, { name: 'AbortError' });
          assert.deepEqual(inDoubt, [true]);
          assert.equal(exchanges.at(-1)?.failure, 'canceled');
        });
      });
    });
  }

  describe('if the server has closed all kept connections,', () => {
    const KEPT = 6;
    let server: Server;
    let again: number;

    beforeEach(async () => {
      const first: ServerResponse[] = [];
      const known = new Set<Socket>();
      again = 0;
      server = createServer(({ socket }, response) => {
        if (known.has(socket)) {
          again += 1;
          socket.destroy();
          return;
        }
        known.add(socket);
        first.push(response);
        // The first requests are answered together, so that each has its own connection.
        if (first.length >= KEPT) {
          first.forEach((one) => one.end('{}'));
        }
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      await Promise.all(Array.from({ length: KEPT }, () => ask('GET')));
    });

    afterEach(async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    });

    function ask(method: Outgoing['method']): Promise<Result<Incoming>> {
      const { port } = server.address() as AddressInfo;
      return network.send(
        { method, url: new URL(`http://127.0.0.1:${port}/`), headers: {} },
        { signal: new AbortController().signal },
      );
    }

    it('reads are retried until no closed connection is left', async () => {
      const answer = await ask('GET');
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.equal(again, KEPT);
    });

    it('changes are retried once', async () => {
      const answer = await ask('POST');
      assert.equal(!answer.ok && answer.failure.kind, 'connection-lost');
      assert.equal(again, 2);
    });

    it('deleting a photo is not retried: it may be done', async () => {
      const answer = await ask('DELETE');
      assert.ok(!answer.ok && answer.failure.kind === 'connection-lost');
      assert.equal(answer.failure.sentAll, true);
      assert.equal(again, 1);
    });
  });

  it('sends nothing once canceled', async () => {
    await assert.rejects(sendPicture(AbortSignal.abort()), { name: 'AbortError' });
    assert.deepEqual(await control.requests(), []);
  });

  it('describes what is wrong with a host', async () => {
    const gone = await startEmulator();
    await gone.close();
    const ask = async (address: string): Promise<string> => {
      const result = await network.send(
        { method: 'GET', url: new URL(address), headers: {} },
        { signal: new AbortController().signal },
      );
      return result.ok ? 'ok' : result.failure.kind;
    };
    assert.equal(await ask(gone.servers.api), 'connection-refused');
    assert.equal(await ask('https://nobody.invalid/'), 'host-not-found');
  });

  it('an https server with an untrusted certificate is refused', async () => {
    const secure = await startEmulator({ tls: true });
    const result = await network.send(
      {
        method: 'GET',
        url: new URL(`https://127.0.0.1:${secure.tlsPorts?.api ?? 0}/`),
        headers: {},
      },
      { signal: new AbortController().signal },
    );
    await secure.close();
    assert.equal(result.ok ? 'ok' : result.failure.kind, 'certificate-refused');
  });
});
