import type { IncomingMessage, RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFirst } from './answerFirst.ts';
import { Connection } from './connection.ts';
import type { Incoming, Outgoing, Try } from './sender.ts';
import { PROXY_WANTS_SIGN_IN, ProxyRefused, readAll } from './sender.ts';

// VS Code gives extensions its own `http` and `https`, which know the person's proxy and
// certificates, through `require` only. An import would get Node's.
const require = createRequire(import.meta.url);

/** Milliseconds in which Node notices that a connection was closed while this program was busy. */
const NOTICED_MS = 20;

interface Sent {
  readonly answer: Incoming;
  /** Whether the connection ended at the host, not at a proxy before it. */
  readonly isDirect: boolean;
}

class StaleConnection extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * Sends one request by VS Code's route: through its proxy, with its certificates.
 *
 * @returns the answer and whether it came from the host directly
 * @throws what Node's `https` throws
 */
export async function sendByHttps(outgoing: Outgoing, attempt: Try): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendOnce(outgoing, attempt);
    } catch (error) {
      // There may be more closed ones: after a sleep, all of them are. Each try removes one.
      const again = tries === 1 || outgoing.method === 'GET';
      if (!(error instanceof StaleConnection && again)) {
        throw error;
      }
    }
  }
}

async function sendOnce(outgoing: Outgoing, attempt: Try): Promise<Sent> {
  if (outgoing.method === 'DELETE') {
    // Not a retry: by then, Node knows which kept connections the server has closed.
    await sleep(NOTICED_MS, undefined, { signal: attempt.signal });
  }
  const { request } = require(
    outgoing.url.protocol === 'http:' ? 'node:http' : 'node:https',
  ) as typeof import('node:https');
  const connection = new Connection(outgoing.url);
  const options: RequestOptions = {
    method: outgoing.method,
    headers: { ...outgoing.headers },
    signal: attempt.signal,
    lookup: connection.lookup,
  };
  const call = request(outgoing.url, options);
  call.once('socket', answerFirst);
  // Not earlier: until there is a connection, Node keeps what is written.
  call.once('finish', () => {
    attempt.left();
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve);
    // Nobody asked for another protocol. Without a listener, Node closes the connection silently.
    call.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
    call.once('close', () => {
      // After an answer or an error, this changes nothing.
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }));
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      // The server has most likely closed a kept connection before this request reached it. Asking
      // again does no harm, unless it changes a photo: it may have been carried out.
      const changes = outgoing.bulk === true || outgoing.method === 'DELETE';
      const stale = call.reusedSocket && error.code === 'ECONNRESET' && !changes;
      reject(stale ? new StaleConnection(error.message, { cause: error }) : error);
    });
  });
  if (outgoing.body === undefined) {
    call.end();
  } else {
    const body = outgoing.body.open((sent) => {
      attempt.sent(sent);
    });
    // An answer may come before the whole body was accepted, and end the sending. Then the answer
    // counts. Without one, `answered` fails for the same reason.
    pipeline(body, call, { signal: attempt.signal }).catch(() => undefined);
  }
  const response = await answered;
  attempt.received();
  if (response.statusCode === PROXY_WANTS_SIGN_IN) {
    response.destroy();
    throw new ProxyRefused();
  }
  const isDirect = connection.isDirect(response);
  const headers = response.headers as Incoming['headers'];
  const answer = { status: response.statusCode ?? 0, headers };
  const empty = { ...answer, body: new Uint8Array() };
  if (answer.status === 101) {
    return { answer: empty, isDirect };
  }
  if (outgoing.headOnly === true && answer.status === 200) {
    response.destroy();
    return { answer: empty, isDirect };
  }
  return { answer: await readAll(answer, response, attempt), isDirect };
}
