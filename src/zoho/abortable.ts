/**
 * Waits for something that cannot be ended, or is shared: a cancel ends the waiting alone.
 *
 * @throws the signal's reason, when it is aborted meanwhile
 */
export function abortable<T>(awaited: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    // Also behind a cancel: a failure that nobody waits for would be an unhandled one.
    awaited.then(resolve, reject).finally(() => {
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
