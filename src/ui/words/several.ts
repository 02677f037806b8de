/** One of several that went wrong. */
export interface NamedReason {
  readonly name: string;
  readonly what: string;
}

/** So many reasons in one notification, and so many names to each: the log has them all. */
const NAMED = 3;

/**
 * What went wrong with several, as sentences. What is the same with many of them is said once.
 *
 * @param title before the names: `Not uploaded`
 */
export function wordsOfSeveral(title: string, all: readonly NamedReason[]): string[] {
  const groups = [...Map.groupBy(all, ({ what }) => what)];
  const said = groups
    .slice(0, NAMED)
    .map(([what, some]) => `${title} ${firstOf(some.map(({ name }) => name))}: ${what}`);
  const left = groups.slice(NAMED).flatMap(([, some]) => some).length;
  return left === 0 ? said : [...said, `And ${left} more: see the log.`];
}

/** The first names, and how many more there are. */
export function firstOf(all: readonly string[]): string {
  const names = all.slice(0, NAMED);
  const left = all.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}
