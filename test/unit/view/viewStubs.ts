import { vscode } from '../stubbedVscode.ts';

/** VS Code's classes that the view makes things of. Loaded before the code under test. */

class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from(...all: { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      all.forEach((one) => {
        one.dispose();
      });
    });
  }
}

class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class MarkdownText {
  value = '';
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    this.#listeners.forEach((listener) => {
      listener(value);
    });
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

vscode.window ??= {};

Object.assign(vscode, {
  TreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon,
  MarkdownString: MarkdownText,
  EventEmitter: Emitter,
  ThemeColor,
  Disposable,
});
