import { l10n } from 'vscode';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

/** One of several pictures or records that failed, and why. */
interface NamedReason {
  readonly name: string;
  readonly what: string;
}

/** Reasons in one notification, and names per reason: the log has all of them. */
const NAMED = 3;

/**
 * What went wrong with several pictures, as sentences, one per reason.
 *
 * @param sentence says it: `Not uploaded A, B: too large.`
 */
export function wordsOfSeveral(
  all: readonly NamedReason[],
  sentence: (names: string, what: string) => string,
): string[] {
  const groups = [...Map.groupBy(all, ({ what }) => what)];
  const said = groups
    .slice(0, NAMED)
    .map(([what, some]) => sentence(firstOf(some.map(({ name }) => name)), what));
  const left = groups.slice(NAMED).flatMap(([, some]) => some).length;
  return left === 0 ? said : [...said, moreInLog(left)];
}

/** The first names, and how many more there are. */
export function firstOf(all: readonly string[]): string {
  const names = all.slice(0, NAMED);
  const left = all.length - names.length;
  return left === 0
    ? names.join(', ')
    : l10n.t('{0}, and {1} more', names.join(', '), grouped(left));
}

function moreInLog(count: number): string {
  return plural(count, {
    one: l10n.t('And 1 more: see the log.'),
    other: l10n.t('And {0} more: see the log.', grouped(count)),
  });
}
