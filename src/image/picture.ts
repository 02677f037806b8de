/** A picture that has not been read yet. Handed on instead of bytes, so that many stay small. */
export interface Picture {
  /** The file's name, without its folder. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Where the editor finds it, as the text of a URI; none for one that is only in memory. */
  readonly place?: string;
  /**
   * The first `n` bytes, fewer when the file is shorter.
   *
   * @throws {Unreadable} (unreadable.ts) when the file cannot be read
   */
  head(n: number): Promise<Uint8Array>;
  /**
   * All bytes.
   *
   * @throws {Unreadable} (unreadable.ts) when the file cannot be read
   */
  read(): Promise<Uint8Array>;
}

/** A picture whose bytes are at hand. */
export function pictureInMemory(name: string, bytes: Uint8Array): Picture {
  return {
    name,
    size: bytes.length,
    head: (n) => Promise.resolve(bytes.subarray(0, n)),
    read: () => Promise.resolve(bytes),
  };
}
