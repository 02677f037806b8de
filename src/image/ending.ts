import path from 'node:path';
import type { ConvertibleFormat, Format } from './format.ts';

/**
 * How names of files end, without the dot: first as we name them. Browsers on Windows save a JPEG as
 * `.jfif`; cameras and phones have `.hif`, `.heics` and `.avifs`.
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

/** By how a name ends, how names of its format mostly end. */
const USUAL: ReadonlyMap<string, string> = new Map(
  Object.values(ENDINGS).flatMap((all) => all.map((ending) => [ending, all[0]] as const)),
);

/** What a menu offers the upload on, and what is looked for in folders: package.json says the same. */
export const PICTURE_ENDINGS: readonly string[] = Object.values(ENDINGS).flat();

/** How files of this format usually end: `jpg`; `bin` if no picture of it has an ending here. */
export function endingOf(format: string | undefined): string {
  return Object.entries(ENDINGS).find(([name]) => name === format)?.[1][0] ?? 'bin';
}

export function hasEndingOf(name: string, format: Format | ConvertibleFormat): boolean {
  return ENDINGS[format].includes(path.extname(name).slice(1).toLowerCase());
}

/** Whether a file is called as a picture is. */
export function hasPictureEnding(name: string): boolean {
  return USUAL.has(path.extname(name).slice(1).toLowerCase());
}

/** Whether it is called as one that browsers, and so pages of the editor, can show. */
export function hasShownEnding(name: string): boolean {
  return hasPictureEnding(name) && !hasEndingOf(name, 'TIFF') && !hasEndingOf(name, 'HEIC');
}

/** `IMG_1234.HEIC` as a JPEG is `IMG_1234.jpg`; an ending that is right stays as it is. */
export function namedAs(name: string, format: Format | ConvertibleFormat): string {
  return hasEndingOf(name, format) ? name : `${path.parse(name).name}.${endingOf(format)}`;
}

/** `a.jpeg` as `a.jpg`, `a.TIFF` as `a.tif`: two names for one file. Others stay as they are. */
export function withUsualEnding(name: string): string {
  const ending = path.extname(name).slice(1);
  const usual = USUAL.get(ending.toLowerCase());
  return usual === undefined ? name : `${name.slice(0, -ending.length)}${usual}`;
}
