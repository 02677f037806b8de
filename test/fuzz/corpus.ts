import sharp from 'sharp';
import * as photos from '../photos.ts';
import * as pictures from '../pictures.ts';
import { segment } from '../unit/image/claims.ts';

/** Small pictures of each format with everything that there is code for. */
export async function corpus(): Promise<Buffer[]> {
  const sides = { width: 23, height: 17 };
  const jpeg = await pictures.jpeg(sides);
  const png = await pictures.png(sides);
  const gif = await pictures.gif({ ...sides, frames: 3 });
  const app = (marker: number, ...content: readonly Uint8Array[]): Buffer =>
    segment(marker, Buffer.concat(content));
  const exif = (order: 'II' | 'MM'): Buffer =>
    app(
      0xe1,
      Buffer.from('Exif\0\0'),
      photos.tiff({ order, orientation: 6, gps: true, thumbnail: jpeg }),
    );
  const animated = sharp(gif, { animated: true });
  return [
    await photos.photo('jpeg', { ...sides, orientation: 6 }),
    await photos.photo('jpeg', { ...sides, progressive: true }),
    await photos.photo('png', { ...sides, orientation: 8 }),
    await photos.photo('webp', { ...sides, orientation: 3 }),
    jpeg,
    await pictures.jpeg({ ...sides, exif: 5000 }),
    photos.withSegments(jpeg, exif('II')),
    photos.withSegments(
      jpeg,
      exif('MM'),
      app(0xed, photos.photoshop({ 80: 'Ada Lovelace', 90: 'Bundesplatz' })),
      ...photos.extendedXmp(photos.XMP, 200).map((piece) => app(0xe1, piece)),
      app(0xfe, Buffer.from('a comment')),
    ),
    Buffer.concat([jpeg, jpeg, photos.video()]),
    await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer(),
    png,
    await pictures.png({ ...sides, interlaced: true }),
    await sharp(png).png({ palette: true }).toBuffer(),
    photos.withChunks(
      png,
      photos.rawProfile('exif', photos.tiff({ gps: true })),
      photos.chunk('tEXt', 'Author\0Ada Lovelace'),
      photos.chunk('eXIf', photos.tiff({ orientation: 5 })),
      photos.chunk('tIME', Buffer.alloc(7)),
    ),
    await pictures.webp(sides),
    await sharp(png).ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
    await animated.clone().webp().withXmp(photos.XMP).toBuffer(),
    gif,
    await animated.clone().gif({ loop: 3 }).toBuffer(),
    Buffer.concat([gif.subarray(0, -1), photos.gifXmp(photos.XMP), gif.subarray(-1)]),
    await pictures.bmp(sides),
    await pictures.bmp({ ...sides, header: 12 }),
    await pictures.avif(sides),
    await pictures.tiff(sides),
    await pictures.heic(),
    await pictures.svg(sides),
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'),
  ];
}
