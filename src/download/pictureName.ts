import { endingOf, hasEndingOf } from '../image/ending.ts';
import type { ConvertibleFormat, Format } from '../image/format.ts';
import { withoutDevice } from '../storage/fileName.ts';

/** A picture's name by its address: the last part of the path, with an ending of its format. */
export function pictureNameOf(url: URL, format: Format | ConvertibleFormat): string {
  const last = decoded(url.pathname.split('/').pop() ?? '');
  // What a path or a header could be made of ends up in neither.
  const name = last
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  if (name === '') {
    return `photo.${endingOf(format)}`;
  }
  return withoutDevice(hasEndingOf(name, format) ? name : `${name}.${endingOf(format)}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
