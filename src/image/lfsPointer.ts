/** How every pointer file begins. Source: the Git LFS specification. */
const BEGINNING = 'version https://git-lfs.github.com/spec/';

/** Whether a file is what Git LFS leaves in a picture's place until the picture is pulled. */
export function isLfsPointer(head: Uint8Array): boolean {
  return new TextDecoder().decode(head.subarray(0, BEGINNING.length)) === BEGINNING;
}
