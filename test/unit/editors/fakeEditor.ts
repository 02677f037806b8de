import { readdir, stat } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import manifest from '../../../package.json' with { type: 'json' };
import { l10n } from '../l10n.ts';

const PLACE = Symbol.for('fake editors');

/** What each editor has as its `vscode` module, by its number. */
const apis: Record<string, unknown>[] = [];
Object.assign(globalThis, { [PLACE]: apis });

// A bundle imported as `…?editor=3` has its own copy of all modules, and that editor's API.
registerHooks({
  resolve(specifier, context, next) {
    const [, number] = /\?editor=(\d+)$/.exec(context.parentURL ?? '') ?? [];
    if (number === undefined) {
      return next(specifier, context);
    }
    if (specifier === 'vscode') {
      const place = `globalThis[Symbol.for('fake editors')][${number}]`;
      const names = Object.keys(apis[Number(number)] ?? {});
      const lines = names.map((name) => `export const ${name} = ${place}.${name};`);
      return { url: `data:text/javascript,${lines.join('')}//${number}`, shortCircuit: true };
    }
    const resolved = next(specifier, context);
    return resolved.url.startsWith('file:')
      ? { ...resolved, url: `${resolved.url}?editor=${number}` }
      : resolved;
  },
});

/** VS Code's API, as far as the extension uses it. */
class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly #url: URL;

  private constructor(url: URL) {
    this.#url = url;
    this.scheme = url.protocol.slice(0, -1);
    this.authority = url.host;
    this.path = decodeURIComponent(url.pathname);
  }

  static file(file: string): Uri {
    return new Uri(pathToFileURL(file));
  }

  static parse(text: string): Uri {
    return new Uri(new URL(text));
  }

  static joinPath(base: Uri, ...parts: string[]): Uri {
    const url = new URL(base.#url);
    url.pathname = path.posix.join(url.pathname, ...parts.map(encodeURIComponent));
    return new Uri(url);
  }

  get fsPath(): string {
    return fileURLToPath(this.#url);
  }

  toString(): string {
    return this.#url.href;
  }
}

class EventEmitter {
  readonly #listeners = new Set<(value: unknown) => void>();
  readonly event = (listener: (value: unknown) => void): { dispose(): unknown } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: unknown): void {
    this.#listeners.forEach((listener) => {
      listener(value);
    });
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

/** Classes that only need to be created or distinguished. */
class Thing {
  readonly made = true;
}

/** What an editor may lack completely, or have without a function. */
export type Lacking =
  | 'lm'
  | 'a working lm'
  | 'SecretStorage.keys'
  | 'authentication'
  | 'tabGroups'
  | 'TabInputs'
  | 'QuickPickItemKind'
  | 'SecretStorage.onDidChange'
  | 'log channels'
  | 'working log channels'
  | 'answers to registrations'
  | 'registerUriHandler'
  | 'registerWebviewPanelSerializer'
  | 'registerFileSystemProvider'
  | 'createTreeView'
  | 'registerFileDecorationProvider';

export interface FakeEditorOptions {
  readonly lacks?: readonly Lacking[];
  readonly storageFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The selection in each open dialog. */
  readonly chosen?: string;
}

/** An editor without a window: it records what it would show as a line and cancels every question. */
export class FakeEditor {
  /** What was shown and done, as text: `pick: Sign in to Zoho CRM`. */
  readonly shown: string[] = [];
  readonly registered: string[] = [];
  /** How many of what is registered, listened to, or shown are not disposed yet. */
  readonly alive = new Map<string, number>();
  /** The context keys that were set. */
  readonly keys = new Map<string, unknown>();
  /** The texts of status bar items that are shown, by ID. */
  readonly statusBar = new Map<string, string>();
  readonly subscriptions: { dispose(): unknown }[] = [];
  readonly secrets = new Map<string, string>();
  /** The keys of the secrets that were read. */
  readonly secretsRead: string[] = [];
  readonly memory = new Map<string, unknown>();
  readonly workspaceMemory = new Map<string, unknown>();
  readonly context: object;
  readonly #commands = new Map<string, (...given: unknown[]) => Promise<void>>();
  readonly #number: number;

  constructor(options: FakeEditorOptions) {
    const { storageFolder } = options;
    this.#number = apis.push(this.#api(options)) - 1;
    this.context = {
      subscriptions: this.subscriptions,
      globalState: memento(this.memory),
      workspaceState: memento(this.workspaceMemory),
      globalStorageUri: Uri.file(storageFolder),
      extensionUri: Uri.file(storageFolder),
      extension: { packageJSON: { ...manifest, version: '1.0.0' }, extensionKind: 1 },
      secrets: this.#secretStorage(options),
    };
  }

  /** Loads a bundle and activates it. */
  async activate(bundle: string): Promise<void> {
    const url = `${pathToFileURL(bundle).href}?editor=${this.#number}`;
    const { activate } = (await import(url)) as { activate: (context: object) => void };
    activate(this.context);
  }

  /** Disposes what the extension has left to VS Code for this. */
  async deactivate(): Promise<void> {
    for (const one of this.subscriptions.splice(0)) {
      await one.dispose();
    }
  }

  get commands(): string[] {
    return [...this.#commands.keys()];
  }

  async run(command: string, ...given: unknown[]): Promise<void> {
    await this.#commands.get(command)?.(...given);
  }

  file(name: string): unknown {
    return Uri.file(name);
  }

  #disposable(what: string, dispose: () => void = () => undefined): { dispose(): void } {
    this.alive.set(what, (this.alive.get(what) ?? 0) + 1);
    let isDisposed = false;
    return {
      dispose: () => {
        if (!isDisposed) {
          isDisposed = true;
          dispose();
          const left = (this.alive.get(what) ?? 0) - 1;
          if (left > 0) {
            this.alive.set(what, left);
          } else {
            this.alive.delete(what);
          }
        }
      },
    };
  }

  /** An event of VS Code's. */
  #event(name: string, emitter = new EventEmitter()) {
    return (listener: (value: unknown) => void): object => {
      const listening = emitter.event(listener);
      return this.#disposable(name, () => {
        listening.dispose();
      });
    };
  }

  #secretStorage({ lacks = [] }: FakeEditorOptions): object {
    const changed = new EventEmitter();
    return {
      get: (key: string) => {
        this.secretsRead.push(key);
        return Promise.resolve(this.secrets.get(key));
      },
      store: (key: string, value: string) => {
        this.secrets.set(key, value);
        changed.fire({ key });
        return Promise.resolve();
      },
      delete: (key: string) => {
        this.secrets.delete(key);
        changed.fire({ key });
        return Promise.resolve();
      },
      ...(lacks.includes('SecretStorage.onDidChange')
        ? {}
        : { onDidChange: this.#event('secrets.onDidChange', changed) }),
      ...(lacks.includes('SecretStorage.keys')
        ? {}
        : { keys: () => Promise.resolve([...this.secrets.keys()]) }),
    };
  }

  #api({ lacks = [], settings = {}, chosen }: FakeEditorOptions): Record<string, unknown> {
    const has = (what: Lacking, api: Record<string, unknown>): Record<string, unknown> =>
      lacks.includes(what) ? {} : api;
    const registers = (what: string) => (): object | undefined => {
      this.registered.push(what);
      return lacks.includes('answers to registrations') ? undefined : this.#disposable(what);
    };
    const says =
      (how: string) =>
      (text: string): Promise<undefined> => {
        this.shown.push(`${how}: ${text}`);
        return Promise.resolve(undefined);
      };
    return {
      Uri,
      EventEmitter,
      Disposable: {
        from: (...all: { dispose(): unknown }[]) => ({
          dispose: () => {
            all.forEach((one) => one.dispose());
          },
        }),
      },
      CancellationTokenSource: EventEmitter,
      CancellationError: Error,
      FileSystemError: Error,
      StatusBarAlignment: { Left: 1, Right: 2 },
      ThemeColor: Thing,
      ThemeIcon: Thing,
      FileType: { File: 1, Directory: 2 },
      ProgressLocation: { Window: 10, Notification: 15 },
      QuickInputButtons: { Back: {} },
      UIKind: { Desktop: 1, Web: 2 },
      ExtensionKind: { UI: 1, Workspace: 2 },
      ViewColumn: { Active: -1, Beside: -2 },
      version: '1.105.0',
      ...has('QuickPickItemKind', { QuickPickItemKind: { Separator: -1, Default: 0 } }),
      ...has('TabInputs', { TabInputCustom: Thing, TabInputText: Thing, TabInputWebview: Thing }),
      ...has('log channels', { LogLevel: { Info: 3 } }),
      ...has('lm', {
        LanguageModelTextPart: Thing,
        LanguageModelToolResult: Thing,
        lm: {
          registerTool: lacks.includes('a working lm')
            ? (): never => {
                throw new Error('not implemented');
              }
            : registers('tool'),
        },
      }),
      ...has('authentication', {
        authentication: { registerAuthenticationProvider: registers('accounts') },
      }),
      l10n,
      env: {
        uiKind: 1,
        language: 'en',
        appName: 'Fake',
        openExternal: (uri: Uri) => says('browser')(uri.toString()),
        clipboard: { writeText: (text: string) => says('clipboard')(text.split('\n')[0] ?? '') },
      },
      commands: {
        registerCommand: (name: string, run: (...given: unknown[]) => Promise<void>): object => {
          this.#commands.set(name, run);
          return this.#disposable('command', () => this.#commands.delete(name));
        },
        executeCommand: (name: string, ...[key, value]: unknown[]) => {
          if (name === 'setContext') {
            this.keys.set(String(key), value);
          }
          return this.run(name);
        },
      },
      workspace: {
        workspaceFolders: undefined,
        textDocuments: [],
        asRelativePath: ({ path: file }: Uri) => file,
        fs: {
          stat: async ({ fsPath }: Uri) => {
            const status = await stat(fsPath);
            return { type: status.isDirectory() ? 2 : 1, size: status.size };
          },
          readDirectory: async ({ fsPath }: Uri) =>
            (await readdir(fsPath)).map((name) => [name, 1] as const),
        },
        onDidChangeConfiguration: this.#event('onDidChangeConfiguration'),
        onDidChangeWorkspaceFolders: this.#event('onDidChangeWorkspaceFolders'),
        onDidGrantWorkspaceTrust: this.#event('onDidGrantWorkspaceTrust'),
        findFiles: () => Promise.resolve([]),
        createFileSystemWatcher: () => ({
          onDidCreate: this.#event('onDidCreate'),
          ...this.#disposable('watcher'),
        }),
        getConfiguration: (section: string) => ({
          get: (name: string, usual?: unknown) => settings[`${section}.${name}`] ?? usual,
          inspect: (name: string) => ({ globalValue: settings[`${section}.${name}`] }),
        }),
        ...has('registerFileSystemProvider', { registerFileSystemProvider: registers('files') }),
      },
      window: {
        createOutputChannel: (_name: string, how: unknown) => this.#channel(how, lacks),
        createStatusBarItem: (id: string) => this.#statusBarItem(id),
        onDidChangeWindowState: this.#event('onDidChangeWindowState'),
        createQuickPick: () => this.#input('pick', lacks),
        createInputBox: () => this.#input('type', lacks),
        showInformationMessage: says('information'),
        showWarningMessage: says('warning'),
        showErrorMessage: says('error'),
        setStatusBarMessage: says('status'),
        showOpenDialog: ({ title }: { title: string }) => {
          this.shown.push(`open: ${title}`);
          return Promise.resolve(chosen === undefined ? undefined : [Uri.file(chosen)]);
        },
        withProgress: (_how: object, work: (...given: object[]) => unknown) =>
          work(
            { report: () => undefined },
            { isCancellationRequested: false, onCancellationRequested: () => undefined },
          ),
        ...has('registerUriHandler', { registerUriHandler: registers('links') }),
        ...has('registerWebviewPanelSerializer', {
          registerWebviewPanelSerializer: registers('pages'),
        }),
        ...has('registerFileDecorationProvider', {
          registerFileDecorationProvider: registers('badges'),
        }),
        createWebviewPanel: (_type: string, title: string) => {
          this.shown.push(`page: ${title}`);
          const nothing = { dispose: () => undefined };
          return {
            webview: {
              onDidReceiveMessage: () => nothing,
              asWebviewUri: (uri: Uri) => uri,
              cspSource: '',
            },
            onDidDispose: () => nothing,
            reveal: () => this.shown.push(`page: ${title}`),
            dispose: () => undefined,
          };
        },
        ...has('createTreeView', { createTreeView: registers('view') }),
        ...has('tabGroups', { tabGroups: { all: [], activeTabGroup: {}, close: () => undefined } }),
      },
    };
  }

  #statusBarItem(id: string): object {
    const item = {
      text: '',
      show: () => this.statusBar.set(id, item.text),
      hide: () => this.statusBar.delete(id),
      ...this.#disposable('status bar item', () => this.statusBar.delete(id)),
    };
    return item;
  }

  #channel(how: unknown, lacks: readonly Lacking[]): object {
    const nothing = (): void => undefined;
    const channel = {
      appendLine: nothing,
      show: () => this.shown.push('log'),
      ...this.#disposable('output channel'),
    };
    if (!lacks.includes('log channels') && !lacks.includes('working log channels')) {
      return { ...channel, info: nothing, warn: nothing, error: nothing, debug: nothing };
    }
    if (how !== undefined) {
      // An older VS Code reads it as the name of a language.
      throw new TypeError('languageId must be a string');
    }
    return channel;
  }

  #input(how: string, lacks: readonly Lacking[]): object {
    const never = (): object => ({ dispose: () => undefined });
    const hidden: (() => void)[] = [];
    const input = {
      title: '',
      items: [] as { kind?: number }[],
      buttons: [],
      onDidAccept: never,
      onDidHide: (listener: () => void) => {
        hidden.push(listener);
        return never();
      },
      onDidChangeActive: never,
      onDidChangeSelection: never,
      onDidChangeValue: never,
      onDidTriggerButton: never,
      dispose: () => undefined,
      show: () => {
        const lines = input.items.filter(({ kind }) => kind === -1).length;
        if (lines > 0 && lacks.includes('QuickPickItemKind')) {
          this.shown.push('a separator is shown as something to choose');
        }
        this.shown.push(`${how}: ${input.title}`);
        setImmediate(() => {
          hidden.forEach((listener) => {
            listener();
          });
        });
      },
    };
    return input;
  }
}

function memento(kept: Map<string, unknown>): object {
  return {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}
