import { syncBuiltinESMExports } from 'node:module';
import type { mock } from 'node:test';

/**
 * Runs something that waits repeatedly, with its time passing immediately.
 *
 * @param begin what waits by `setTimeout`, also of `node:timers/promises`
 * @param passed called at the end with the milliseconds that it waited
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
