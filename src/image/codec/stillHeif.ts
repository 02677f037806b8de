import { boxes } from '../box.ts';
import type { FirstFrame } from '../heifTrack.ts';
import { firstFrame, isSequence } from '../heifTrack.ts';
import { joined } from '../part.ts';
import { Undecodable } from './pixels.ts';

/**
 * A HEIC or AVIF in a form that the decoder opens, which needs the brand of a picture: of a
 * sequence, its still picture, or else its first frame.
 *
 * @throws {Undecodable}
 */
export function stillHeif(bytes: Uint8Array, format: 'AVIF' | 'HEIC'): Uint8Array {
  const top = [...boxes(bytes, 0, bytes.length)].map(({ type }) => type);
  const brand = format === 'AVIF' ? 'avif' : 'heic';
  if (top.includes('meta')) {
    if (!isSequence(bytes)) {
      return bytes;
    }
    const renamed = bytes.slice();
    renamed.set(latin1(brand), 8);
    return renamed;
  }
  const frame = firstFrame(bytes);
  if (frame === undefined || frame.start + frame.length > bytes.length) {
    throw new Undecodable('no whole frame in it');
  }
  return still(frame, bytes.subarray(frame.start, frame.start + frame.length), brand);
}

/** Source: ISO/IEC 23008-12 (HEIF), ISO/IEC 14496-12, 8.11. */
function still(frame: FirstFrame, content: Uint8Array, brand: string): Uint8Array {
  const { coding, width, height, properties } = frame;
  const brands = box('ftyp', latin1(brand), uint32(0), latin1(`mif1${brand}`));
  const numbers = properties.map((_, index) => index + 2);
  const meta = (at: number): Uint8Array =>
    full(
      'meta',
      full('hdlr', uint32(0), latin1('pict'), new Uint8Array(13)),
      full('pitm', uint16(1)),
      full(
        'iloc',
        [0x44, 0],
        uint16(1),
        uint16(1),
        uint16(0),
        uint16(1),
        uint32(at),
        uint32(content.length),
      ),
      full(
        'iinf',
        uint16(1),
        box('infe', [2, 0, 0, 0], uint16(1), uint16(0), latin1(`${coding}\0`)),
      ),
      box(
        'iprp',
        box('ipco', full('ispe', uint32(width), uint32(height)), ...properties),
        full('ipma', uint32(1), uint16(1), [1 + numbers.length, 1, ...numbers]),
      ),
    );
  const at = brands.length + meta(0).length + 8;
  return joined([brands, meta(at), box('mdat', content)]);
}

function box(type: string, ...content: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const inside = joined(content);
  return joined([uint32(inside.length + 8), latin1(type), inside]);
}

/** With version and flags 0. */
function full(type: string, ...content: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return box(type, [0, 0, 0, 0], ...content);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function uint16(value: number): readonly number[] {
  return [value >> 8, value & 0xff];
}

function uint32(value: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
