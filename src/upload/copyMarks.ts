const COPY =
  'copy|kopie|copie|copia|cópia|kopia|kopi|kopio|kopya|kópia|másolat|копия|копія|副本|複製|コピー|복사본';
/** What Windows, macOS, and Linux append or prepend to the name of a copy. */
const COPY_BEHIND = new RegExp(
  [
    String.raw`[\s_\p{Pd}]*\(\d{1,3}\)`,
    String.raw`[\s_\p{Pd}]+(?:${COPY}|edited|scaled|cropped)(?:[\s_\p{Pd}]*\d{1,3})?`,
    String.raw`[\s_\p{Pd}]*\((?:another |weitere |\d{1,3}(?:st|nd|rd|th|\.) )?(?:${COPY})(?: \d{1,3})?\)`,
  ]
    .map((one) => String.raw`${one}\s*$`)
    .join('|'),
  'iu',
);
const COPY_BEFORE =
  /^(?:copy of|copy \(\d{1,3}\) of|kopie von|copie de|copia di|copia de|cópia de|kopia)\s+(?=\S)/iu;

/** A longer text isn't the value of any field. */
const LONGEST = 255;

/** A value without copy marks such as ` (1)`, `-copy`, or `Copy of `, and without double spaces. */
export function withoutCopyMarks(value: string): string {
  let left = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  while (left.length <= LONGEST) {
    const less = left.replace(COPY_BEHIND, '').replace(COPY_BEFORE, '').trim();
    if (less === left || less === '') {
      return left;
    }
    left = less;
  }
  return left;
}
