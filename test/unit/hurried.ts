import { syncBuiltinESMExports } from 'node:module';
import type { mock } from 'node:test';

/**
 * What waits again and again, done while its time goes by at once.
 *
 * @param begin what waits by `setTimeout`, also of `node:timers/promises`
 * @param passed told the milliseconds that it has waited for, when it is over
 */
export async function hurried<T>(
  timers: typeof mock.timers,
  begin: () => Promise<T>,
  passed: (milliseconds: number) => void = () => undefined,
): Promise<T> {
  timers.enable({ apis: ['setTimeout'] });
  syncBuiltinESMExports();
  const state = { over: false };
  let milliseconds = 0;
  const work = begin().finally(() => {
    state.over = true;
  });
  work.catch(() => undefined);
  try {
    while (!state.over) {
      await new Promise(setImmediate);
      timers.tick(10);
      milliseconds += 10;
    }
    return await work;
  } finally {
    passed(milliseconds);
    timers.reset();
    syncBuiltinESMExports();
  }
}
