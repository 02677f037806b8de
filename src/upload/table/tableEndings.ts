/** What files end in that may be tables, in small letters, without the dot. */
export const TABLE_ENDINGS: readonly string[] = [
  ...['csv', 'tsv', 'tab', 'txt'],
  ...['json', 'jsonl', 'ndjson'],
];
