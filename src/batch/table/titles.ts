/** Maximum number of title lines above the column names. */
const TITLES = 10;

/** Removes the titles of a report: lines with a single cell above the column names. */
export function withoutTitles(lines: readonly string[][]): readonly string[][] {
  const several = lines.slice(0, TITLES + 1).findIndex((line) => line.filter(hasText).length > 1);
  // A single name that isn't in the first column is a column name, not a title.
  const first = (lines[several - 1] ?? []).findIndex(hasText) > 0 ? several - 1 : several;
  const titles = lines.slice(0, Math.max(0, first)).flat().filter(hasText);
  return titles.some((title) => /\.\w{3,4}$/.test(title)) ? lines : lines.slice(Math.max(0, first));
}

function hasText(one: string): boolean {
  return one !== '';
}
