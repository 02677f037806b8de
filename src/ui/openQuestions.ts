let open = 0;

/** Whether a question is open. Another one would take its place, and so cancel it. */
export function isQuestionOpen(): boolean {
  return open > 0;
}

/** Counts a question as open until it's answered or canceled. */
export async function whileAsking<T>(ask: () => PromiseLike<T>): Promise<T> {
  open += 1;
  try {
    return await ask();
  } finally {
    open -= 1;
  }
}
