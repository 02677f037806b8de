import path from 'node:path';
import type { ConvertibleFormat, Format } from './format.ts';

/** How names of files end, without the dot: first as we name them. */
const ENDINGS: Readonly<
  Record<Format | ConvertibleFormat, readonly [own: string, ...others: string[]]>
> = {
  AVIF: ['avif'],
  BMP: ['bmp', 'dib'],
  GIF: ['gif'],
  HEIC: ['heic', 'heif', 'hif'],
  JPEG: ['jpg', 'jpeg', 'jpe', 'jfif'],
  PNG: ['png'],
  TIFF: ['tif', 'tiff'],
  WebP: ['webp'],
};

/** How a picture of this format is named. */
export function endingOf(format: Format | ConvertibleFormat): string {
  return ENDINGS[format][0];
}

export function hasEndingOf(name: string, format: Format | ConvertibleFormat): boolean {
  return ENDINGS[format].includes(path.extname(name).slice(1).toLowerCase());
}

/** `IMG_1234.HEIC` as a JPEG is `IMG_1234.jpg`; an ending that is right stays as it is. */
export function namedAs(name: string, format: Format | ConvertibleFormat): string {
  return hasEndingOf(name, format) ? name : `${path.parse(name).name}.${endingOf(format)}`;
}
