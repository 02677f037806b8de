/** Codes of 12 bits: then the table is full. */
const MOST_CODES = 4096;

/**
 * How many pixels LZW data have, up to `most`.
 * Source: GIF89a specification, appendix F.
 *
 * @param first bits of a pixel; the first codes are one bit longer
 */
export function pixelsIn(data: Uint8Array, first: number, most: number): number {
  if (first < 1 || first > 11) {
    return 0;
  }
  const clear = 1 << first;
  /** How many pixels each code stands for. */
  const lengths = new Uint32Array(MOST_CODES).fill(1, 0, clear);
  let [size, next, before, pixels] = [first + 1, clear + 2, 0, 0];
  let [bits, count] = [0, 0];
  for (const byte of data) {
    bits |= byte << count;
    count += 8;
    while (count >= size) {
      const code = bits & ((1 << size) - 1);
      bits >>>= size;
      count -= size;
      if (code === clear) {
        [size, next, before] = [first + 1, clear + 2, 0];
        continue;
      }
      if (code === clear + 1 || code > next || (code === next && before === 0)) {
        return pixels;
      }
      if (before > 0 && next < MOST_CODES) {
        lengths[next] = before + 1;
        next += 1;
        size += next === 1 << size && size < 12 ? 1 : 0;
      }
      before = lengths[code] ?? 0;
      pixels += before;
      if (pixels >= most) {
        return pixels;
      }
    }
  }
  return pixels;
}
