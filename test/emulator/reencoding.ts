import sharp from 'sharp';
import { pixelsOfBmp } from './bmp.ts';
import type { StoredPhoto } from './organization.ts';

interface Reencoding {
  appliesOrientation: boolean;
  /** Longest side in pixels, or undefined to keep the size. */
  maxSide: number | undefined;
}

/** The first frame of a photo as a PNG file without metadata. */
export async function asPng(
  { bytes, format }: StoredPhoto,
  { appliesOrientation, maxSide }: Reencoding,
): Promise<Buffer> {
  const bmp = format === 'bmp' ? pixelsOfBmp(bytes) : undefined;
  // The encoder's library reads every format except BMP.
  const source =
    bmp === undefined
      ? sharp(bytes)
      : sharp(bmp.rgb, { raw: { width: bmp.width, height: bmp.height, channels: 3 } });
  const upright = appliesOrientation ? source.rotate() : source;
  const scaled =
    maxSide === undefined
      ? upright
      : upright.resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true });
  return scaled.png({ compressionLevel: 3 }).toBuffer();
}
