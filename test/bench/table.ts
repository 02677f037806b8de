/**
 * Formats lines with aligned columns, the first left-aligned and the others right-aligned.
 *
 * @param rows each with as many cells as there are headings
 */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [headings, rule, ...rows]
    .map((line) =>
      widths
        .map((width, at) => {
          const cell = line[at] ?? '';
          return at === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
