import Papa from 'papaparse';

/** Common separators. The first one wins among equals. */
const USUAL = ['\t', ',', ';', '|'];
/** Rare separators, also found in texts and file names: used only if every line has them. */
const RARE = ['^', '¦', '~', '\u001F', '\u001E', '\u0001'];

/** Enough characters to tell. */
export const SAMPLE_CHARACTERS = 200_000;
const SAMPLE_LINES = 100;

/** The separator that splits most lines into the same number of cells; undefined if none does. */
export function separatorOf(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const usual = USUAL.map((separator) => fitOf(sample, separator));
  const rare = RARE.filter((separator) => sample.includes(separator))
    .map((separator) => fitOf(sample, separator))
    .filter(({ share, lines }) => share === 1 && lines > 1);
  return [...usual, ...rare]
    .filter(({ cells }) => cells > 1)
    .toSorted((a, b) => b.share - a.share || b.cells - a.cells)[0]?.separator;
}

/** Whether a separator splits anything: its `sep=` line may come from another program. */
export function separates(text: string, separator: string): boolean {
  return fitOf(text.slice(0, SAMPLE_CHARACTERS), separator).cells > 1;
}

interface Fit {
  readonly separator: string;
  /** Number of cells in most lines. */
  readonly cells: number;
  /** Share of lines with that number, from 0 to 1. */
  readonly share: number;
  readonly lines: number;
}

function fitOf(sample: string, separator: string): Fit {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter: separator,
    preview: SAMPLE_LINES,
    skipEmptyLines: 'greedy',
  });
  // The end of the sample may cut off the last line.
  const whole = data.length > 1 && data.length < SAMPLE_LINES ? data.slice(0, -1) : data;
  const lines = sample.length < SAMPLE_CHARACTERS ? data : whole;
  const counts = Map.groupBy(lines, ({ length }) => length);
  const [cells = 0, most = []] =
    [...counts].toSorted(([a, x], [b, y]) => y.length - x.length || b - a)[0] ?? [];
  return { separator, cells, share: most.length / Math.max(1, lines.length), lines: lines.length };
}
