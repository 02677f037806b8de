import { plain } from '../../ui/plain.ts';
import { separator } from '../../ui/separator.ts';
import type { LiveItem } from '../../ui/step.ts';
import { listed } from '../../ui/words/listed.ts';
import type { ReadName, ReadNames } from './pictureNames.ts';
import { nameDoesNotMatch, withPattern } from './words/pattern.ts';

/** So many examples are shown. */
const EXAMPLES = 8;

/**
 * What a pattern makes of some names.
 *
 * @param pattern where it is not the one that is typed
 */
export function exampleItems(read: ReadNames, pattern: string | undefined): LiveItem<never>[] {
  const { names, isOfPath } = read;
  // Those that do not match are what one wants to see.
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

/** Of each key one, and more of them where there are few. */
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

/** The first of those that are of a kind. */
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
