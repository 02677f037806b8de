import { readFile, rm, stat } from 'node:fs/promises';

interface Uri {
  readonly fsPath: string;
}

/** VS Code's file system, as far as single files of this machine are read and deleted. */
export const filesOnDisk = {
  stat: async ({ fsPath }: Uri): Promise<{ size: number }> => stat(fsPath),
  readFile: async ({ fsPath }: Uri): Promise<Uint8Array> => readFile(fsPath),
  delete: async ({ fsPath }: Uri): Promise<void> => rm(fsPath),
};
