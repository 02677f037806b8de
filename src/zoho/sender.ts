import type { Readable } from 'node:stream';

/** A body that can be opened again, for a second try or for the other sender. */
export interface OutgoingBody {
  readonly headers: Readonly<Record<string, string>>;
  /**
   * A new stream of the whole body each time. `onSent` gets the bytes read so far, but never all of
   * them: they were all sent when the stream has ended.
   */
  open(onSent: (bytes: number) => void): Readable;
  /** Bytes of the whole body. */
  readonly length: number;
}

export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  /** Only the status and the headers of a success are needed: its body isn’t waited for. */
  readonly headOnly?: boolean;
  /** Large enough for the fastest route: goes directly to its host if VS Code would, too. */
  readonly bulk?: boolean;
}

export interface Incoming {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** How one try progresses, for whoever watches the time. */
export interface Try {
  readonly signal: AbortSignal;
  /** Bytes of the body were sent: so many so far. */
  sent(bytes: number): void;
  /** Something of the answer came. */
  received(): void;
  /** The whole request was given to the system: from now on it may be carried out. */
  left(): void;
}

/** The largest answer that is read. Zoho's largest is a photo of 10 MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Only proxies answer so. VS Code hands on the answer of one that opens no tunnel. */
export const PROXY_WANTS_SIGN_IN = 407;

/** Thrown at that status. */
export class ProxyRefused extends Error {
  constructor() {
    super(`statusCode=${PROXY_WANTS_SIGN_IN}`);
  }
}

/** Thrown by `readAll`. No answer of the API is as large: it is somebody else's. */
export class AnswerTooLarge extends Error {
  readonly status: number;
  readonly contentType: string;

  constructor({ status, headers }: Pick<Incoming, 'status' | 'headers'>) {
    super(`an answer of more than ${MAX_ANSWER_BYTES} bytes`);
    this.status = status;
    this.contentType = headers['content-type'] ?? '';
  }
}

/**
 * Reads an answer's body to its end.
 *
 * @throws {AnswerTooLarge}, and the signal's reason when it is aborted
 */
export async function readAll(
  answer: Pick<Incoming, 'status' | 'headers'>,
  body: AsyncIterable<Uint8Array>,
  attempt: Try,
): Promise<Incoming> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    attempt.received();
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      throw new AnswerTooLarge(answer);
    }
    chunks.push(chunk);
  }
  // Node ends a body of unknown length without an error when its request is ended.
  attempt.signal.throwIfAborted();
  return { ...answer, body: Buffer.concat(chunks) };
}
