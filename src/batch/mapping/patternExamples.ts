import { plain } from '../../ui/plain.ts';
import { separator } from '../../ui/separator.ts';
import type { LiveItem } from '../../ui/step.ts';
import { listed } from '../../ui/words/listed.ts';
import type { ReadName, ReadNames } from './pictureNames.ts';
import { nameDoesNotMatch, withPattern } from './words/pattern.ts';

const EXAMPLES = 8;

/**
 * What a pattern extracts from some of the names.
 *
 * @param pattern undefined for the one that is being typed
 */
export function exampleItems(read: ReadNames, pattern: string | undefined): LiveItem<never>[] {
  const { names, isOfPath } = read;
  // Names that don't match come first: they show what is wrong with the pattern.
  const shown = [
    ...some(names, EXAMPLES / 2, ({ ways }) => ways.length === 0),
    ...different(names),
  ].slice(0, EXAMPLES);
  return [
    { ...separator(withPattern(pattern)), alwaysShow: true },
    ...shown.map(({ name, ways }) => {
      const called = plain(
        isOfPath ? (name.folders.length > 0 ? name.path : name.whole) : name.file,
      );
      return {
        label: ways.length === 0 ? '—' : listed(ways.slice(0, 3).map(wordsOfWay), 'disjunction'),
        description: ways.length === 0 ? nameDoesNotMatch(called) : called,
        alwaysShow: true,
      };
    }),
  ];
}

function wordsOfWay(parts: readonly string[]): string {
  return parts.map((part) => plain(part)).join(' · ');
}

/** One name for each key first, then further names. */
function different(names: readonly ReadName[]): ReadName[] {
  const seen = new Set<string>();
  const isNew = ({ ways: [first] }: ReadName): boolean => {
    const key = first?.join('\n');
    const is = key !== undefined && !seen.has(key);
    if (is) {
      seen.add(key);
    }
    return is;
  };
  const one = some(names, EXAMPLES, isNew);
  const others = some(names, EXAMPLES, (name) => name.ways.length > 0 && !one.includes(name));
  return [...one, ...others];
}

/** The first few that meet a condition. Stops early, since there may be thousands of names. */
function some(
  names: readonly ReadName[],
  most: number,
  is: (name: ReadName) => boolean,
): ReadName[] {
  const found: ReadName[] = [];
  for (const name of names) {
    if (found.length === most) {
      break;
    }
    if (is(name)) {
      found.push(name);
    }
  }
  return found;
}
