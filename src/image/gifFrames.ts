import { needs, viewOf } from './header.ts';
import type { Sides } from './sides.ts';

/** Signature and logical screen. */
export const GIF_SCREEN = 13;

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const CONTROL = 0xf9;

/** Bytes of an image before its colors, and of a control extension. */
const IMAGE_HEADER = 10;
const CONTROL_LENGTH = 8;

/** The frame is cleared before the next one. */
const TO_BACKGROUND = 2;

/** What was there before the frame comes back. The second number means the same in browsers. */
const TO_PREVIOUS = [3, 4];

export interface GifFrame extends Sides {
  readonly left: number;
  readonly top: number;
  /** Where its control extension starts, if it has one. */
  readonly control: number | undefined;
  /** Whether one of its colors is transparent. */
  readonly transparent: boolean;
  /** Whether it is cleared before the next one. */
  readonly cleared: boolean;
  /** Whether what was there before it comes back. */
  readonly undone: boolean;
  /** In its own table, or in the one for all. */
  readonly colors: number;
  /** Where its next blocks start. */
  readonly end: number;
}

/** Colors of a table, by the flags before it. */
export function gifColors(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 2 ** ((flags & 0x07) + 1);
}

/** After the colors that are for all frames. @param bytes at least `GIF_SCREEN` of them */
export function firstGifBlock(bytes: Uint8Array): number {
  return GIF_SCREEN + 3 * gifColors(bytes[10] ?? 0);
}

/**
 * The next frame from a block on. A number if there aren’t enough bytes to know its place: how many
 * it takes. Undefined if there are no more frames, or something else follows.
 * Source: GIF89a specification, 20 image descriptor, 23 graphic control extension.
 */
export function nextGifFrame(
  bytes: Uint8Array,
  from: number,
): GifFrame | ReturnType<typeof needs> | undefined {
  const view = viewOf(bytes);
  let control: number | undefined;
  let at = from;
  for (;;) {
    if (at >= bytes.length) {
      return needs(at + IMAGE_HEADER);
    }
    const kind = bytes[at];
    if (kind === EXTENSION) {
      if (bytes[at + 1] === CONTROL) {
        control = at;
      }
      at = gifBlocksEnd(bytes, at + 2);
      continue;
    }
    if (kind !== IMAGE) {
      return undefined;
    }
    if (at + IMAGE_HEADER > bytes.length) {
      return needs(at + IMAGE_HEADER);
    }
    const own = gifColors(view.getUint8(at + 9));
    const flags = control === undefined ? 0 : view.getUint8(control + 3);
    const disposal = (flags >> 2) & 7;
    return {
      left: view.getUint16(at + 1, true),
      top: view.getUint16(at + 3, true),
      width: view.getUint16(at + 5, true),
      height: view.getUint16(at + 7, true),
      control,
      transparent: (flags & 1) === 1,
      cleared: disposal === TO_BACKGROUND,
      undone: TO_PREVIOUS.includes(disposal),
      colors: own === 0 ? gifColors(bytes[10] ?? 0) : own,
      end: gifBlocksEnd(bytes, at + IMAGE_HEADER + 3 * own + 1),
    };
  }
}

/** All frames whose place is known. */
export function gifFrames(bytes: Uint8Array): readonly GifFrame[] {
  const frames: GifFrame[] = [];
  let frame = nextGifFrame(bytes, firstGifBlock(bytes));
  while (frame !== undefined && !('kind' in frame)) {
    frames.push(frame);
    frame = nextGifFrame(bytes, frame.end);
  }
  return frames;
}

/** What is shown: the screen, which the first frame enlarges, as in browsers. */
export function gifSides(bytes: Uint8Array, { left, top, width, height }: GifFrame): Sides {
  const view = viewOf(bytes);
  return {
    width: Math.max(view.getUint16(6, true), left + width),
    height: Math.max(view.getUint16(8, true), top + height),
  };
}

/**
 * Where a series of blocks ends, or would end. Each starts with its length; the last one's is zero.
 */
export function gifBlocksEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes[at] ?? 0;
    at += 1 + length;
    if (length === 0) {
      return at;
    }
  }
}

/** Bytes that make this color of a frame transparent. */
export function transparencyOf(bytes: Uint8Array, control: number, color: number): void {
  bytes[control + 3] = (bytes[control + 3] ?? 0) | 1;
  bytes[control + 6] = color;
}

/** A frame of one transparent pixel, which stays. */
export function emptyGifFrame(left: number, top: number): Uint8Array {
  const bytes = new Uint8Array(CONTROL_LENGTH + 15);
  bytes.set([EXTENSION, CONTROL, 4, 1, 0, 0, 0, 0]);
  const view = viewOf(bytes);
  bytes[CONTROL_LENGTH] = IMAGE;
  view.setUint16(CONTROL_LENGTH + 1, left, true);
  view.setUint16(CONTROL_LENGTH + 3, top, true);
  view.setUint16(CONTROL_LENGTH + 5, 1, true);
  view.setUint16(CONTROL_LENGTH + 7, 1, true);
  // Codes of three bits: start the table, the color 0, end.
  bytes.set([0, 2, 2, 0x44, 1], CONTROL_LENGTH + 9);
  return bytes;
}
