import { Readable } from 'node:stream';
import FormData from 'form-data';
import type { LoggedPart } from './exchange.ts';
import type { OutgoingBody } from './sender.ts';

/** A picture as it is uploaded. */
export interface PhotoFile {
  /** Without its folder; any characters, any length. */
  readonly name: string;
  /** `image/jpeg` and the like. */
  readonly contentType: string;
  /** At least one. */
  readonly bytes: Uint8Array;
}

/** Small enough for real progress, large enough to cost nothing. */
const SLICE_BYTES = 512 * 1024;

/** Servers refuse part headers beyond some size. File systems end at 255 bytes. */
const MAX_NAME_BYTES = 255;

/**
 * The file name as it can be between the quotes of a part's header. What would end the quotes or
 * the line is percent-encoded, as in browsers; everything else stays as it is, in UTF-8.
 */
export function safeFileName(name: string): string {
  const base = name.toWellFormed().split(/[/\\]/).pop() ?? '';
  const escaped = base.replace(/["\p{Cc}]/gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
  return shortened(escaped === '' ? 'photo' : escaped);
}

/** At most 255 bytes, with the extension, and no character or escape cut in two. */
function shortened(name: string): string {
  const bytes = (text: string): number => Buffer.byteLength(text);
  if (bytes(name) <= MAX_NAME_BYTES) {
    return name;
  }
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && bytes(name.slice(dot)) < 16 ? name.slice(dot) : '';
  let stem = '';
  for (const [piece] of name
    .slice(0, name.length - extension.length)
    .matchAll(/%[0-9A-F]{2}|./gsu)) {
    if (bytes(stem + piece + extension) > MAX_NAME_BYTES) {
      break;
    }
    stem += piece;
  }
  return stem + extension;
}

/** What the log says about the one part. */
export function partOf(file: PhotoFile): LoggedPart {
  return {
    name: 'file',
    fileName: safeFileName(file.name),
    contentType: file.contentType,
    bytes: file.bytes.length,
  };
}

/** `multipart/form-data` with the one part `file`, as Zoho's page requires. */
export function photoForm(file: PhotoFile): OutgoingBody {
  const part = partOf(file);
  const options = {
    filename: part.fileName,
    contentType: part.contentType,
    knownLength: part.bytes,
  };
  // One boundary for all streams, so that headers and length are right for each of them.
  const measure = new FormData();
  measure.append(part.name, Readable.from([]), options);
  const boundary = measure.getBoundary();
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    length: measure.getLengthSync(),
    open(onSent) {
      const form = new FormData();
      form.setBoundary(boundary);
      const slices = Readable.from(slicesOf(file.bytes, onSent), {
        objectMode: true,
        highWaterMark: 1,
      });
      form.append(part.name, slices, options);
      return form;
    },
  };
}

/**
 * The bytes in slices. Each counts as sent when the next one is requested, which is a little early:
 * streams read ahead.
 */
function* slicesOf(bytes: Uint8Array, onSent: (bytes: number) => void): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    const slice = bytes.subarray(start, start + SLICE_BYTES);
    yield slice;
    onSent(start + slice.length);
  }
}
