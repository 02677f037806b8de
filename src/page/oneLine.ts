/** Controls, line ends, a blank that isn’t called one, and what turns the reading direction. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u2800\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * What has no shape of its own. Kept are the few that belong to a text: joiners within an emoji or
 * between letters from Arabic to Mongolian, and selectors of an emoji’s or ideograph’s form. Arabic
 * number signs are called formats, but are seen.
 */
const INVISIBLE =
  /((?<=\p{ExtPict}\uFE0F?|\p{EMod})\u200D(?=\p{ExtPict})|(?<=[\u0620-\u1CFF])[\u200C\u200D](?=[\u0620-\u1CFF])|(?<=[\p{ExtPict}#*\d])[\uFE0E\uFE0F]|(?<=\p{Ideo})[\u{E0100}-\u{E01EF}])|(?![\u0600-\u08E2])[\p{DI}\p{Cf}]|\u061C/gu;

/**
 * Marks on one letter. No language has more, or more of those that go with any script, as accents
 * do. A thousand would cover the lines around them.
 */
const MARKS = /(\p{sc=Zinh}{4}|\p{M}{8})\p{M}+/gu;

/**
 * Text from outside on one line, without effect on the text around it, and without what only
 * programs and language models see: tags, and joiners and selectors without a use.
 */
export function oneLine(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(CONTROLS, ' ')
      .replace(INVISIBLE, '$1')
      .replace(MARKS, '$1')
      // A mark on nothing would be drawn on what stands before the text.
      .replace(/^\p{M}+/u, '')
  );
}
