/** Bytes. Smaller files may be stored in the folder's own entry, and so take no space. */
const SMALL = 4096;

/**
 * Whether a file may be only in the cloud: OneDrive, iCloud, Dropbox, and the like list it with its
 * size, and download it as soon as somebody reads it. Node doesn’t report their attributes. What
 * all of them have in common is that it takes no space on the disk. Sparse files look the same, and
 * so do all files of some network drives, so nothing should be refused by this alone.
 *
 * @param status from Node's `stat`: bytes, and blocks on the disk
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
