/** Of Windows, macOS, and what network drives put beside pictures: smaller copies, and bins. */
const SYSTEM = new Set([
  ...['thumbs.db', 'ehthumbs.db', 'desktop.ini', '$recycle.bin', 'recycler'],
  ...['system volume information', '__macosx', 'icon\r', 'lost+found', 'network trash folder'],
  ...['@eadir', '@recycle', '@recently-snapshot', '#recycle', '#snapshot'],
]);

/**
 * Whether a file or folder is none that a person keeps pictures in: hidden ones (`.git`, `._a.jpg`,
 * `.thumbnails`), a program's mark that a file is open (`~$a.xlsx`), and the system's own.
 */
export function isJunk(name: string): boolean {
  return name.startsWith('.') || isSidecar(name) || isSystemFile(name);
}

/** What a program leaves beside a file of nearly the same name: `._a.jpg` of macOS, `~$a.xlsx`. */
export function isSidecar(name: string): boolean {
  return name.startsWith('._') || name.startsWith('~$');
}

export function isSystemFile(name: string): boolean {
  return SYSTEM.has(name.toLowerCase());
}

/** What macOS leaves of a file that is only in iCloud: `.a.jpg.icloud` for `a.jpg`. */
export function nameInCloud(name: string): string | undefined {
  return /^\.(.+)\.icloud$/i.exec(name)?.[1];
}
