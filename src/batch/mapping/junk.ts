/** Of Windows and macOS, and the thumbnails, snapshots, and recycle bins of network drives. */
const SYSTEM = new Set([
  ...['thumbs.db', 'ehthumbs.db', 'desktop.ini', '$recycle.bin', 'recycler'],
  ...['system volume information', '__macosx', 'icon\r', 'lost+found', 'network trash folder'],
  ...['@eadir', '@recycle', '@recently-snapshot', '#recycle', '#snapshot'],
]);

/**
 * Whether a file or folder is hidden (`.git`, `.thumbnails`), another file's sidecar (`._a.jpg`),
 * or the system's own: nobody keeps pictures there.
 */
export function isJunk(name: string): boolean {
  return name.startsWith('.') || isSidecar(name) || isSystemFile(name);
}

/** What programs put next to a file: `._a.jpg` (macOS), `~$a.xlsx` (Office, while it is open). */
export function isSidecar(name: string): boolean {
  return name.startsWith('._') || name.startsWith('~$');
}

export function isSystemFile(name: string): boolean {
  return SYSTEM.has(name.toLowerCase());
}

/** The file that a placeholder of iCloud stands for: `a.jpg` for `.a.jpg.icloud`. */
export function nameInCloud(name: string): string | undefined {
  return /^\.(.+)\.icloud$/i.exec(name)?.[1];
}
