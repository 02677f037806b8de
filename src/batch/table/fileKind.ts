/** What a table's file is by its bytes, whatever its name says. */
export type FileKind = 'text' | 'archive' | 'protected' | 'xls';

/** Of Microsoft's Compound File Binary format. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The stream of a workbook that has a password, by MS-OFFCRYPTO. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** The stream of one without, in Excel of this century and the last. */
const BOOKS = ['Workbook', 'Book'].map((name) => Buffer.from(name, 'utf16le'));

export function fileKindOf(bytes: Uint8Array): FileKind {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    const isBook = BOOKS.some((name) => all.includes(name));
    return all.includes(ENCRYPTED) ? 'protected' : isBook ? 'xls' : 'text';
  }
  return /^PK(?:\u0003\u0004|\u0005\u0006)/.test(all.toString('latin1', 0, 4)) ? 'archive' : 'text';
}
