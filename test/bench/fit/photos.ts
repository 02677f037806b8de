import sharp from 'sharp';
import { scene } from '../../scene.ts';

/** A camera-like 4:3 photo with this many megapixels: shapes covered with noise. */
export async function photo(megapixels: number, format: 'jpeg' | 'png'): Promise<Buffer> {
  const height = Math.round(Math.sqrt((megapixels * 1e6 * 3) / 4));
  const width = Math.round((height * 4) / 3);
  const { data } = await sharp(await scene({ width: 1200, height: 900 }).png().toBuffer())
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = 1;
  for (let at = 0; at < data.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    data[at] = Math.min(255, Math.max(0, (data[at] ?? 0) + ((state >> 16) % 13) - 6));
  }
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  return format === 'png' ? picture.png().toBuffer() : picture.jpeg({ quality: 90 }).toBuffer();
}
