import path from 'node:path';
import type { CrmModule } from '../../zoho/modules.ts';
import type { MappingQuestion } from './question.ts';

/**
 * The modules that folders and tables are named after: `products`, `Product shots`, `Contacts.csv`.
 * For people who haven't used any module yet.
 */
export function likelyModules(
  known: readonly CrmModule[],
  { candidates, tables }: Pick<MappingQuestion, 'candidates' | 'tables'>,
): string[] {
  const names = new Set([
    ...candidates.flatMap((one) => [one.folder ?? '', ...one.path.split('/').slice(0, -1)]),
    ...tables.map((uri) => path.posix.basename(uri.path).replace(/\.[^.]*$/, '')),
  ]);
  const words = new Set(
    [...names].flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(singular),
  );
  return known
    .filter(({ apiName, label }) =>
      [apiName, label].some((name) => words.has(singular(name.toLowerCase()))),
    )
    .map(({ apiName }) => apiName);
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
