import type { Format } from '../image/format.ts';

const EXTENSIONS: Record<Format, readonly [own: string, ...others: string[]]> = {
  BMP: ['bmp', 'dib'],
  GIF: ['gif'],
  JPEG: ['jpg', 'jpeg', 'jpe', 'jfif'],
  PNG: ['png'],
};

/** A picture's name by its address: the last part of the path, with an extension of its format. */
export function pictureNameOf(url: URL, format: Format): string {
  const last = decoded(url.pathname.split('/').pop() ?? '');
  // What a path or a header could be made of ends up in neither.
  const name = last
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  const [own, ...others] = EXTENSIONS[format];
  const extension = name.includes('.') ? (name.split('.').pop() ?? '').toLowerCase() : '';
  if (name === '') {
    return `photo.${own}`;
  }
  return [own, ...others].includes(extension) ? name : `${name}.${own}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
