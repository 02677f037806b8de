/** The text of a table as programs write it: UTF-8, UTF-16, or Windows-1252. */
export function tableText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return decoded('utf-8', bytes);
  }
  if (first === 0xff && second === 0xfe) {
    return decoded('utf-16le', bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return decoded('utf-16be', bytes);
  }
  // Text without a mark, where every other byte is zero.
  if (first === 0 && second !== 0) {
    return decoded('utf-16be', bytes);
  }
  if (second === 0 && first !== undefined) {
    return decoded('utf-16le', bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoded('windows-1252', bytes);
  }
}

/** Without the mark at its beginning. */
function decoded(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
