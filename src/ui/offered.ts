import * as vscode from 'vscode';
import type { Log } from './log.ts';
import { plain } from './plain.ts';

/** Something to be registered: one, or none where the editor does not offer it. */
type IfOffered = (
  what: string,
  register: () => vscode.Disposable | undefined,
) => vscode.Disposable[];

type LanguageModelTool = (
  name: string,
  load: () => Promise<vscode.LanguageModelTool<unknown>>,
) => vscode.Disposable[];

/** What an editor made from VS Code lacks, or has without a function behind it, costs no command. */
export function offeredBy(log: Log): {
  readonly ifOffered: IfOffered;
  readonly languageModelTool: LanguageModelTool;
} {
  const ifOffered: IfOffered = (what, register) => {
    try {
      const registered = register();
      return registered === undefined ? [] : [registered];
    } catch (error) {
      log.info(`This editor does not offer ${what}: ${plain(String(error))}`);
      return [];
    }
  };
  const languageModelTool: LanguageModelTool = (name, load) =>
    ifOffered('language-model tools', () =>
      vscode.lm.registerTool(name, {
        prepareInvocation: async (...given) => (await load()).prepareInvocation?.(...given),
        invoke: async (...given) => (await load()).invoke(...given),
      }),
    );
  return { ifOffered, languageModelTool };
}
