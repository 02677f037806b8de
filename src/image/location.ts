import { readExif } from './exif.ts';
import { latin1 } from './latin1.ts';
import { xmpHasLocation } from './xmp.ts';

/** EXIF in other data begins with this name, and a further byte of zero unless that is damaged. */
const EXIF = Buffer.from('Exif\0');

/** So many EXIF blocks are looked into: two or three pictures behind a picture are usual. */
const MOST_BLOCKS = 16;

/** How videos of phones say where they were made. Source: 3GPP TS 26.244, 8.4; QuickTime File Format. */
const VIDEO = /\xa9xyz|location\.ISO6709|loci\0/;

/** Whether data of any kind, such as a video behind a picture, tell a place. */
export function hasLocation(bytes: Uint8Array): boolean {
  return (
    exifBlocks(bytes).some((tiff) => readExif(tiff).location) ||
    VIDEO.test(latin1(bytes)) ||
    xmpHasLocation(bytes)
  );
}

function exifBlocks(bytes: Uint8Array): readonly Uint8Array[] {
  const searched = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Uint8Array[] = [];
  for (let at = searched.indexOf(EXIF); at !== -1; at = searched.indexOf(EXIF, at + 1)) {
    if (blocks.push(bytes.subarray(at + EXIF.length + 1)) === MOST_BLOCKS) {
      break;
    }
  }
  return blocks;
}
