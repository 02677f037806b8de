import path from 'node:path';
import type { ConvertibleFormat, Format } from './format.ts';

/**
 * How file names end, without the dot: the first is the one that we use. Browsers on Windows save a
 * JPEG as `.jfif`. Cameras and phones write `.hif`, `.heics`, and `.avifs`.
 */
const ENDINGS: Readonly<
  Record<Format | ConvertibleFormat, readonly [own: string, ...others: string[]]>
> = {
  JPEG: ['jpg', 'jpeg', 'jpe', 'jfif', 'jfi', 'jif', 'pjpeg', 'pjp'],
  PNG: ['png', 'apng'],
  GIF: ['gif'],
  BMP: ['bmp', 'dib'],
  WebP: ['webp'],
  AVIF: ['avif', 'avifs'],
  TIFF: ['tif', 'tiff'],
  HEIC: ['heic', 'heics', 'heif', 'heifs', 'hif'],
};

/** The usual ending of a format, by each of its endings. */
const USUAL: ReadonlyMap<string, string> = new Map(
  Object.values(ENDINGS).flatMap((all) => all.map((ending) => [ending, all[0]] as const)),
);

/**
 * The files that a menu offers the upload for, and that are looked for in folders. package.json
 * says the same.
 */
export const PICTURE_ENDINGS: readonly string[] = Object.values(ENDINGS).flat();

/** How files of this format usually end: `jpg`; `bin` if no picture of it has an ending here. */
export function endingOf(format: string | undefined): string {
  return Object.entries(ENDINGS).find(([name]) => name === format)?.[1][0] ?? 'bin';
}

export function hasEndingOf(name: string, format: Format | ConvertibleFormat): boolean {
  return ENDINGS[format].includes(path.extname(name).slice(1).toLowerCase());
}

/** Whether a file name ends like a picture's. */
export function hasPictureEnding(name: string): boolean {
  return USUAL.has(path.extname(name).slice(1).toLowerCase());
}

/**
 * Whether a file name ends like that of a picture that browsers, and so the editor's pages, can
 * show.
 */
export function hasShownEnding(name: string): boolean {
  return hasPictureEnding(name) && !hasEndingOf(name, 'TIFF') && !hasEndingOf(name, 'HEIC');
}

/** `IMG_1234.HEIC` as a JPEG is `IMG_1234.jpg`. A correct ending stays as it is. */
export function namedAs(name: string, format: Format | ConvertibleFormat): string {
  return hasEndingOf(name, format) ? name : `${path.parse(name).name}.${endingOf(format)}`;
}

/** `a.jpeg` as `a.jpg`, `a.TIFF` as `a.tif`: two names for one file. Others stay as they are. */
export function withUsualEnding(name: string): string {
  const ending = path.extname(name).slice(1);
  const usual = USUAL.get(ending.toLowerCase());
  return usual === undefined ? name : `${name.slice(0, -ending.length)}${usual}`;
}
