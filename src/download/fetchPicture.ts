import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import type { LookupFunction } from 'node:net';
import type { Fittable } from '../image/fittable.ts';
import { isConvertible, isAccepted } from '../image/format.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { pictureInMemory } from '../image/picture.ts';
import type { Refusal } from '../image/refusal.ts';
import { formatOf } from '../image/signature.ts';
import type { NetworkFailure, PolicyFailure } from '../zoho/failure.ts';
import { networkFailureOf } from '../zoho/networkFailure.ts';
import { PROXY_WANTS_SIGN_IN, ProxyRefused } from '../zoho/sender.ts';
import { TimeLimit } from '../zoho/timeLimit.ts';
import type { AddressProblem, Allowed } from './pictureAddress.ts';
import { bareHost, pictureAddressOf } from './pictureAddress.ts';
import { pictureNameOf } from './pictureName.ts';
import { isLoopbackAddress, isPublicAddress } from './publicAddress.ts';

// VS Code gives extensions its own `http` and `https`, which know the person's proxy and
// certificates, through `require` only. An import would get Node's.
const require = createRequire(import.meta.url);

const MOST_REDIRECTS = 5;

/** This much of a picture tells what it is. */
const TELLING_BYTES = 4096;

/**
 * The most bytes that are fetched. They are in memory, and twice more while the picture is resized.
 * A quarter of what a file may have (fittable.ts), and several times a large photo.
 */
export const MAX_FETCHED_BYTES = 64_000_000;

/** Why there is no picture. */
export type FetchProblem =
  | PolicyFailure
  | { readonly kind: 'address'; readonly problem: AddressProblem }
  | { readonly kind: 'network'; readonly failure: NetworkFailure }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'status'; readonly status: number; readonly host: string }
  | { readonly kind: 'too-many-bytes'; readonly limit: number }
  | { readonly kind: 'too-many-redirects'; readonly host: string };

/** Whether pictures may be downloaded on this machine. */
export interface DownloadPolicy {
  /** Why they may not. */
  refusalOfUse(use: 'uploadFromUrl'): PolicyFailure | undefined;
}

/** A picture that Zoho should accept, or that can be converted to one. */
export type Fetchable = Inspected | (Refused & { readonly fittable: Fittable });

export type Fetched =
  | { readonly ok: true; readonly name: string; readonly inspected: Fetchable }
  | { readonly ok: false; readonly problem: FetchProblem };

export interface FetchOptions extends Allowed {
  readonly policy: { now(): Promise<DownloadPolicy> };
  readonly userAgent: string;
  /** Seconds in which something must move. */
  readonly timeLimit: number;
  readonly signal: AbortSignal;
  /** Looks up a name; the system's by default. */
  readonly resolve?: (name: string) => Promise<LookupAddress[]>;
}

/** Thrown by our lookup of names: what it leads to is no place to fetch pictures from. */
class NotPublic extends Error {
  readonly host: string;

  constructor(host: string) {
    super(host);
    this.host = host;
  }
}

/** A kept connection leads to no place to fetch pictures from, or the server has closed it. */
class UselessConnection extends Error {}

/**
 * Fetches a picture from the web, by VS Code's route. Wherever redirects and names lead, no machine
 * of this network is reached. Each name is looked up once, the result is checked, and the
 * connection goes there. (Behind a proxy, the proxy looks names up.) A kept connection of whoever
 * asked that host before is used only if it ends at such an address, too. Size and kind are checked
 * as it arrives.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function fetchPicture(address: URL, options: FetchOptions): Promise<Fetched> {
  const refusal = (await options.policy.now()).refusalOfUse('uploadFromUrl');
  if (refusal !== undefined) {
    return failed(refusal);
  }
  let url = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const step = await fetchOnce(url, options);
    if (!('redirect' in step)) {
      return step;
    }
    url = step.redirect;
  }
  return failed({ kind: 'too-many-redirects', host: url.host });
}

type Step = Fetched | { readonly redirect: URL };

async function fetchOnce(url: URL, options: FetchOptions): Promise<Step> {
  const limit = new TimeLimit(options.timeLimit);
  const signal = AbortSignal.any([options.signal, limit.signal]);
  try {
    const response = await requested(url, { ...options, signal });
    limit.received();
    const step = await read(url, response, options, limit);
    // Node ends a body of unknown length without an error when its request is ended.
    signal.throwIfAborted();
    return step;
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof NotPublic) {
      return failed({ kind: 'address', problem: { kind: 'not-public', host: error.host } });
    }
    const failure: NetworkFailure = limit.signal.aborted
      ? { kind: 'timed-out', host: url.host, reason: '', sentAll: true }
      : networkFailureOf(error, url.host, true);
    return failed({ kind: 'network', failure });
  } finally {
    limit.close();
  }
}

async function requested(url: URL, options: FetchOptions): Promise<IncomingMessage> {
  for (;;) {
    try {
      return await request(url, options);
    } catch (error) {
      // Each try ends one kept connection. A new one is checked when its name is looked up.
      if (!(error instanceof UselessConnection)) {
        throw error;
      }
    }
  }
}

function request(url: URL, options: FetchOptions): Promise<IncomingMessage> {
  const { userAgent, signal } = options;
  const { request: send } = require(
    url.protocol === 'http:' ? 'node:http' : 'node:https',
  ) as typeof import('node:https');
  const requestOptions: RequestOptions = {
    method: 'GET',
    headers: { 'user-agent': userAgent, accept: 'image/*' },
    signal,
    lookup: pinned(bareHost(url), options),
  };
  return new Promise((resolve, reject) => {
    const call = send(url, requestOptions);
    // All extensions share kept connections, and VS Code uses one without looking its name up. At
    // this event, nothing has been sent on it yet.
    call.once('socket', ({ remoteAddress = '' }) => {
      if (call.reusedSocket && !reachable(remoteAddress, options.loopback)) {
        call.destroy(new UselessConnection());
      }
    });
    call.once('response', resolve);
    // Nobody asked for another protocol. Without a listener, Node closes the connection silently.
    call.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
    call.once('error', (error: NodeJS.ErrnoException) => {
      // The server has most likely closed it before this request reached it.
      const isStale = call.reusedSocket && error.code === 'ECONNRESET';
      reject(isStale ? new UselessConnection(error.message, { cause: error }) : error);
    });
    call.once('close', () => {
      // After an answer or an error, this changes nothing.
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }));
    });
    call.end();
  });
}

/** Looks up a name for a connection, and allows no other target. */
function pinned(host: string, { loopback, resolve = resolved }: FetchOptions): LookupFunction {
  return (name, { all }, done) => {
    resolve(name)
      .then((found) => {
        const [first] = found;
        // A proxy's own name takes the same route: it is the person's choice.
        const mayGo = name !== host || found.every(({ address }) => reachable(address, loopback));
        if (first === undefined || !mayGo) {
          throw new NotPublic(name);
        }
        if (all === true) {
          done(null, found);
        } else {
          done(null, first.address, first.family);
        }
      })
      .catch((error: unknown) => {
        done(error as NodeJS.ErrnoException, []);
      });
  };
}

function resolved(name: string): Promise<LookupAddress[]> {
  return lookup(name, { all: true });
}

function reachable(address: string, loopback: boolean): boolean {
  return isPublicAddress(address) || (loopback && isLoopbackAddress(address));
}

async function read(
  url: URL,
  response: IncomingMessage,
  allowed: Allowed,
  limit: TimeLimit,
): Promise<Step> {
  const { statusCode = 0, headers } = response;
  try {
    if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
      const next = URL.parse(headers.location, url.href);
      const address = pictureAddressOf(next?.href ?? '', allowed);
      return address instanceof URL
        ? { redirect: address }
        : failed({ kind: 'address', problem: address });
    }
    if (statusCode === PROXY_WANTS_SIGN_IN) {
      throw new ProxyRefused();
    }
    if (statusCode !== 200) {
      return failed({ kind: 'status', status: statusCode, host: url.host });
    }
    const announced = Number(headers['content-length'] ?? 0);
    return announced > MAX_FETCHED_BYTES ? tooLarge() : await readPicture(url, response, limit);
  } finally {
    // The rest isn’t needed.
    response.destroy();
  }
}

async function readPicture(
  url: URL,
  response: IncomingMessage,
  limit: TimeLimit,
): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let size = 0;
  let looked = false;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    limit.received();
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FETCHED_BYTES) {
      return tooLarge();
    }
    if (!looked && size >= TELLING_BYTES) {
      looked = true;
      if (pictureFormatOf(Buffer.concat(chunks)) === undefined) {
        break; // Checked once more below, where it gets its text.
      }
    }
  }
  const bytes = Buffer.concat(chunks);
  const name = pictureNameOf(url, pictureFormatOf(bytes) ?? 'JPEG');
  const inspected = await inspect(pictureInMemory(name, bytes));
  if (!('refusal' in inspected)) {
    return { ok: true, name, inspected };
  }
  const { refusal, fittable } = inspected;
  return fittable === undefined
    ? failed({ kind: 'refusal', refusal })
    : { ok: true, name, inspected: { refusal, fittable } };
}

/** Undefined if no photo can be made of it. */
function pictureFormatOf(bytes: Uint8Array): Fittable['format'] | undefined {
  const format = formatOf(bytes);
  return format !== undefined && (isAccepted(format) || isConvertible(format)) ? format : undefined;
}

function tooLarge(): Fetched {
  return failed({ kind: 'too-many-bytes', limit: MAX_FETCHED_BYTES });
}

function failed(problem: FetchProblem): { readonly ok: false; readonly problem: FetchProblem } {
  return { ok: false, problem };
}
