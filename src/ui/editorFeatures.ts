import * as vscode from 'vscode';
import type { Log } from './log.ts';
import { plain } from './plain.ts';
import type { EditorFeature } from './words/editorFeatures.ts';
import { isNotSupported } from './words/editorFeatures.ts';

type IfSupported = (
  feature: EditorFeature,
  register: () => vscode.Disposable | undefined,
) => vscode.Disposable[];

type LanguageModelTool = (
  name: string,
  load: () => Promise<vscode.LanguageModelTool<unknown>>,
) => vscode.Disposable[];

/**
 * Registers what only some editors support. One that was made from VS Code may lack a feature, or
 * throw when it is used: the rest of the extension works without it.
 */
export function editorFeatures(log: Log): {
  readonly ifSupported: IfSupported;
  readonly languageModelTool: LanguageModelTool;
} {
  const ifSupported: IfSupported = (feature, register) => {
    try {
      const registered = register();
      return registered === undefined ? [] : [registered];
    } catch (error) {
      log.info(isNotSupported(feature, plain(String(error))));
      return [];
    }
  };
  const languageModelTool: LanguageModelTool = (name, load) =>
    ifSupported('languageModelTools', () =>
      vscode.lm.registerTool(name, {
        prepareInvocation: async (...given) => (await load()).prepareInvocation?.(...given),
        invoke: async (...given) => (await load()).invoke(...given),
      }),
    );
  return { ifSupported, languageModelTool };
}
