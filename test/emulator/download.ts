import type { StoredPhoto } from './organization.ts';
import { CONTENT_TYPES } from './picture.ts';
import type { Switches } from './profile.ts';
import { asPng } from './reencoding.ts';

interface Download {
  contentType: string;
  bytes: Buffer;
  extension: string;
}

/** The size that Zoho keeps if the profile scales down large photos. */
const SCALED_SIDE = 320;

/** Encoded once per photo, so that a batch reading back its uploads doesn't wait for the encoder. */
const pngs = new WeakMap<StoredPhoto, Promise<Buffer>>();

/** What GET returns for a photo. Zoho's documents don't say that it's what was uploaded. */
export async function downloadOf(photo: StoredPhoto, switches: Switches): Promise<Download> {
  const { handsBack, downloadType, appliesOrientation } = switches;
  const typeOf = (byFormat: string): string =>
    downloadType === 'by format' ? byFormat : downloadType;
  if (handsBack === 'as uploaded') {
    const contentType = typeOf(CONTENT_TYPES[photo.format]);
    return { contentType, bytes: photo.bytes, extension: photo.format };
  }
  const png =
    pngs.get(photo) ??
    asPng(photo, {
      appliesOrientation,
      maxSide: handsBack === 'png scaled down' ? SCALED_SIDE : undefined,
    });
  pngs.set(photo, png);
  return { contentType: typeOf(CONTENT_TYPES.png), bytes: await png, extension: 'png' };
}
