/** What may come before the first element: how it starts, and how it ends. */
const BEFORE = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;

/**
 * Whether a file is an SVG, by its first element or the document type before it.
 * Source: XML 1.0, 2.8 prolog.
 *
 * @param head its first bytes, in UTF-8 or, with a byte order mark, in UTF-16
 */
export function isSvg(head: Uint8Array): boolean {
  let rest = decode(head).trimStart();
  for (;;) {
    const skipped = BEFORE.find(([begin]) => rest.startsWith(begin));
    if (skipped === undefined) {
      return /^<(?:!DOCTYPE\s+)?(?:[\w-]+:)?svg[\s/>]/.test(rest);
    }
    const end = rest.indexOf(skipped[1], skipped[0].length);
    if (end === -1) {
      return false;
    }
    rest = rest.slice(end + skipped[1].length).trimStart();
  }
}

/** Bytes that aren’t text become replacement characters. The byte order mark is removed. */
function decode(head: Uint8Array): string {
  return new TextDecoder(encodingOf(head)).decode(head);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
