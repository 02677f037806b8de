import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { QuickInput } from '../ui/quickInputs.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

/** A notification that stays until a test presses one of its buttons, or closes it. */
interface Message {
  readonly severity: 'error' | 'info' | 'warning';
  readonly text: string;
  /** Of a modal question; undefined for a notification. */
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
  /** Presses a button; without a title, closes the notification. */
  readonly press: (title?: string) => void;
}

type Item = string | { readonly title: string };
interface Modal {
  readonly modal: boolean;
  readonly detail?: string;
}

/** Notifications, latest last. */
const messages: Message[] = [];
/** How many of them a test has checked. */
let seen = 0;

/** VS Code commands that were run, with their arguments. */
export const executed: unknown[][] = [];
/** URLs opened in the browser. */
export const opened: string[] = [];
/** Titles of progress notifications, in order. */
const progresses: string[] = [];
/** Written bytes, by file. */
export const saved = new Map<string, Uint8Array>();
/** What the person does without being asked. */
export const person: {
  /** Cancels progress with a matching title as soon as it starts. */
  cancels: RegExp | undefined;
  /** The file to save as; undefined if the dialog is canceled. */
  saves: string | undefined;
} = { cancels: undefined, saves: undefined };

function show(severity: Message['severity']) {
  return (text: string, ...given: (Item | Modal)[]): Promise<unknown> => {
    const items = given.filter((one): one is Item => typeof one === 'string' || 'title' in one);
    const modal = given.find((one): one is Modal => typeof one === 'object' && 'modal' in one);
    return new Promise((resolve) => {
      messages.push({
        severity,
        text,
        detail: modal?.detail,
        buttons: items.map(titleOf),
        press: (title) => {
          const item = items.find((one) => titleOf(one) === title);
          assert.ok(title === undefined || item !== undefined, `${text}: no button ${title}`);
          resolve(item);
        },
      });
    });
  };
}

function titleOf(item: Item): string {
  return typeof item === 'string' ? item : item.title;
}

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
  readonly toString: () => string;
}

function fileUri(file: string): FakeUri {
  const text = pathToFileURL(file).toString();
  return { scheme: 'file', path: new URL(text).pathname, fsPath: file, toString: () => text };
}

vscode.Uri = {
  file: fileUri,
  joinPath: ({ fsPath }: FakeUri, ...more: string[]) => fileUri(path.join(fsPath, ...more)),
  parse: (text: string) => ({
    scheme: new URL(text).protocol.slice(0, -1),
    authority: new URL(text).host,
    path: new URL(text).pathname,
    fsPath: text.replace(/^file:(?:\/\/(?=\/))?/, ''),
    toString: () => text,
  }),
};
vscode.ProgressLocation = { Notification: 15, Window: 10 };
vscode.commands = {
  executeCommand: (...given: unknown[]): Promise<void> => {
    executed.push(given);
    return Promise.resolve();
  },
};
vscode.env = {
  language: 'en',
  openExternal: (uri: FakeUri): Promise<boolean> => {
    opened.push(uri.toString());
    return Promise.resolve(true);
  },
};
/** Those that hear of a changed setting. */
const settingListeners = new Set<
  (event: { affectsConfiguration(name: string): boolean }) => void
>();

/** Tells that the person has changed a setting: `zohoCrmPhotos.badges`. */
export function settingChanged(setting: string): void {
  for (const listener of settingListeners) {
    listener({ affectsConfiguration: (name) => name === setting });
  }
}

vscode.workspace = {
  workspaceFolders: undefined,
  onDidChangeConfiguration: (listener: Parameters<(typeof settingListeners)['add']>[0]) => {
    settingListeners.add(listener);
    return { dispose: () => settingListeners.delete(listener) };
  },
  fs: {
    writeFile: ({ fsPath }: FakeUri, bytes: Uint8Array): Promise<void> => {
      saved.set(fsPath, bytes);
      return Promise.resolve();
    },
  },
};
vscode.window = {
  ...(vscode.window as object),
  showErrorMessage: show('error'),
  showInformationMessage: show('info'),
  showWarningMessage: show('warning'),
  setStatusBarMessage: () => ({ dispose: () => undefined }),
  showSaveDialog: () =>
    Promise.resolve(person.saves === undefined ? undefined : fileUri(person.saves)),
  showOpenDialog: () => Promise.resolve(undefined),
  withProgress: (
    { title }: { readonly title: string },
    work: (...given: object[]) => Promise<unknown>,
  ) => {
    progresses.push(title);
    return work(
      { report: () => undefined },
      {
        onCancellationRequested: (listener: () => void) => {
          if (person.cancels?.test(title) === true) {
            listener();
          }
        },
      },
    );
  },
};

/** Resets everything. */
export function forgetAll(): void {
  for (const list of [messages, executed, opened, progresses, shownInputs]) {
    list.length = 0;
  }
  saved.clear();
  seen = 0;
  person.cancels = undefined;
  person.saves = undefined;
}

/** The next notification, once it's shown and matches. */
export async function told(text: RegExp): Promise<Message> {
  await until(`${String(text)} is told`, () => messages.length > seen);
  const message = messages[seen];
  assert.ok(message);
  seen += 1;
  assert.match(message.text, text);
  return message;
}

/** The latest question, once it matches, is open, and isn't busy. */
export async function asked(placeholder: RegExp): Promise<QuickInput> {
  await until(`it is asked ${String(placeholder)}`, () => {
    const last = shownInputs.at(-1);
    return last !== undefined && !last.isOver && placeholder.test(last.placeholder) && !last.busy;
  });
  const last = shownInputs.at(-1);
  assert.ok(last);
  return last;
}

/** How many notifications are open. */
export function openMessages(): string[] {
  return messages.slice(seen).map(({ text }) => text);
}
