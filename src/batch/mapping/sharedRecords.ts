import type { By, ByFields } from '../match/mapping.ts';
import { fileName } from '../match/match.ts';
import type { PictureReference } from '../match/reference.ts';
import { alike } from '../match/value.ts';

/** A record that several pictures name. */
export interface SharedRecord {
  readonly value: string;
  readonly names: readonly string[];
}

/** The records that several pictures name. */
export function sharedRecordsIn(
  all: readonly PictureReference[],
  by: By | ByFields,
): SharedRecord[] {
  const same = (key: string): string =>
    by.kind === 'id' ? key : alike(key, by.kind === 'field' ? by.type : 'text', by.ignoreCase);
  const named = all.flatMap(({ candidate, reference }) =>
    reference.kind === 'key' ? [{ ...reference, name: fileName(candidate) }] : [],
  );
  return [...Map.groupBy(named, ({ key }) => same(key)).values()]
    .filter(({ length }) => length > 1)
    .map((some) => ({ value: some[0]?.value ?? '', names: some.map(({ name }) => name) }));
}
