/**
 * Waits for something that can’t or must not be stopped, or is shared. A cancel ends only the wait.
 *
 * @param late gets the result if it comes after the cancel
 * @throws the signal's reason, when it is aborted meanwhile
 */
export function abortable<T>(
  awaited: Promise<T>,
  signal: AbortSignal,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    // Also after a cancel: a failure that nobody waits for would be an unhandled rejection.
    awaited
      .then((value) => {
        if (signal.aborted) {
          late?.(value);
        }
        resolve(value);
      }, reject)
      .finally(() => {
        signal.removeEventListener('abort', abort);
      });
  });
}

/** Ignores what failed because the signal was aborted, and throws everything else. */
export function unlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) {
      throw error;
    }
    return undefined;
  };
}
