import type { Random } from './random.ts';

/** Numbers that often break parsers: as bytes, and as two- or four-byte lengths and offsets. */
const BYTES = [0x00, 0x01, 0x02, 0x7f, 0x80, 0xfe, 0xff, 0xd8, 0xd9, 0xda, 0xe1, 0x21, 0x3b];
const NUMBERS = [0, 1, 2, 3, 8, 0x7f, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xffffffff];

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  function cut(bytes, random) {
    return bytes.subarray(0, random.below(bytes.length + 1));
  },
  function flipBit(bytes, random) {
    return changed(bytes, random.below(bytes.length), (byte) => byte ^ (1 << random.below(8)));
  },
  function setByte(bytes, random) {
    const byte = random.below(2) === 0 ? random.below(256) : random.pick(BYTES);
    return changed(bytes, random.below(bytes.length), () => byte);
  },
  // Most lengths are near the start.
  function setEarlyByte(bytes, random) {
    return changed(bytes, random.below(Math.min(bytes.length, 64)), () => random.below(256));
  },
  function setNumber(bytes, random) {
    const number = Buffer.alloc(4);
    const value = random.pick(NUMBERS);
    const little = random.below(2) === 0;
    if (little) {
      number.writeUInt32LE(value);
    } else {
      number.writeUInt32BE(value);
    }
    const short = little ? number.subarray(0, 2) : number.subarray(2);
    return overwritten(bytes, random, random.below(2) === 0 ? short : number);
  },
  function remove(bytes, random) {
    const [start, end] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function double(bytes, random) {
    const [start, end] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function insert(bytes, random) {
    const noise = Buffer.from(Array.from({ length: random.below(24) }, () => random.below(256)));
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  function putInOther(bytes, random, others) {
    const other = random.pick(others);
    const [start, end] = range(other, random);
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)]);
  },
  function overwriteByOther(bytes, random, others) {
    const other = random.pick(others);
    const [start, end] = range(other, random);
    return overwritten(bytes, random, other.subarray(start, end));
  },
];

/** One of the pictures with one to four mutations. */
export function mutated(pictures: readonly Buffer[], random: Random): Buffer {
  let bytes = random.pick(pictures);
  for (let left = 1 + random.below(4); left > 0 && bytes.length > 0; left -= 1) {
    bytes = random.pick(MUTATIONS)(bytes, random, pictures);
  }
  return bytes;
}

function range(bytes: Buffer, random: Random): [number, number] {
  const start = random.below(bytes.length + 1);
  const longest = random.below(2) === 0 ? 64 : bytes.length;
  return [start, Math.min(start + random.below(longest + 1), bytes.length)];
}

function changed(bytes: Buffer, at: number, to: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = to(copy[at] ?? 0);
  return copy;
}

function overwritten(bytes: Buffer, random: Random, by: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  by.copy(copy, random.below(copy.length));
  return copy;
}
