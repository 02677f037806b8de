/** Tells whether a file may have changed, without reading it. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * A picture that hasn’t been read yet. Passed on instead of bytes, so that many take little memory.
 */
export interface Picture {
  /** The file's name, without its folder. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Where the editor finds it, or what it was made from, as the text of a URI. None if it was never
   * in a file.
   */
  readonly place?: string;
  /** Its file as it was when all of it was last read; undefined if it wasn't, or isn't known. */
  readonly stamp?: () => FileStamp | undefined;
  /**
   * The first `n` bytes; fewer if the file is shorter.
   *
   * @throws {Unreadable} (unreadable.ts) if the file can’t be read
   */
  head(n: number): Promise<Uint8Array>;
  /**
   * All bytes.
   *
   * @throws {Unreadable} (unreadable.ts) if the file can’t be read
   */
  read(): Promise<Uint8Array>;
  /**
   * Tells without making a version whether the same one would be made: SHA-256, as hex, of what it
   * is made of and how. Undefined if none is made: then the bytes themselves tell. Throws what
   * reading the file throws.
   */
  readonly origin?: () => Promise<string | undefined>;
}

/** What a picture that is made from another has of its file. */
export function fileOf({ place, stamp }: Picture): Pick<Picture, 'place' | 'stamp'> {
  return { ...(place !== undefined && { place }), ...(stamp !== undefined && { stamp }) };
}

/** A picture whose bytes are in memory. */
export function pictureInMemory(name: string, bytes: Uint8Array): Picture {
  return {
    name,
    size: bytes.length,
    head: (n) => Promise.resolve(bytes.subarray(0, n)),
    read: () => Promise.resolve(bytes),
  };
}
