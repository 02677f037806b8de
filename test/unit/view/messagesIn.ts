import { vscode } from '../stubbedVscode.ts';

/** Notifications from now on, which nobody answers. */
export function messagesIn(): string[] {
  const messages: string[] = [];
  const tell = (text: string): Promise<undefined> => {
    messages.push(text);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window as object, {
    showInformationMessage: tell,
    showWarningMessage: tell,
    showErrorMessage: tell,
  });
  return messages;
}
