import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

export const SCHEME = 'zoho-crm-photo';

/** Photos to keep if the editor doesn't tell which are still open. */
const MOST_KEPT = 8;

/**
 * Records' photos as read-only files for VS Code's image preview. They are only in memory, so nothing
 * stays on the machine.
 */
export class ShownPhotos implements vscode.FileSystemProvider {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #photos = new Map<string, { bytes: Uint8Array; at: number }>();

  constructor() {
    this.onDidChangeFile = this.#changed.event;
  }

  /** Opens a photo in the image preview. */
  async show(
    bytes: Uint8Array,
    fileName: string,
    how: vscode.TextDocumentShowOptions = {},
  ): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${randomUUID()}/${fileName}` });
    await this.#dropClosed();
    this.#photos.set(uri.path, { bytes, at: Date.now() });
    await vscode.commands.executeCommand('vscode.open', uri, how);
  }

  async #dropClosed(): Promise<void> {
    const { openCustomFiles } = await import('./tabs.ts');
    const open =
      openCustomFiles()?.map(({ path }) => path) ?? [...this.#photos.keys()].slice(-MOST_KEPT);
    for (const path of this.#photos.keys()) {
      if (!open.includes(path)) {
        this.#photos.delete(path);
      }
    }
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, at } = this.#at(uri);
    return { type: vscode.FileType.File, ctime: at, mtime: at, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#at(uri).bytes;
  }

  #at(uri: vscode.Uri): { bytes: Uint8Array; at: number } {
    const photo = this.#photos.get(uri.path);
    if (photo === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return photo;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
