import * as vscode from 'vscode';
import type { PhotosView } from './photosView.ts';
import type { ViewHost } from './viewHost.ts';
import type { ViewNode } from './viewNode.ts';

const VIEW = 'zohoCrmPhotos.view';

/**
 * The view before it is shown. VS Code asks for nothing as long as it is collapsed or hidden, so
 * nothing of it is loaded before.
 */
export class LazyView implements vscode.Disposable {
  readonly #host: ViewHost;
  readonly #load: (host: ViewHost) => Promise<PhotosView>;
  #loaded: Promise<PhotosView> | undefined;

  /** @param guarded runs something that reports what it throws */
  constructor(
    load: (host: ViewHost) => Promise<PhotosView>,
    guarded: (run: () => Promise<void>) => Promise<void>,
  ) {
    const changed = new vscode.EventEmitter<ViewNode | undefined>();
    const view = vscode.window.createTreeView<ViewNode>(VIEW, {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getTreeItem: ({ item }) => item,
        getChildren: async (node) => [...(await (await this.#photos()).children(node))],
        resolveTreeItem: async (item, node, token) => {
          await (await this.#photos()).resolve(node, token);
          return item;
        },
      },
      dragAndDropController: {
        dragMimeTypes: [],
        dropMimeTypes: ['text/uri-list', 'files'],
        handleDrop: (node, dropped) =>
          guarded(async () => (await this.#photos()).drop(node, dropped)),
      },
    });
    this.#host = { view, changed };
    this.#load = load;
  }

  /** Shows what there is now, if the view was ever shown. */
  refresh(): void {
    void this.#loaded?.then((photos) => {
      photos.refresh();
    });
  }

  dispose(): void {
    // An editor that has no views may answer with nothing.
    (this.#host.view as vscode.TreeView<ViewNode> | undefined)?.dispose();
    void this.#loaded?.then((photos) => {
      photos.dispose();
    });
  }

  #photos(): Promise<PhotosView> {
    return (this.#loaded ??= this.#load(this.#host));
  }
}
