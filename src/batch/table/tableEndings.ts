/** What files end in that may be tables, in small letters, without the dot. */
export const TABLE_ENDINGS: readonly string[] = [
  ...['csv', 'tsv', 'tab', 'txt'],
  ...['json', 'jsonl', 'ndjson'],
  ...['xlsx', 'xlsm'],
  // Programs give these endings to CSV too; what is none is told how to become one.
  ...['xls', 'xlsb', 'ods', 'numbers'],
];

/** A larger file is no table that somebody made by hand, and would be held in memory whole. */
export const MOST_TABLE_BYTES = 50_000_000;
