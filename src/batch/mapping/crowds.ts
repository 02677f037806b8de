import type { By, ByFields } from '../match/mapping.ts';
import { fileName } from '../match/match.ts';
import type { MeantRecord } from '../match/meant.ts';
import { alike } from '../match/value.ts';

/** Pictures that say the same record. */
export interface Crowd {
  readonly value: string;
  readonly names: readonly string[];
}

/** Where several pictures are for one record. */
export function crowdsIn(all: readonly MeantRecord[], by: By | ByFields): Crowd[] {
  const same = (key: string): string =>
    by.kind === 'id' ? key : alike(key, by.kind === 'field' ? by.type : 'text', by.ignoreCase);
  const named = all.flatMap(({ candidate, meant }) =>
    meant.kind === 'key' ? [{ ...meant, name: fileName(candidate) }] : [],
  );
  return [...Map.groupBy(named, ({ key }) => same(key)).values()]
    .filter(({ length }) => length > 1)
    .map((some) => ({ value: some[0]?.value ?? '', names: some.map(({ name }) => name) }));
}
