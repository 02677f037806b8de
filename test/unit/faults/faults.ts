import type { Socket } from 'node:net';
import type { Framing, Genuine, WireFault } from './faultServer.ts';
import { beginning, head, send } from './faultServer.ts';
import type { DeadEnd } from './scene.ts';

/** What our side can know of a request that a fault happened to. Nothing else may decide what it says. */
export type Known =
  /** Nothing was sent. */
  | { readonly kind: 'unsent'; readonly why: DeadEnd }
  /** The connection broke after this share of the request's body was read. */
  | { readonly kind: 'request-cut'; readonly at: number }
  /** All was sent, and the connection broke before all of the answer was there. */
  | { readonly kind: 'answer-cut' }
  /** All was sent, and no whole answer came in time. */
  | { readonly kind: 'silent' }
  /** The server doesn’t even read. */
  | { readonly kind: 'unread' }
  /** Somebody answered, but not Zoho's API. */
  | { readonly kind: 'foreign'; readonly status: number }
  /** A status that counts. With a code, Zoho itself says so. */
  | {
      readonly kind: 'said';
      readonly status: number;
      readonly code?: string;
      readonly retryAfter?: number;
    };

export interface Fault {
  readonly name: string;
  readonly known: Known;
  readonly wire?: WireFault;
  /** Whether the server behind gets the request, and does what it says. */
  readonly isPassedOn: boolean;
  /** Whether the head of the answer is the server's own. */
  readonly hasOwnHead: boolean;
  /** The status of a head that comes whole, and isn’t the server's own. */
  readonly foreignHead?: number;
}

function page(status: number): string {
  return `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
}

function answer(
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Genuine {
  return { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(text) };
}

const HTML = 'text/html;charset=UTF-8';
const JSON_TYPE = 'application/json;charset=UTF-8';

function foreign(name: string, genuine: Genuine, framing: Framing = 'length'): Fault {
  const answers = (socket: Socket): void => {
    send(socket, genuine, framing);
  };
  return {
    name,
    known: { kind: 'foreign', status: genuine.status },
    wire: { passesOn: false, answers },
    isPassedOn: false,
    hasOwnHead: false,
  };
}

function said(
  name: string,
  status: number,
  code = '',
  { details = {}, retryAfter = 0, isPassedOn = false } = {},
): Fault {
  const body = { code, details, message: 'a sentence', status: 'error' };
  const headers = retryAfter === 0 ? {} : { 'retry-after': String(retryAfter) };
  const genuine =
    code === ''
      ? answer(status, HTML, page(status), headers)
      : answer(status, JSON_TYPE, JSON.stringify(body), headers);
  return {
    name,
    known: {
      kind: 'said',
      status,
      ...(code === '' ? {} : { code }),
      ...(retryAfter === 0 ? {} : { retryAfter }),
    },
    wire: {
      passesOn: isPassedOn,
      answers: (socket) => {
        send(socket, genuine);
      },
    },
    isPassedOn,
    hasOwnHead: false,
  };
}

/** The server has done it, and its answer comes in part, or as something else. */
function after(
  name: string,
  known: Known,
  answers: (socket: Socket, genuine: Genuine) => void,
  hasOwnHead = false,
): Fault {
  return { name, known, wire: { answers }, isPassedOn: true, hasOwnHead };
}

/** Nobody has done anything. */
function instead(name: string, known: Known, answers: (socket: Socket) => void): Fault {
  return { name, known, wire: { passesOn: false, answers }, isPassedOn: false, hasOwnHead: false };
}

/** The same structure, with other types in it. */
function wrongTypes(genuine: Genuine): Genuine {
  const wrong = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return 7;
    }
    switch (typeof value) {
      case 'string':
        return [value];
      case 'number':
      case 'boolean':
        return {};
      default:
        return 'x';
    }
  };
  const parsed = jsonIn(genuine);
  const body = Object.fromEntries(
    Object.entries(parsed ?? { data: [] }).map(([name, value]) => [name, wrong(value)]),
  );
  return answer(200, JSON_TYPE, JSON.stringify(body));
}

function jsonIn({ headers, body }: Genuine): object | undefined {
  return headers['content-type']?.startsWith('application/json') === true
    ? (JSON.parse(body.toString()) as object)
    : undefined;
}

/** Writes again and again, as fast as the connection takes it or at intervals, until it is closed. */
export function keepWriting(socket: Socket, text: string | Buffer, everyMs = 0): void {
  const write = (): void => {
    if (socket.destroyed) {
      return;
    }
    socket.write(text, () => (everyMs === 0 ? setImmediate(write) : setTimeout(write, everyMs)));
  };
  write();
}

const DEEP = 100_000;
const SPACES = Buffer.alloc(1_000_000, ' ');

/**
 * @param elsewhere an origin that nothing of ours should get to
 * @param framing of the answers whose bodies matter
 */
export function faultsWith(elsewhere: string, framing: Framing = 'length'): Fault[] {
  return [
    ...(['refused', 'not-found', 'untrusted'] as const).map((why): Fault => ({
      name: { refused: 'connection refused', 'not-found': 'no such name', untrusted: 'TLS' }[why],
      known: { kind: 'unsent', why },
      isPassedOn: false,
      hasOwnHead: false,
    })),
    ...[0, 0.5, 0.99].map((at): Fault => ({
      name: `request cut at ${at * 100} %`,
      known: { kind: 'request-cut', at },
      wire: { cutsRequestAt: at },
      isPassedOn: false,
      hasOwnHead: false,
    })),
    {
      name: 'never read',
      known: { kind: 'unread' },
      wire: { isUnread: true },
      isPassedOn: false,
      hasOwnHead: false,
    },
    instead('closed without an answer', { kind: 'answer-cut' }, (socket) => socket.end()),
    after('done, then reset without an answer', { kind: 'answer-cut' }, (socket) => {
      socket.resetAndDestroy();
    }),
    after('done, then cut in the headers', { kind: 'answer-cut' }, (socket, genuine) => {
      const text = head(genuine);
      socket.end(text.slice(0, text.length - 6));
    }),
    ...[0, 0.5, 0.99].map((share) =>
      after(
        `answer cut at ${share * 100} %`,
        { kind: 'answer-cut' },
        (socket, genuine) => {
          socket.write(beginning(genuine, share, framing), () => {
            socket.destroySoon();
          });
        },
        true,
      ),
    ),
    instead('silent before the headers', { kind: 'silent' }, () => undefined),
    after('done, then silent before the headers', { kind: 'silent' }, () => undefined),
    after(
      'silent after the headers',
      { kind: 'silent' },
      (socket, genuine) => {
        socket.write(beginning(genuine, 0.5, framing));
      },
      true,
    ),
    instead('hints without end (103)', { kind: 'silent' }, (socket) => {
      keepWriting(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20), 5);
    }),
    {
      ...instead('an answer drop by drop', { kind: 'silent' }, (socket) => {
        socket.write(`HTTP/1.1 200 X\r\ncontent-type: ${JSON_TYPE}\r\n\r\n{`);
        keepWriting(socket, ' ', 20);
      }),
      foreignHead: 200,
    },
    instead('an endless answer', { kind: 'foreign', status: 200 }, (socket) => {
      socket.write(`HTTP/1.1 200 X\r\ncontent-type: ${JSON_TYPE}\r\n\r\n{`);
      keepWriting(socket, SPACES);
    }),
    instead('another protocol (101)', { kind: 'foreign', status: 101 }, (socket) => {
      socket.end('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    }),
    foreign('a page', answer(200, HTML, page(200)), framing),
    foreign('nothing (200)', answer(200, JSON_TYPE, '')),
    foreign('nested arrays', answer(200, JSON_TYPE, `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`)),
    foreign(
      'nested objects',
      answer(200, JSON_TYPE, `${'{"data":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
    ),
    foreign(
      'nested long numbers',
      answer(200, JSON_TYPE, `{"data":${'['.repeat(DEEP)}12345678901234567890${']'.repeat(DEEP)}}`),
    ),
    after('truncated JSON', { kind: 'foreign', status: 200 }, (socket, genuine) => {
      const whole =
        jsonIn(genuine) === undefined ? '{"data":[{"id":"1"}]}' : genuine.body.toString();
      send(socket, answer(200, JSON_TYPE, whole.slice(0, Math.floor(whole.length / 2))), framing);
    }),
    after('wrong types', { kind: 'foreign', status: 200 }, (socket, genuine) => {
      send(socket, wrongTypes(genuine), framing);
    }),
    ...[302, 307].map((status) =>
      foreign(
        `redirect elsewhere (${status})`,
        answer(status, HTML, '', { location: `${elsewhere}/there` }),
      ),
    ),
    said('401 INVALID_TOKEN', 401, 'INVALID_TOKEN'),
    said('401 page', 401),
    said('403 NO_PERMISSION', 403, 'NO_PERMISSION', {
      details: { permissions: ['Crm_Implied_View_Contacts'] },
    }),
    foreign('403 page', answer(403, HTML, page(403))),
    said('404 INVALID_URL_PATTERN', 404, 'INVALID_URL_PATTERN'),
    foreign('404 page', answer(404, HTML, page(404))),
    said('413 page', 413),
    said('415 page', 415),
    said('429 TOO_MANY_REQUESTS', 429, 'TOO_MANY_REQUESTS'),
    said('429, Retry-After 7', 429, 'TOO_MANY_REQUESTS', { retryAfter: 7 }),
    said('429, Retry-After 300', 429, 'TOO_MANY_REQUESTS', { retryAfter: 300 }),
    said('429 page, Retry-After 3', 429, '', { retryAfter: 3 }),
    said('500 INTERNAL_ERROR', 500, 'INTERNAL_ERROR'),
    said('500 page', 500),
    said('done, then 500 INTERNAL_ERROR', 500, 'INTERNAL_ERROR', { isPassedOn: true }),
    said('502 page', 502),
    said('done, then 502 page', 502, '', { isPassedOn: true }),
    said('503 SERVICE_UNAVAILABLE', 503, 'SERVICE_UNAVAILABLE'),
    said('503 page, Retry-After 5', 503, '', { retryAfter: 5 }),
  ];
}
