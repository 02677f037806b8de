/**
 * Characters with which spreadsheets begin a formula, and the forms of them that some normalize:
 * full-width, small, and the minus sign.
 */
const FORMULA = /[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;

/** What separates cells, if a program splits the text again, whatever its settings are. */
const SEPARATORS = ',;|\\t\\r\\n\\v\\f\\u0085\\u2028\\u2029\\u001C-\\u001F';

/**
 * What a spreadsheet may skip before a formula: separators, quotes, and everything blank or
 * invisible in any script.
 */
const SKIPPED = `[${SEPARATORS}"'\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]`;
const RUNS = new RegExp(`${SKIPPED}+`, 'gu');
const START = new RegExp(`^${SKIPPED}*`, 'u');
const AFTER_SEPARATORS = new RegExp(`\\r\\n|[${SEPARATORS}]`, 'gu');
const GUARDS = new RegExp(`(\\r\\n|[${SEPARATORS}])'`, 'gu');

/**
 * Makes text of what a spreadsheet would run as a formula, also after a separator inside of the
 * cell: names come from outside. `unguarded` reverts it.
 */
export function guarded(text: string): string {
  const rest = beforeFormulas(text, (skipped) => skipped.replace(AFTER_SEPARATORS, "$&'"));
  return startsFormula(text) ? `'${rest}` : rest;
}

/** A text as it was before `guarded`. */
export function unguarded(text: string): string {
  const rest = startsFormula(text) && text.startsWith("'") ? text.slice(1) : text;
  return beforeFormulas(rest, (skipped) => skipped.replace(GUARDS, '$1'));
}

function startsFormula(text: string): boolean {
  const skipped = START.exec(text)?.[0].length ?? 0;
  return FORMULA.test(text.charAt(skipped));
}

/** Replaces all that stands before the start of a formula. One pass: a name may be megabytes. */
function beforeFormulas(text: string, replaced: (skipped: string) => string): string {
  return text.replace(RUNS, (skipped, at: number) =>
    FORMULA.test(text.charAt(at + skipped.length)) ? replaced(skipped) : skipped,
  );
}
