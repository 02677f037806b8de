// Calls a language model tool with typed JSON and shows its result or error. Also turns on the tool that's
// off by default, as a person does in their settings.
import * as vscode from 'vscode';

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.commands.registerCommand('toolCaller.call', call),
    vscode.commands.registerCommand('toolCaller.turnSearchOn', turnSearchOn),
  );
}

async function turnSearchOn(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('zohoCrmPhotos');
  await settings.update('searchTool', true, vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage('The search is on.');
}

async function call(): Promise<void> {
  const typed = await vscode.window.showInputBox({ prompt: 'Tool and input' });
  const { tool, input } = JSON.parse(typed ?? '') as { tool: string; input: object };
  try {
    const options = { input, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool(tool, options);
    const texts = content.map((part) =>
      part instanceof vscode.LanguageModelTextPart ? part.value : '',
    );
    void vscode.window.showInformationMessage(`Tool: ${texts.join('')}`);
  } catch (error) {
    // What a model would be told. A cancel has this name on its way through VS Code.
    const { name, message } = error as Error;
    void vscode.window.showInformationMessage(
      name === 'Canceled' ? 'Tool canceled.' : `Tool error: ${message}`,
    );
  }
}
