import Papa from 'papaparse';

/** What programs offer to separate by. Of those that separate alike, the first is taken. */
const USUAL = ['\t', ',', ';', '|'];
/** Seen in exports as well, but also in texts and file names: taken where every line has them. */
const RARE = ['^', '¦', '~', '\u001F', '\u001E', '\u0001'];

const SAMPLE_CHARACTERS = 200_000;
const SAMPLE_LINES = 100;

/** What separates the cells of most lines into the same number; undefined where nothing does. */
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

/** Whether it separates anything: a line that names it may be left from another program. */
export function separates(text: string, separator: string): boolean {
  return fitOf(text.slice(0, SAMPLE_CHARACTERS), separator).cells > 1;
}

interface Fit {
  readonly separator: string;
  /** So many most lines have. */
  readonly cells: number;
  /** How many of the lines have so many, from 0 to 1. */
  readonly share: number;
  readonly lines: number;
}

function fitOf(sample: string, separator: string): Fit {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter: separator,
    preview: SAMPLE_LINES,
    skipEmptyLines: 'greedy',
  });
  // The last line may be cut off, where there is more than the sample.
  const whole = data.length > 1 && data.length < SAMPLE_LINES ? data.slice(0, -1) : data;
  const lines = sample.length < SAMPLE_CHARACTERS ? data : whole;
  const counts = Map.groupBy(lines, ({ length }) => length);
  const [cells = 0, most = []] =
    [...counts].toSorted(([a, x], [b, y]) => y.length - x.length || b - a)[0] ?? [];
  return { separator, cells, share: most.length / Math.max(1, lines.length), lines: lines.length };
}
