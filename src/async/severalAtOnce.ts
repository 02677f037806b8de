/**
 * How many files are read at the same time. A network share answers slowly, and all are in memory.
 */
export const READ_AT_ONCE = 4;

/**
 * Does the same with many items, several at a time. A slow one holds up no other.
 *
 * @param onDone gets the number of finished items, after each
 * @returns the results in the order of the items
 * @throws what `work` throws; the signal's reason as soon as it is aborted, even if nothing moves
 */
export async function severalAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
  signal?: AbortSignal,
  onDone?: (count: number) => void,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const rest = items.entries();
  let count = 0;
  let isOver = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (isOver) {
        return;
      }
      results[index] = await work(item, index);
      count += 1;
      onDone?.(count);
    }
  };
  signal?.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal?.reason as Error);
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([
      aborted.promise,
      Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker)),
    ]);
  } finally {
    isOver = true;
    signal?.removeEventListener('abort', abort);
  }
  return results;
}
