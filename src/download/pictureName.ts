import { endingOf, hasEndingOf } from '../image/ending.ts';
import type { ConvertibleFormat, Format } from '../image/format.ts';
import { withoutDevice } from '../storage/fileName.ts';

/** A picture's name by its address: the last part of the path, with an ending of its format. */
export function pictureNameOf(url: URL, format: Format | ConvertibleFormat): string {
  const name = safeName(url.pathname.split('/').pop() ?? '');
  if (name === '') {
    return `photo.${endingOf(format)}`;
  }
  return withoutDevice(hasEndingOf(name, format) ? name : `${name}.${endingOf(format)}`);
}

/** A part of an address as a file or folder may be called; empty where nothing is left. */
export function safeName(part: string): string {
  // What a path or a header could be made of ends up in neither.
  const name = shortened(
    decoded(part)
      .toWellFormed()
      .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
      .replace(/[/\\:*?"<>|]/g, '-'),
  ).replace(/^[.\s]+|[.\s]+$/g, '');
  return name === '' ? name : withoutDevice(name);
}

/** Systems take names of 255 bytes; a number and an ending are to fit in. */
const MOST_BYTES = 200;

function shortened(name: string): string {
  const bytes = Buffer.from(name);
  // A character that is cut through goes.
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
