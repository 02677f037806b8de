import { Readable } from 'node:stream';
import type { OutgoingBody } from './sender.ts';

/** A JSON body, small enough to be one piece. */
export function jsonBody(value: unknown): OutgoingBody {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    headers: { 'content-type': 'application/json' },
    length: bytes.length,
    open(onSent) {
      onSent(bytes.length);
      return Readable.from([bytes]);
    },
  };
}
