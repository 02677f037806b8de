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
  const name = decoded(part)
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  return name === '' ? name : withoutDevice(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
