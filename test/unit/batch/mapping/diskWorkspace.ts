import { promises } from 'node:fs';
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as vscodeTypes from 'vscode';
import { renewVscode, vscode } from '../../stubbedVscode.ts';

const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** As far as files of workspace folders need it. */
export class DiskUri {
  readonly scheme: string;
  readonly path: string;

  constructor(file: string, scheme = 'file') {
    this.scheme = scheme;
    this.path = scheme === 'file' ? pathToFileURL(file).pathname : file;
  }

  get fsPath(): string {
    const [, drive] = /^\/([a-z]:)/i.exec(this.path) ?? [];
    return path.normalize(decodeURI(drive === undefined ? this.path : this.path.slice(1)));
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }

  static joinPath({ scheme, path: base }: DiskUri, ...parts: string[]): DiskUri {
    const joined = path.posix.join(base, ...parts);
    return Object.assign(new DiskUri('/', scheme), { path: joined });
  }

  static parse(text: string): DiskUri {
    const { protocol, pathname } = new URL(text);
    return Object.assign(new DiskUri('/', protocol.slice(0, -1)), { path: pathname });
  }
}

/** A workspace in VS Code with folders on this disk. */
export class DiskWorkspace {
  readonly parent: string;
  isTrusted = true;
  readonly textDocuments: { readonly uri: DiskUri; readonly isDirty: boolean }[] = [];
  readonly workspaceFolders: { readonly uri: DiskUri; readonly name: string }[] = [];
  /** The files that were read. */
  readonly read: string[] = [];
  readonly fs = {
    stat: async (uri: DiskUri): Promise<{ type: number; size: number }> => {
      try {
        const info = await promises.lstat(uri.fsPath);
        const real = await promises.stat(uri.fsPath);
        const link = info.isSymbolicLink() ? FileType.SymbolicLink : 0;
        const kind = real.isFile() ? FileType.File : real.isDirectory() ? FileType.Directory : 0;
        return { type: kind | link, size: real.size };
      } catch {
        throw new FileSystemError('FileNotFound');
      }
    },
    readDirectory: async (uri: DiskUri): Promise<[string, number][]> => {
      const names = await promises.readdir(uri.fsPath);
      return Promise.all(
        names.map(async (name): Promise<[string, number]> => [
          name,
          (await this.fs.stat(DiskUri.joinPath(uri, name))).type,
        ]),
      );
    },
    readFile: async (uri: DiskUri): Promise<Uint8Array> => {
      this.read.push(uri.fsPath);
      return promises.readFile(uri.fsPath);
    },
    writeFile: async (uri: DiskUri, bytes: Uint8Array): Promise<void> =>
      promises.writeFile(uri.fsPath, bytes),
  };

  private constructor(parent: string) {
    this.parent = parent;
  }

  /** Makes folders with files, and installs the workspace as VS Code's. */
  static async of(
    folders: readonly string[],
    files: Readonly<Record<string, string | Uint8Array>> = {},
  ): Promise<DiskWorkspace> {
    const workspace = new DiskWorkspace(
      await realpath(await mkdtemp(path.join(tmpdir(), 'mappings-'))),
    );
    for (const name of folders) {
      await mkdir(path.join(workspace.parent, name), { recursive: true });
      workspace.workspaceFolders.push({ uri: workspace.uri(name), name });
    }
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(workspace.parent, name)), { recursive: true });
      await writeFile(path.join(workspace.parent, name), content);
    }
    Object.assign(vscode, { workspace, FileType, FileSystemError, Uri: DiskUri });
    renewVscode();
    return workspace;
  }

  uri(name: string): DiskUri {
    return new DiskUri(path.join(this.parent, name));
  }

  getWorkspaceFolder({ path: inside }: vscodeTypes.Uri): { uri: DiskUri } | undefined {
    return this.workspaceFolders.find(
      ({ uri }) => inside === uri.path || inside.startsWith(`${uri.path}/`),
    );
  }
}
