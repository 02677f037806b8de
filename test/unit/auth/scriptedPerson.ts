import assert from 'node:assert/strict';
import type {
  SignInAnswers,
  PendingVisit,
  SignInQuestion,
  ShownDeviceCode,
  SignInPrompts,
  Waiting,
} from '../../../src/auth/prompts.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import { Browser } from '../emulator/browser.ts';

export interface Script {
  /** The answer to each question in turn; then the person cancels. */
  readonly answers: readonly (SignInAnswers | (() => SignInAnswers | Promise<SignInAnswers>))[];
  /** What happens to a page in the browser. */
  readonly waitForVisit?: (coming: PendingVisit) => Promise<URL | undefined>;
  /** Whether the person opens the page of a device code, and what they do there. */
  readonly deviceCode?: (code: ShownDeviceCode) => Promise<boolean>;
  /** Called when something starts that the person may cancel. */
  readonly waits?: (waiting: Waiting['kind'], cancel: () => void) => void;
}

/** A person who signs in by a script and remembers the questions. */
export class ScriptedPerson implements SignInPrompts {
  readonly questions: SignInQuestion[] = [];
  readonly comings: PendingVisit[] = [];
  readonly #script: Script;
  readonly #answers: Script['answers'][number][];

  constructor(script: Script) {
    this.#script = script;
    this.#answers = [...script.answers];
  }

  /** Zoho's objections to the answers, one by one. */
  get refusals(): Failure[] {
    return this.questions.flatMap(({ before }) =>
      before?.failure === undefined ? [] : [before.failure],
    );
  }

  async answers(question: SignInQuestion): Promise<SignInAnswers | undefined> {
    this.questions.push(question);
    const next = this.#answers.shift();
    return typeof next === 'function' ? next() : next;
  }

  async waitForVisit(coming: PendingVisit): Promise<URL | undefined> {
    this.comings.push(coming);
    return this.#script.waitForVisit?.(coming);
  }

  async deviceCode(code: ShownDeviceCode): Promise<boolean> {
    return (await this.#script.deviceCode?.(code)) ?? false;
  }

  async meanwhile<T>(
    waiting: Waiting,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const cancel = new AbortController();
    const working = work(cancel.signal).catch((error: unknown) => {
      assert.ok(cancel.signal.aborted, String(error));
      return undefined;
    });
    this.#script.waits?.(waiting.kind, () => {
      cancel.abort();
    });
    return working;
  }
}

/** Where Zoho sends the browser when the person clicks a button on the page. */
export async function pressed(
  page: string,
  accounts: string,
  button: 'Accept' | 'Reject',
  fields: Record<string, string> = {},
): Promise<URL | undefined> {
  const browser = new Browser(accounts);
  return (await browser.press(await browser.open(page), button, fields)).left;
}

/** Follows Zoho's redirect to the listening port and waits for it. */
export function inBrowser(
  accounts: string,
  button: 'Accept' | 'Reject' = 'Accept',
  fields: Record<string, string> = {},
): (coming: PendingVisit) => Promise<URL | undefined> {
  return async ({ page, arrived }) => {
    const address = await pressed(page, accounts, button, fields);
    assert.ok(address);
    const answer = await fetch(address);
    assert.equal(answer.status, 200);
    return arrived;
  };
}
