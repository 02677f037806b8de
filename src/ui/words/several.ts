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
  const said = groups.slice(0, NAMED).map(([what, some]) => `${title} ${namesOf(some)}: ${what}`);
  const left = groups.slice(NAMED).flatMap(([, some]) => some).length;
  return left === 0 ? said : [...said, `And ${left} more: see the log.`];
}

function namesOf(some: readonly NamedReason[]): string {
  const names = some.slice(0, NAMED).map(({ name }) => name);
  const left = some.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}
