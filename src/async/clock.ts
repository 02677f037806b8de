/** The clock of everything that waits. It is passed in, so that tests need not wait. */
export interface Clock {
  /** @throws the signal's reason, when it is aborted meanwhile */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1, for the jitter of a wait. */
  random(): number;
}

export const systemClock: Clock = {
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', abort, { once: true });
    }),
  random: Math.random,
};
