import type { Socket } from 'node:net';

/** Milliseconds for Node to read what has arrived: it takes one turn, with a proxy a few. */
const READ_MS = 50;

const known = new WeakSet<Socket>();

/**
 * Lets an answer that has arrived be read before a failed write ends the connection.
 *
 * A server that accepts no more of a body answers and closes, and from then on the system refuses
 * writes. Node ends a connection at the first refused write, with the answer unread. (An answer
 * that the system itself dropped stays lost, as in Windows after a reset.)
 */
export function answerFirst(socket: Socket): void {
  if (known.has(socket)) {
    return;
  }
  known.add(socket);
  const later =
    (done: (error?: Error | null) => void) =>
    (error?: Error | null): void => {
      if (error) {
        // A process that had to wait longer finds the time over before it has read anything.
        setTimeout(() => setImmediate(done, error), READ_MS);
      } else {
        done();
      }
    };
  const write = socket._write.bind(socket);
  socket._write = (chunk, encoding, done) => {
    write(chunk, encoding, later(done));
  };
  const writeAll = socket._writev?.bind(socket);
  if (writeAll !== undefined) {
    socket._writev = (chunks, done) => {
      writeAll(chunks, later(done));
    };
  }
}
