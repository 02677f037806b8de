import { endingOf, hasEndingOf } from '../image/ending.ts';
import type { ConvertibleFormat, Format } from '../image/format.ts';
import { withoutDevice } from '../storage/fileName.ts';

/** A picture's name from its address: the last part of the path, with the ending of its format. */
export function pictureNameOf(url: URL, format: Format | ConvertibleFormat): string {
  const name = safeName(url.pathname.split('/').pop() ?? '');
  if (name === '') {
    return `photo.${endingOf(format)}`;
  }
  return withoutDevice(hasEndingOf(name, format) ? name : `${name}.${endingOf(format)}`);
}

/** A part of an address as the name of a file or folder; empty if nothing is left. */
export function safeName(part: string): string {
  // Nothing that could form a path or a header is left in either.
  const name = shortened(
    decoded(part)
      .toWellFormed()
      .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
      .replace(/[/\\:*?"<>|]/g, '-'),
  ).replace(/^[.\s]+|[.\s]+$/g, '');
  return name === '' ? name : withoutDevice(name);
}

/** Systems accept names of 255 bytes. A number and an ending must fit in. */
const MOST_BYTES = 200;

function shortened(name: string): string {
  const bytes = Buffer.from(name);
  // A character that was cut through is removed.
  return bytes.length <= MOST_BYTES
    ? name
    : new TextDecoder().decode(bytes.subarray(0, MOST_BYTES), { stream: true });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
