export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** What became of a layer. */
export interface Result extends Count {
  readonly suites: readonly Suite[];
}

/** What belongs together: the tests of one `describe`, or one check. */
export interface Suite {
  readonly name: string;
  readonly milliseconds: number;
}

export const NOTHING: Result = { passed: 0, failed: 0, suites: [] };

export function together(one: Result, other: Result): Result {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    suites: [...one.suites, ...other.suites],
  };
}

/** Lines that say which suites took longest, the longest first. */
export function longest(suites: readonly Suite[], number: number): string {
  return [...suites]
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, number)
    .map(({ name, milliseconds }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`)
    .join('\n');
}
