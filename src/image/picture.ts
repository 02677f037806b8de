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
