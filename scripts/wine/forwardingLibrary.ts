/** Offsets of the file's parts. */
const HEADER = 0x40;
const OPTIONAL = HEADER + 24;
const SECTION = OPTIONAL + 240;
const EXPORTS = 0x200;
/** Where the exports are once loaded. */
const LOADED = 0x1000;
/** Where the lists and texts are in the exports, after the directory of 40 bytes. */
const [ADDRESSES, NAMES, ORDINALS, LIBRARY, EXPORTED, TARGET] = [
  0x28, 0x2c, 0x30, 0x60, 0x80, 0xa0,
];

/**
 * A library for Windows on x64 with one function, forwarded to another library.
 *
 * @param target such as `advapi32.SystemFunction036`
 * @returns the file. Source: Microsoft's "PE Format", forwarder RVAs
 */
export function forwardingLibrary(library: string, exported: string, target: string): Uint8Array {
  const file = Buffer.alloc(EXPORTS + 0x200);
  const text = (at: number, value: string): number => file.write(value, at, 'latin1');
  const u16 = (at: number, value: number): number => file.writeUInt16LE(value, at);
  const u32 = (at: number, value: number): number => file.writeUInt32LE(value, at);

  text(0, 'MZ');
  u32(0x3c, HEADER);
  text(HEADER, 'PE\0\0');
  u16(HEADER + 4, 0x8664); // x64
  u16(HEADER + 6, 1); // one section
  u16(HEADER + 20, SECTION - OPTIONAL);
  u16(HEADER + 22, 0x2022); // a library, anywhere in memory

  u16(OPTIONAL, 0x20b); // 64 bits
  u32(OPTIONAL + 8, 0x200); // data
  file.writeBigUInt64LE(0x1_8000_0000n, OPTIONAL + 24); // where it likes to be
  u32(OPTIONAL + 32, LOADED); // alignment in memory
  u32(OPTIONAL + 36, EXPORTS); // and in the file
  u16(OPTIONAL + 40, 6); // for Windows 6.0 and later
  u16(OPTIONAL + 48, 6);
  u32(OPTIONAL + 56, LOADED + 0x1000); // size in memory
  u32(OPTIONAL + 60, EXPORTS); // of the headers
  u16(OPTIONAL + 68, 3); // of the console
  u32(OPTIONAL + 108, 16); // directories, of which the exports are the first
  u32(OPTIONAL + 112, LOADED);
  u32(OPTIONAL + 116, 0x200);

  text(SECTION, '.edata');
  u32(SECTION + 8, 0x200);
  u32(SECTION + 12, LOADED);
  u32(SECTION + 16, 0x200);
  u32(SECTION + 20, EXPORTS);
  u32(SECTION + 36, 0x4000_0040); // read only

  u32(EXPORTS + 12, LOADED + LIBRARY);
  u32(EXPORTS + 16, 1); // ordinals begin at
  u32(EXPORTS + 20, 1); // functions
  u32(EXPORTS + 24, 1); // of them with a name
  u32(EXPORTS + 28, LOADED + ADDRESSES);
  u32(EXPORTS + 32, LOADED + NAMES);
  u32(EXPORTS + 36, LOADED + ORDINALS);
  // An address within the exports is a text that names the target function.
  u32(EXPORTS + ADDRESSES, LOADED + TARGET);
  u32(EXPORTS + NAMES, LOADED + EXPORTED);
  text(EXPORTS + LIBRARY, library);
  text(EXPORTS + EXPORTED, exported);
  text(EXPORTS + TARGET, target);
  return file;
}
