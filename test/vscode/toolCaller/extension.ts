// Calls a language-model tool with what is typed, as JSON, and shows what it says.
import * as vscode from 'vscode';

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(vscode.commands.registerCommand('toolCaller.call', call));
}

async function call(): Promise<void> {
  const typed = await vscode.window.showInputBox({ prompt: 'Tool and input' });
  const { tool, input } = JSON.parse(typed ?? '') as { tool: string; input: object };
  const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  const said = content.map((part) =>
    part instanceof vscode.LanguageModelTextPart ? part.value : '',
  );
  void vscode.window.showInformationMessage(`Tool: ${said.join('')}`);
}
