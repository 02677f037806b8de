import * as vscode from 'vscode';
import { abortable } from '../async/abortable.ts';
import { SecretStorageError } from '../auth/secrets.ts';
import type { Services } from '../commands/services.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import type { Words } from '../ui/words/words.ts';
import { assertToolsAllowed } from './toolPolicy.ts';
import { ToolProblem } from './toolProblem.ts';

interface ToolWords {
  /** @param noted what happened */
  readonly line: (noted: string) => string;
  readonly problem: (words: Words) => string;
}

/**
 * One call of a tool. What goes wrong is thrown, as VS Code expects it: a model must not take it for
 * a result. A cancel stays one.
 */
export async function toolCall(
  services: Pick<Services, 'log' | 'policy'>,
  { line, problem }: ToolWords,
  signal: AbortSignal,
  run: () => Promise<string>,
): Promise<vscode.LanguageModelToolResult> {
  const { log } = services;
  try {
    await assertToolsAllowed(services);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await run())]);
  } catch (error) {
    if (error instanceof vscode.CancellationError || (signal.aborted && error === signal.reason)) {
      throw new vscode.CancellationError();
    }
    if (error instanceof ToolProblem) {
      if (error.noted !== null) {
        log.info(line(error.noted));
      }
      throw error;
    }
    if (error instanceof SecretStorageError) {
      log.info(line('secrets-unavailable'));
      throw new ToolProblem(problem(wordsOfFailure({ kind: 'secrets-unavailable' })));
    }
    // Its own message may say anything of this machine.
    log.bug(error);
    throw new ToolProblem(problem(wordsOfReason({ kind: 'bug' })));
  }
}

/**
 * Asks the person, within the call that waits for the answer: so it counts for this call alone. VS
 * Code's own question before a call can be answered in advance for all tools, and doesn't say that it
 * was.
 *
 * @throws the signal's reason, when it is aborted meanwhile
 * @throws {vscode.CancellationError} if the person says no
 * @throws {ToolProblem} if the administrator doesn't allow tools by then
 */
export async function confirmCall(
  services: Pick<Services, 'policy'>,
  { title, detail, button }: Record<'title' | 'detail' | 'button', string>,
  signal: AbortSignal,
): Promise<void> {
  const asked = vscode.window.showWarningMessage(title, { modal: true, detail }, button);
  if ((await abortable(Promise.resolve(asked), signal)) !== button) {
    throw new vscode.CancellationError();
  }
  // The question may have been open for hours.
  await assertToolsAllowed(services);
}
