import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerName } from './dataCentre.ts';
import type { Fault } from './fault.ts';
import type { LoggedRequest } from './requestLog.ts';
import { redacted } from './requestLog.ts';
import type { EmulatorState } from './state.ts';
import type { Entered } from './traffic.ts';

/** What is known of a request when its handler begins. */
export interface Arrival {
  readonly body: Buffer;
  readonly entry: LoggedRequest;
  /** The API counts requests at once from their first byte on. */
  readonly entered: Entered | undefined;
}

const arrivals = new WeakMap<IncomingMessage, Arrival>();

/** @throws Error for a request that did not come through a gate */
export function arrivalOf(request: IncomingMessage): Arrival {
  const arrival = arrivals.get(request);
  if (arrival === undefined) {
    throw new Error('a request that came through no gate');
  }
  return arrival;
}

/** How long a connection lingers after an early answer, for the client to notice it. */
const LINGER_MS = 1000;
/** How long an idle connection is left open where the profile closes them. */
const IDLE_MS = 2;

/**
 * The way of each request to its handler: it is logged, its body is read (all of it, as slowly as
 * asked), and what is to go wrong goes wrong.
 *
 * @param handler whose answer is the real one; it finds the body by `arrivalOf`
 */
export function gate(
  server: ServerName,
  state: EmulatorState,
  handler: RequestListener,
): RequestListener {
  return (request, response) => {
    const entry = begin(server, state, request);
    if (state.switches.closesIdleConnections) {
      closeWhenIdle(request, response);
    }
    void pass(server, state, handler, request, response, entry).catch((error: unknown) => {
      // A client that leaves in the middle is no error of the emulator's.
      if (request.destroyed || response.destroyed) {
        return;
      }
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  };
}

function begin(server: ServerName, state: EmulatorState, request: IncomingMessage): LoggedRequest {
  const entry: LoggedRequest = {
    server,
    method: request.method ?? '',
    path: redacted(request.url ?? ''),
    status: 0,
    userAgent: request.headers['user-agent'] ?? '',
    bytes: 0,
    secure: request.socket instanceof TLSSocket,
  };
  state.log.push(entry);
  return entry;
}

async function pass(
  server: ServerName,
  state: EmulatorState,
  handler: RequestListener,
  request: IncomingMessage,
  response: ServerResponse,
  entry: LoggedRequest,
): Promise<void> {
  const method = request.method ?? '';
  const fault = state.faults.take({ server, method, path: request.url ?? '' }) ?? {};
  const entered = server === 'api' ? enter(state, request, response, entry) : undefined;
  if (fault.early === true) {
    await wait(fault);
    request.resume();
    answerEarly(response, entry, fault.answer ?? TOO_LARGE);
    return;
  }
  const limit = state.switches.maxRequestBytes;
  const body = await readBody(request, fault, limit, entry);
  if (body === 'cut') {
    request.destroy();
    return;
  }
  if (body === 'too large') {
    request.resume();
    answerEarly(response, entry, TOO_LARGE);
    return;
  }
  if (fault.never === true) {
    return;
  }
  await wait(fault);
  if (fault.cutAnswerAfterBytes !== undefined) {
    cutAnswer(response, fault.cutAnswerAfterBytes);
  }
  if (fault.cutBeforeAnswer === true) {
    cutBeforeAnswer(response, entry);
  }
  if (fault.answer !== undefined) {
    answer(response, entry, fault.answer);
    return;
  }
  arrivals.set(request, { body, entry, entered });
  handler(request, response);
}

const TOO_LARGE: NonNullable<Fault['answer']> = {
  status: 413,
  body:
    '<html><head><title>413 Request Entity Too Large</title></head>' +
    '<body><center><h1>413 Request Entity Too Large</h1></center><hr></body></html>',
};

function enter(
  state: EmulatorState,
  request: IncomingMessage,
  response: ServerResponse,
  entry: LoggedRequest,
): Entered | undefined {
  const token = state.accessTokenIn(request.headers.authorization);
  if (token === undefined || token === 'unknown') {
    return undefined;
  }
  entry.tokenFrom = token.issuedBy;
  const entered = state.traffic.enter(token.consent, state.switches);
  response.once('close', entered.leave);
  return entered;
}

async function wait({ delayMs = 0 }: Fault): Promise<void> {
  if (delayMs > 0) {
    await sleep(delayMs, undefined, { ref: false });
  }
}

async function readBody(
  request: IncomingMessage,
  { cutAfterBytes = Infinity, bytesPerSecond = Infinity }: Fault,
  limit: number,
  entry: LoggedRequest,
): Promise<Buffer | 'cut' | 'too large'> {
  if (cutAfterBytes === 0) {
    return 'cut';
  }
  const chunks: Buffer[] = [];
  // The iterator would destroy the request, and the connection with it, when it is left early.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    entry.bytes += chunk.length;
    if (entry.bytes >= cutAfterBytes) {
      return 'cut';
    }
    if (entry.bytes > limit) {
      return 'too large';
    }
    if (bytesPerSecond !== Infinity) {
      await sleep((chunk.length * 1000) / bytesPerSecond, undefined, { ref: false });
    }
  }
  return Buffer.concat(chunks);
}

function answer(
  response: ServerResponse,
  entry: LoggedRequest,
  { status, body = '', headers = {} }: NonNullable<Fault['answer']>,
): void {
  const isJson = typeof body !== 'string';
  const type = isJson ? 'application/json;charset=UTF-8' : 'text/html;charset=UTF-8';
  entry.status = status;
  noteCode(entry, body);
  const bytes = Buffer.from(isJson ? JSON.stringify(body) : body);
  response.writeHead(status, {
    'content-type': type,
    ...(status === 204 || status === 304 ? {} : { 'content-length': bytes.length }),
    ...headers,
  });
  response.end(bytes);
}

/** The rest of the body is read and forgotten for a moment, so that the answer gets through. */
function answerEarly(
  response: ServerResponse,
  entry: LoggedRequest,
  early: NonNullable<Fault['answer']>,
): void {
  const { socket } = response;
  answer(response, entry, { ...early, headers: { ...early.headers, connection: 'close' } });
  setTimeout(() => socket?.destroy(), LINGER_MS).unref();
}

/** Notes what the answer says, before it goes out: whoever has got it may ask for the log. */
export function noteCode(entry: LoggedRequest, body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    const code = 'code' in body ? body.code : 'error' in body ? body.error : undefined;
    if (typeof code === 'string') {
      entry.code = code;
    }
  }
}

function cutAnswer(response: ServerResponse, afterBytes: number): void {
  const end = response.end.bind(response);
  const whole = (chunk: unknown): Buffer =>
    typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.isBuffer(chunk) ? chunk : EMPTY;
  response.end = (chunk?: unknown) => {
    const bytes = whole(chunk);
    if (bytes.length <= afterBytes) {
      return end(bytes);
    }
    response.flushHeaders();
    response.write(bytes.subarray(0, afterBytes), () => response.socket?.destroySoon());
    return response;
  };
}

const EMPTY = Buffer.alloc(0);

function cutBeforeAnswer(response: ServerResponse, entry: LoggedRequest): void {
  response.writeHead = () => response;
  response.write = () => true;
  response.end = () => {
    entry.status = 0;
    delete entry.code;
    response.destroy();
    return response;
  };
}

/** Without a hint before, as servers and firewalls between do. */
function closeWhenIdle({ socket }: IncomingMessage, response: ServerResponse): void {
  busy.add(socket);
  response.once('close', () => {
    busy.delete(socket);
    setTimeout(() => {
      if (!busy.has(socket)) {
        socket.destroy();
      }
    }, IDLE_MS).unref();
  });
}

const busy = new WeakSet<object>();
