import assert from 'node:assert/strict';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { photoForm } from '../../../src/zoho/photoForm.ts';
import { UndiciSender } from '../../../src/zoho/undiciSender.ts';

describe('UndiciSender', () => {
  const sockets = new Set<Socket>();
  const connected = Promise.withResolvers<undefined>();
  // It accepts connections and sends nothing, so no TLS connection is established.
  const silent = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    connected.resolve(undefined);
  });
  let sender: UndiciSender;

  before(async () => {
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    sender = new UndiciSender();
  });

  after(async () => {
    sockets.forEach((socket) => socket.destroy());
    silent.close();
    await sender.close();
  });

  it('can be canceled before it is connected', { timeout: 5000 }, async () => {
    const { port } = silent.address() as AddressInfo;
    const body = photoForm({ name: 'a.png', contentType: 'image/png', bytes: new Uint8Array(9) });
    const cancel = new AbortController();
    const sending = sender.send(
      { method: 'POST', url: new URL(`https://127.0.0.1:${port}/`), headers: body.headers, body },
      {
        signal: cancel.signal,
        sent: () => undefined,
        received: () => undefined,
        left: () => undefined,
      },
    );
    await connected.promise;
    cancel.abort();
    await assert.rejects(sending, { name: 'AbortError' });
  });
});
