import * as vscode from 'vscode';
import { editor } from './editor.ts';

export interface LogChannel extends Pick<
  vscode.LogOutputChannel,
  'info' | 'warn' | 'error' | 'debug' | 'dispose'
> {
  show(): void;
}

/** VS Code's log channel. In an editor without one, an output channel with the same lines. */
export function createLogChannel(name: string): LogChannel {
  const channel = logChannel(name) ?? vscode.window.createOutputChannel(name);
  return isLogChannel(channel) ? channel : linesIn(channel);
}

function logChannel(name: string): vscode.OutputChannel | undefined {
  try {
    return editor.LogLevel && vscode.window.createOutputChannel(name, { log: true });
  } catch {
    return undefined;
  }
}

function isLogChannel(
  channel: Partial<vscode.LogOutputChannel> & vscode.OutputChannel,
): channel is vscode.LogOutputChannel {
  return channel.info !== undefined;
}

function linesIn(channel: vscode.OutputChannel): LogChannel {
  const at =
    (level: string) =>
    (message: string | Error): void => {
      const text = message instanceof Error ? (message.stack ?? message.message) : message;
      channel.appendLine(`${new Date().toISOString()} [${level}] ${text}`);
    };
  return {
    info: at('info'),
    warn: at('warning'),
    error: at('error'),
    // VS Code's log channel hides these by default, too.
    debug: () => undefined,
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
