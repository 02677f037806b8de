import type { Candidate, Match, MatchedRecord } from './match.ts';
import { fileName, stemOf } from './match.ts';
import type { Several } from './mapping.ts';

/** Selects one of the pictures that matched each record. */
export function onePictureEach(matches: readonly Match[], several: Several): Match[] {
  const found = matches.flatMap(({ candidate, found, at = Infinity }) =>
    found.kind === 'record' ? [{ candidate, id: found.record.key.id, at }] : [],
  );
  const chosen = new Map<string, Candidate | undefined>();
  for (const [id, group] of Map.groupBy(found, ({ id }) => id)) {
    const inTable = group.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));
    const all = competing(inTable.map(({ candidate }) => candidate));
    chosen.set(id, all.length === 1 ? all[0] : chosenOf(all, several));
  }
  return matches.map((match) => {
    if (match.found.kind !== 'record') {
      return match;
    }
    const { record } = match.found;
    const one = chosen.get(record.key.id);
    return one === match.candidate ? match : { ...match, found: notSelected(record, one) };
  });
}

/** A picture that can't be sent doesn't take a record from one that can. */
function competing(all: readonly Candidate[]): readonly Candidate[] {
  const usable = all.filter(({ usable = true }) => usable);
  return usable.length > 0 ? usable : all;
}

function notSelected(record: MatchedRecord, chosen: Candidate | undefined): Match['found'] {
  return chosen === undefined
    ? { kind: 'not-selected', why: 'several-pictures', record }
    : { kind: 'not-selected', why: 'another-picture', record, by: chosen.path };
}

/**
 * Undefined if the rule selects none.
 *
 * @param all in table order, if there is a table
 */
function chosenOf(all: readonly Candidate[], several: Several): Candidate | undefined {
  switch (several.kind) {
    case 'none':
      return undefined;
    case 'ends-in': {
      const ending = plain(several.ending);
      // People may also enter the extension: `front.jpg`.
      const fitting = all.filter((one) =>
        [stemOf(fileName(one)), fileName(one)].some((name) => plain(name).endsWith(ending)),
      );
      return fitting.length === 1 ? fitting[0] : undefined;
    }
    case 'first-in-table':
      return all[0];
    case 'first':
      return inOrder(all)[0];
    case 'largest': {
      const byPixels = all.every(({ pixels }) => pixels !== undefined);
      const sizeOf = ({ size, pixels = 0 }: Candidate): number => (byPixels ? pixels : size);
      return inOrder(all).sort((a, b) => sizeOf(b) - sizeOf(a))[0];
    }
  }
}

const BY_NAME = new Intl.Collator(undefined, { numeric: true });

/** In natural order: 2 before 10. */
function inOrder(all: readonly Candidate[]): Candidate[] {
  return all.toSorted((a, b) => BY_NAME.compare(a.path, b.path));
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
