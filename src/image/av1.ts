import { viewOf } from './header.ts';

/** Numbers of ITU-T H.273. */
interface Cicp {
  readonly primaries: number;
  readonly transfer: number;
}

const SEQUENCE_HEADER = 1;

/** The colors that a picture in AV1 says it has; undefined if it says nothing, or isn’t one. */
export function cicpOfAv1(bytes: Uint8Array): Cicp | undefined {
  try {
    const header = sequenceHeader(bytes);
    return header && cicpOfSequence(header);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** Source: AV1 bitstream specification, 5.3. */
function sequenceHeader(bytes: Uint8Array): Bits | undefined {
  const view = viewOf(bytes);
  for (let at = 0; at < bytes.length;) {
    const header = view.getUint8(at);
    const hasExtension = (header & 4) !== 0;
    const hasSize = (header & 2) !== 0;
    at += hasExtension ? 2 : 1;
    let length = hasSize ? 0 : bytes.length - at;
    for (let shift = 0; hasSize && shift < 28; shift += 7) {
      const byte = view.getUint8(at);
      at += 1;
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        break;
      }
    }
    if (((header >> 3) & 15) === SEQUENCE_HEADER) {
      return new Bits(bytes.subarray(at, at + length));
    }
    at += length;
  }
  return undefined;
}

/** Source: AV1 bitstream specification, 5.5. */
function cicpOfSequence(bits: Bits): Cicp | undefined {
  const profile = bits.read(3);
  bits.skip(1);
  const reduced = bits.flag();
  if (reduced) {
    bits.skip(5);
  } else {
    skipOperatingPoints(bits);
  }
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  bits.skip(widthBits + heightBits);
  if (!reduced && bits.flag()) {
    bits.skip(7);
  }
  bits.skip(3);
  if (!reduced) {
    skipTools(bits);
  }
  bits.skip(3);
  const highDepth = bits.flag();
  bits.skip(profile === 2 && highDepth ? 1 : 0);
  bits.skip(profile === 1 ? 0 : 1);
  return bits.flag() ? { primaries: bits.read(8), transfer: bits.read(8) } : undefined;
}

function skipOperatingPoints(bits: Bits): void {
  let delayBits = 0;
  if (bits.flag()) {
    bits.skip(64);
    if (bits.flag()) {
      bits.skipUvlc();
    }
    if (bits.flag()) {
      delayBits = bits.read(5) + 1;
      bits.skip(42);
    }
  }
  const hasDelay = bits.flag();
  for (let points = bits.read(5) + 1; points > 0; points -= 1) {
    bits.skip(12);
    bits.skip(bits.read(5) > 7 ? 1 : 0);
    bits.skip(delayBits > 0 && bits.flag() ? 2 * delayBits + 1 : 0);
    bits.skip(hasDelay && bits.flag() ? 4 : 0);
  }
}

function skipTools(bits: Bits): void {
  bits.skip(4);
  const hasOrder = bits.flag();
  bits.skip(hasOrder ? 2 : 0);
  const forced = bits.flag() || bits.flag();
  if (forced) {
    bits.skip(bits.flag() ? 0 : 1);
  }
  bits.skip(hasOrder ? 3 : 0);
}

/** Throws RangeError past the end. */
class Bits {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = viewOf(bytes);
  }

  read(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1) {
      const byte = this.#view.getUint8(this.#at >> 3);
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.read(1) === 1;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** As many bits follow the first set bit as there are zeros before it. */
  skipUvlc(): void {
    let zeros = 0;
    while (!this.flag()) {
      zeros += 1;
    }
    this.skip(zeros);
  }
}
