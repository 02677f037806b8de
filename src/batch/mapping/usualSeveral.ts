import type { Several } from '../match/mapping.ts';
import { stemOf } from '../match/match.ts';
import type { SharedRecord } from './sharedRecords.ts';

/** How the names of main pictures end, the most telling first. */
const MAIN = ['front', 'main', 'hero', 'cover', 'primary', '1', '01', '001', 'a'];

/**
 * Which picture to suggest for records that several match: the one whose name says that it's the
 * main one if each record has just one of those, else the first by name.
 */
export function usualSeveral(shared: readonly SharedRecord[]): Several {
  if (shared.length === 0) {
    return { kind: 'none' };
  }
  const ending = MAIN.find((end) => shared.every(({ names }) => countEnding(names, end) === 1));
  return ending === undefined ? { kind: 'first' } : { kind: 'ends-in', ending };
}

/** How many names end so, whatever comes before: `12` ends in `2`, too, as the rule has it. */
function countEnding(names: readonly string[], ending: string): number {
  return names.filter((name) => stemOf(name).toLowerCase().endsWith(ending)).length;
}
