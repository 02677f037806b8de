/** How every pointer file starts. Source: the Git LFS specification. */
const BEGINNING = 'version https://git-lfs.github.com/spec/';

/** Whether a file is what Git LFS has in place of a picture until it is pulled. */
export function isLfsPointer(head: Uint8Array): boolean {
  return new TextDecoder().decode(head.subarray(0, BEGINNING.length)) === BEGINNING;
}
