import type { ServerResponse } from 'node:http';
import type { Fault } from './fault.ts';
import type { LoggedRequest } from './requestLog.ts';
import { noteCode } from './requestLog.ts';

/** How long a connection stays open after an early answer, so that the client notices it. */
const LINGER_MS = 1000;
/** The response of a front-end server that doesn't speak JSON. */
export const TOO_LARGE: NonNullable<Fault['answer']> = {
  status: 413,
  body:
    '<html><head><title>413 Request Entity Too Large</title></head>' +
    '<body><center><h1>413 Request Entity Too Large</h1></center><hr></body></html>',
};

/** Any response, instead of the real one. */
export function answer(
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

/** Briefly reads and discards the rest of the body so that the response gets through. */
export function answerEarly(
  response: ServerResponse,
  entry: LoggedRequest,
  early: NonNullable<Fault['answer']>,
): void {
  const { socket } = response;
  answer(response, entry, { ...early, headers: { ...early.headers, connection: 'close' } });
  setTimeout(() => socket?.destroy(), LINGER_MS).unref();
}

/** Cuts the connection in the middle of the real response. */
export function cutAnswer(response: ServerResponse, afterBytes: number): void {
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

/** Discards the handler's response. */
export function cutBeforeAnswer(response: ServerResponse, entry: LoggedRequest): void {
  response.writeHead = () => response;
  response.write = () => true;
  response.end = () => {
    entry.status = 0;
    delete entry.code;
    response.destroy();
    return response;
  };
}
