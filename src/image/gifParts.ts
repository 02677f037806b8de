import { readGif } from './gif.ts';
import { viewOf } from './header.ts';
import { firstGifBlock, GIF_SCREEN, gifBlocksEnd, gifColors } from './gifFrames.ts';
import { latin1 } from './latin1.ts';
import { pixelsIn } from './gifPixels.ts';
import type { Container, Flaw, Part, Parts } from './part.ts';
import { inRow, joined, MOST_PARTS, part } from './part.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** The length of a block after the last one. */
const NO_MORE = Uint8Array.of(0);

/** How often an animation is played, in two variants, and a color profile. */
const KEPT = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];

/**
 * Removes comments and what applications add, above all XMP. A file without its last byte is whole
 * if its last frame is. So is one that continues with something other than a block.
 * Source: GIF89a specification, 15 to 27; XMP specification, part 3, 1.1.2.
 */
function split(bytes: Uint8Array): Parts {
  if (readGif(bytes).kind === 'broken') {
    return { parts: [part('other', bytes)], flaw: 'broken' };
  }
  if (bytes.length < GIF_SCREEN) {
    return { parts: [part('other', bytes)], flaw: 'truncated' };
  }
  let at = firstGifBlock(bytes);
  const parts = [part('picture', bytes.subarray(0, at))];
  let frames = 0;
  const failed = (flaw: Flaw): Parts => ({
    parts: [...parts, part('other', bytes.subarray(at))],
    flaw,
  });
  for (;;) {
    if (parts.length > MOST_PARTS) {
      return failed('broken');
    }
    const kind = bytes[at];
    if (kind === TRAILER) {
      break;
    }
    if (kind !== EXTENSION && kind !== IMAGE) {
      if (frames === 0) {
        return failed(kind === undefined ? 'truncated' : 'broken');
      }
      return {
        parts: [...parts, part('picture', Uint8Array.of(TRAILER)), ...rest(bytes, at)],
        isRepaired: true,
      };
    }
    // An image has its place, its sides, and its own colors before the blocks.
    const local = kind === IMAGE ? 3 * gifColors(bytes[at + 9] ?? 0) : 0;
    const from = at + (kind === IMAGE ? 11 + local : 2);
    const end = gifBlocksEnd(bytes, from);
    if (end > bytes.length) {
      const block = bytes.subarray(at);
      if (kind === IMAGE ? !hasAllPixels(block, from - at) : frames === 0) {
        return failed('truncated');
      }
      const last = kind === IMAGE ? [part('picture', withoutCut(block, from - at))] : [];
      const unread = kind === IMAGE ? [] : rest(bytes, at);
      return {
        parts: [...parts, ...last, part('picture', Uint8Array.of(TRAILER)), ...unread],
        isRepaired: true,
      };
    }
    const block = bytes.subarray(at, end);
    parts.push(kind === IMAGE ? part('picture', block) : extensionPart(block));
    frames += kind === IMAGE ? 1 : 0;
    at = end;
  }
  parts.push(part('picture', bytes.subarray(at, at + 1)), ...rest(bytes, at + 1));
  return { parts };
}

function rest(bytes: Uint8Array, at: number): Part[] {
  return [part('other', bytes.subarray(at))];
}

/** The content of blocks, without their lengths. */
function withoutLengths(bytes: Uint8Array, from: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = from; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    pieces.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return joined(pieces);
}

/**
 * The blocks of an image, the last of which is cut off, with the length that is left, and with
 * their end.
 */
function withoutCut(image: Uint8Array, from: number): Uint8Array {
  let at = from;
  for (let next = at; next < image.length; next += 1 + (image[next] ?? 0)) {
    at = next;
  }
  const last = image.subarray(at + 1);
  return joined(
    [image.subarray(0, at), Uint8Array.of(last.length), last, NO_MORE].slice(
      0,
      last.length > 0 ? 4 : 2,
    ),
  );
}

/** Whether data that are cut off have all pixels of their image. */
function hasAllPixels(image: Uint8Array, from: number): boolean {
  if (from > image.length) {
    return false;
  }
  const view = viewOf(image);
  const pixels = view.getUint16(5, true) * view.getUint16(7, true);
  return pixelsIn(withoutLengths(image, from), image[from - 1] ?? 0, pixels) >= pixels;
}

function extensionPart(block: Uint8Array): Part {
  const label = block[1];
  const application = latin1(block.subarray(3, 14));
  if (label === APPLICATION && application === 'XMP DataXMP') {
    return part('xmp', block, block.subarray(14));
  }
  const isLeft = label === COMMENT || (label === APPLICATION && !KEPT.includes(application));
  const from = label === APPLICATION ? 3 + (block[2] ?? 0) : 2;
  return part(isLeft ? 'other' : 'picture', block, withoutLengths(block, from));
}

export const GIF: Container = { split, join: inRow };
