/** Bytes. What is smaller may lie in the folder's own entry, and takes no room for that reason. */
const SMALL = 4096;

/**
 * Whether the bytes of a file may be elsewhere: OneDrive, iCloud, Dropbox and the like list it with
 * its size, and fetch it as soon as somebody reads it. Node tells no attributes of theirs; what all
 * of them have in common is that it takes no room on the disk. Sparse files look the same, and all
 * files of some network drives: so nothing may be refused by this alone.
 *
 * @param status of Node's `stat`: bytes, and blocks on the disk
 */
export function mayBeInCloud({
  size,
  blocks,
}: {
  readonly size: number;
  readonly blocks: number;
}): boolean {
  return blocks === 0 && size >= SMALL;
}
