import type { Socket } from 'node:net';

/** Milliseconds in which Node reads what has come: it takes one turn, with a proxy a few. */
const READ_MS = 50;

const known = new WeakSet<Socket>();

/**
 * Lets an answer that has come be read before a failed write ends the connection.
 *
 * A server that takes no more of a body answers and closes, and the system refuses what is written
 * from then on. Node ends a connection at the first refused write, with the answer unread in it.
 * (An answer that the system itself has dropped stays lost: Windows does so at a reset.)
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
        setTimeout(done, READ_MS, error);
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
