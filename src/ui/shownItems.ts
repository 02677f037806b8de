import * as vscode from 'vscode';

/**
 * The items of a quick pick whose list changes while it's shown.
 *
 * The window reports a choice by its position in the list, and VS Code looks that up in the items
 * set last. While new items are on their way to the window, that's another item than the one the
 * person chose. Here the position is looked up in the items that the window has.
 */
export class ShownItems<T extends vscode.QuickPickItem> {
  readonly #input: vscode.QuickPick<T>;
  /** What the window has; undefined before the first items. */
  #shown: readonly T[] | undefined;
  #isConfirming = false;
  #choice: { readonly item: T | undefined } | undefined;
  #active: T | undefined;
  /** Position of the item that became active while new items were on their way. */
  #activeOfNext: number | undefined;

  constructor(input: vscode.QuickPick<T>) {
    this.#input = input;
    input.onDidChangeSelection(([item]) => {
      const position = item === undefined ? -1 : input.items.indexOf(item);
      this.#choice = { item: this.#shown?.[position] };
      if (this.#choice.item === undefined) {
        // Otherwise choosing the same item again would change nothing.
        input.selectedItems = [];
      }
    });
    input.onDidChangeActive(([item]) => {
      const position = item === undefined ? -1 : input.items.indexOf(item);
      if (this.areInWindow) {
        this.#active = this.#shown?.[position];
      } else {
        // New items make one of them active, and the window says so before it's known to have them.
        this.#activeOfNext = position;
      }
    });
  }

  /** Whether the window has the items set last. */
  get areInWindow(): boolean {
    return this.#shown === this.#input.items;
  }

  /** The chosen item; undefined if it's no longer known which one that was. */
  get chosen(): T | undefined {
    return this.#choice === undefined
      ? (this.#input.selectedItems[0] ?? this.#input.activeItems[0])
      : this.#choice.item;
  }

  /** The item that Enter would choose, as far as it's known. */
  get active(): T | undefined {
    return this.#active;
  }

  /** @param active one of the items; by default, VS Code makes the first one active */
  set(items: readonly T[], active?: T): void {
    this.#input.items = items;
    this.#active = active;
    if (active !== undefined) {
      this.#input.activeItems = [active];
    }
    if (this.#shown === undefined) {
      this.#shown = this.#input.items;
    } else if (!this.#isConfirming) {
      this.#isConfirming = true;
      // VS Code sends what changed in a quick pick in a timer of its own, set just before.
      setTimeout(() => {
        this.#confirm();
      }, 0);
    }
  }

  /** The window carries out updates and commands in the order in which they're sent. */
  #confirm(): void {
    this.#isConfirming = false;
    const sent = this.#input.items;
    const confirmed = (): void => {
      this.#shown = sent;
      if (this.#activeOfNext !== undefined) {
        this.#active = sent[this.#activeOfNext];
        this.#activeOfNext = undefined;
      }
    };
    void vscode.commands
      .executeCommand('setContext', 'zohoCrmPhotos.listShown', sent.length)
      .then(confirmed, confirmed);
  }
}
