/** The kind of a file by its content, not its name. */
type FileKind = 'text' | 'archive' | 'protected' | 'xls';

/** Signature of Microsoft's Compound File Binary format. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream of a workbook with a password (MS-OFFCRYPTO). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Streams of old Excel workbooks, by version. */
const BOOKS = ['Workbook', 'Book'].map((name) => Buffer.from(name, 'utf16le'));

export function fileKindOf(bytes: Uint8Array): FileKind {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    const isBook = BOOKS.some((name) => all.includes(name));
    return all.includes(ENCRYPTED) ? 'protected' : isBook ? 'xls' : 'text';
  }
  return /^PK(?:\u0003\u0004|\u0005\u0006)/.test(all.toString('latin1', 0, 4)) ? 'archive' : 'text';
}
