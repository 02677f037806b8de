/**
 * Waits for something that cannot or must not be ended, or is shared: a cancel ends the waiting alone.
 *
 * @param late is handed what comes behind the cancel, when nobody waits for it any more
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
    // Also behind a cancel: a failure that nobody waits for would be an unhandled one.
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

/** Takes what an aborted signal made fail for an end like any other; all else is thrown on. */
export function unlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) {
      throw error;
    }
    return undefined;
  };
}
