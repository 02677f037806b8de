import type { Person } from '../../live/person.ts';

/** Answers a prompt, or undefined if it doesn't know it. */
type Answering = (prompt: string) => string | undefined | Promise<string | undefined>;

/** No check says and asks so much. */
const MOST = 500;

/** Somebody who answers the check's prompts by a script. */
export class ScriptedPerson implements Person {
  /** All that was said and asked, in order. */
  readonly seen: string[] = [];
  readonly #answer: Answering;

  constructor(answer: Answering) {
    this.#answer = answer;
  }

  get text(): string {
    return this.seen.join('\n');
  }

  say(text: string): void {
    this.seen.push(text);
  }

  async line(prompt: string, signal: AbortSignal): Promise<string> {
    this.seen.push(prompt);
    if (this.seen.length > MOST) {
      throw new Error('the check asks without end');
    }
    signal.throwIfAborted();
    const answer = await this.#answer(prompt);
    signal.throwIfAborted();
    if (answer === undefined) {
      throw new Error(`nobody said what to answer to: ${prompt}`);
    }
    return answer;
  }

  secret(
    prompt: string,
    _isEnough: (text: string) => boolean,
    signal: AbortSignal,
  ): Promise<string> {
    return this.line(prompt, signal);
  }
}
