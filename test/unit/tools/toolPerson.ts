import assert from 'node:assert/strict';
import type * as vscodeTypes from 'vscode';
import { vscode } from '../stubbedVscode.ts';

class TextPart {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

class ToolResult {
  readonly content: readonly TextPart[];

  constructor(content: readonly TextPart[]) {
    this.content = content;
  }
}

class CancellationError extends Error {
  override readonly name = 'Canceled';
}

vscode.LanguageModelTextPart = TextPart;
vscode.LanguageModelToolResult = ToolResult;
vscode.CancellationError = CancellationError;
const window: Record<string, unknown> = {};
vscode.window = window;

export const UNCANCELED = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
} as unknown as vscodeTypes.CancellationToken;

export const CANCELED = {
  isCancellationRequested: true,
  onCancellationRequested: (listener: () => void) => {
    listener();
    return { dispose: () => undefined };
  },
} as unknown as vscodeTypes.CancellationToken;

/** The person whom a tool asks, and the model that calls it. */
export interface ToolPerson {
  /** What the person was asked, titles and details. */
  readonly asked: string[];
  /** What the person answers: the button, or nothing. */
  answer: (button: string) => string | undefined | Promise<string | undefined>;
  /** The text that the model gets; what is thrown is thrown. */
  result(
    tool: vscodeTypes.LanguageModelTool<unknown>,
    input: unknown,
    token?: vscodeTypes.CancellationToken,
  ): Promise<string>;
  /** The same as VS Code does it: prepared first, and the message of what is thrown. */
  say(
    tool: vscodeTypes.LanguageModelTool<unknown>,
    input: unknown,
    token?: vscodeTypes.CancellationToken,
  ): Promise<string>;
  readonly isCancellation: (error: unknown) => boolean;
}

/** @param button that this person presses, unless told otherwise */
export function toolPerson(button: string): ToolPerson {
  const person: ToolPerson = {
    asked: [],
    answer: () => button,
    result: async (tool, input, token = UNCANCELED) => {
      const result = await tool.invoke({ input, toolInvocationToken: undefined }, token);
      return (result as unknown as ToolResult).content.map(({ value }) => value).join('');
    },
    say: async (tool, input, token) => {
      try {
        await tool.prepareInvocation?.({ input }, UNCANCELED);
        return await person.result(tool, input, token);
      } catch (error) {
        assert.ok(error instanceof Error);
        return error.message;
      }
    },
    isCancellation: (error) => error instanceof CancellationError,
  };
  window.showWarningMessage = (
    title: string,
    { modal, detail }: { readonly modal: boolean; readonly detail: string },
    only: string,
  ) => {
    assert.ok(modal);
    person.asked.push(`${title} ${detail}`);
    return Promise.resolve(person.answer(only));
  };
  return person;
}
