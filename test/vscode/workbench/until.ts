/** Timeout for anything in the workbench, in milliseconds. Generous, for busy machines. */
export const PATIENCE = 30_000;

/**
 * Polls until there is an answer.
 * @param what completes "Waited in vain for …"
 * @param last says what was there instead, for the error
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  last: () => Promise<unknown> = () => Promise.resolve(undefined),
  milliseconds: number = PATIENCE,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > end) {
      const instead = await last();
      const there = instead === undefined ? '' : ` There was: ${JSON.stringify(instead)}`;
      throw new Error(`Waited in vain for ${what}, ${milliseconds / 1000} s.${there}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether a text equals the wanted one or matches the pattern. */
export function fits(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}
