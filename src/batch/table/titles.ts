/** Titles stand so many lines above the names at most. */
const TITLES = 10;

/** Reports have a title above the names: a cell alone, where the lines below have several. */
export function withoutTitles(lines: readonly string[][]): readonly string[][] {
  const several = lines.slice(0, TITLES + 1).findIndex((line) => line.filter(hasText).length > 1);
  // The only name may be that of the second column.
  const first = (lines[several - 1] ?? []).findIndex(hasText) > 0 ? several - 1 : several;
  const titles = lines.slice(0, Math.max(0, first)).flat().filter(hasText);
  return titles.some((title) => /\.\w{3,4}$/.test(title)) ? lines : lines.slice(Math.max(0, first));
}

function hasText(one: string): boolean {
  return one !== '';
}
