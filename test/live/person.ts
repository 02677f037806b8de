/** Whoever runs the check. */
export interface Person {
  say(text: string): void;
  /** A line of text. @throws the signal's reason, when it is aborted */
  line(prompt: string, signal: AbortSignal): Promise<string>;
  /**
   * A text that isn't shown while it is typed or pasted. Lines are read until there are enough.
   *
   * @throws the signal's reason, when it is aborted
   */
  secret(prompt: string, isEnough: (text: string) => boolean, signal: AbortSignal): Promise<string>;
}

/** A text from outside on one line of the terminal, without what could move the cursor. */
export function shown(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : line;
}
