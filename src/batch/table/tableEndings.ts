/** Extensions of files that may be tables, in lower case, without the dot. */
export const TABLE_ENDINGS: readonly string[] = [
  ...['csv', 'tsv', 'tab', 'txt'],
  ...['json', 'jsonl', 'ndjson'],
  ...['xlsx', 'xlsm'],
  // Some programs use these for CSV. For real ones, a message tells how to convert them.
  ...['xls', 'xlsb', 'ods', 'numbers'],
];

/** Nobody makes larger tables by hand, and a file is read into memory as a whole. */
export const MAX_TABLE_BYTES = 50_000_000;

/** Of a workbook, unpacked: about 250,000 rows of ten cells. */
export const MAX_UNPACKED_BYTES = 100_000_000;
