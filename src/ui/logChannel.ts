import * as vscode from 'vscode';
import { editor } from './editor.ts';

/** What the log is written to. */
export interface LogChannel extends Pick<
  vscode.LogOutputChannel,
  'info' | 'warn' | 'error' | 'debug' | 'dispose'
> {
  show(): void;
}

/** VS Code's own log channel, or in an editor without one a channel with the same lines. */
export function createLogChannel(name: string): LogChannel {
  const channel = logChannel(name) ?? vscode.window.createOutputChannel(name);
  return isForLogs(channel) ? channel : lines(channel);
}

function logChannel(name: string): vscode.OutputChannel | undefined {
  try {
    return editor.LogLevel && vscode.window.createOutputChannel(name, { log: true });
  } catch {
    return undefined;
  }
}

function isForLogs(
  channel: Partial<vscode.LogOutputChannel> & vscode.OutputChannel,
): channel is vscode.LogOutputChannel {
  return channel.info !== undefined;
}

function lines(channel: vscode.OutputChannel): LogChannel {
  const at =
    (level: string) =>
    (said: string | Error): void => {
      const text = said instanceof Error ? (said.stack ?? said.message) : said;
      channel.appendLine(`${new Date().toISOString()} [${level}] ${text}`);
    };
  return {
    info: at('info'),
    warn: at('warning'),
    error: at('error'),
    // What VS Code's own channel leaves out too, unless it is asked for.
    debug: () => undefined,
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
