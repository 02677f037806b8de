import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerName } from './dataCenter.ts';
import type { Fault, Faults } from './fault.ts';
import type { LoggedRequest } from './requestLog.ts';
import { redacted } from './requestLog.ts';
import { answer, answerEarly, cutAnswer, cutBeforeAnswer, TOO_LARGE } from './faultyAnswer.ts';
import type { EmulatorState } from './state.ts';
import type { Entered } from './traffic.ts';

/** What is known about a request when its handler starts. */
export interface Arrival {
  readonly body: Buffer;
  readonly entry: LoggedRequest;
  /** The API counts concurrent requests from their first byte. */
  readonly entered: Entered | undefined;
}

const arrivals = new WeakMap<IncomingMessage, Arrival>();

/** @throws Error for a request that didn't pass through a gate */
export function arrivalOf(request: IncomingMessage): Arrival {
  const arrival = arrivals.get(request);
  if (arrival === undefined) {
    throw new Error('a request that came through no gate');
  }
  return arrival;
}

/** How long an idle connection stays open if the profile closes them. */
const IDLE_MS = 2;

/**
 * Handles each request before its handler: logs it, reads its whole body (as slowly as configured),
 * and applies faults.
 *
 * @param handler gives the real response; it gets the body from `arrivalOf`
 */
export function gate(
  server: ServerName,
  state: EmulatorState,
  handler: RequestListener,
): RequestListener {
  return (request, response) => {
    const entry = begin(server, state, request);
    response.setHeader('Date', new Date(state.now()).toUTCString());
    if (state.switches.closesIdleConnections) {
      closeWhenIdle(request, response);
    }
    void pass(server, state, handler, request, response, entry).catch((error: unknown) => {
      // A client that disconnects midway isn't an emulator error.
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
  // A reset replaces them.
  const { faults } = state;
  const fault = faults.take({ server, method, path: request.url ?? '' }) ?? {};
  const entered = server === 'api' ? enter(state, request, response, entry) : undefined;
  if (fault.early === true) {
    await wait(fault, faults);
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
  const arrived = performance.now();
  response.once('finish', () => {
    entry.milliseconds = performance.now() - arrived;
  });
  if (fault.never === true) {
    return;
  }
  await wait(fault, faults);
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
  const entered = state.traffic.enter(token.consent, state.switches, isHeavy(request));
  response.once('close', entered.leave);
  return entered;
}

/** Zoho limits some calls separately (COQL, custom view lists, mass writes); here, only COQL. */
function isHeavy({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/crm\/[^/]+\/coql(\?|$)/.test(url);
}

async function wait({ delayMs = 0, held = false }: Fault, { ended }: Faults): Promise<void> {
  if (delayMs > 0) {
    await sleep(delayMs, undefined, { ref: false });
  }
  if (held) {
    await ended;
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
  // If the length is known, read into one buffer to avoid a second copy.
  const announced = Number(request.headers['content-length'] ?? 0);
  const whole = Buffer.allocUnsafe(announced <= limit ? announced : 0);
  const chunks: Buffer[] = [];
  // Leaving the iterator early would destroy the request and its connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (whole.length > 0) {
      chunk.copy(whole, entry.bytes);
    } else {
      chunks.push(chunk);
    }
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
  return whole.length > 0 ? whole : Buffer.concat(chunks);
}

/** Without warning, as servers and firewalls do. */
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
