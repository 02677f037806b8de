import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { answerFirst } from '../../../src/zoho/answerFirst.ts';

/** A server that answers the first bytes and resets the connection, while this thread waits. */
const SERVER = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write('the answer', () => {
        socket.once('close', () => {
          Atomics.store(workerData, 0, 1);
          Atomics.notify(workerData, 0);
        });
        socket.resetAndDestroy();
        server.close();
      });
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

it('an answer is read before the failed write counts, however long the thread had to wait', async () => {
  const gone = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(SERVER, { eval: true, workerData: gone });
  const [port] = (await once(worker, 'message')) as [number];
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  answerFirst(socket);
  let read = '';
  socket.on('data', (bytes: Buffer) => (read += bytes.toString()));
  const failed = once(socket, 'error');

  socket.write('a part');
  Atomics.wait(gone, 0, 0);
  socket.write('another part');
  // Longer than the answer is waited for, without a turn of the event loop.
  Atomics.wait(gone, 0, 1, 200);

  await failed;
  assert.equal(read, 'the answer');
  await worker.terminate();
});
