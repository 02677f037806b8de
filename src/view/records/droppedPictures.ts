import type { DataTransfer, DataTransferFile } from 'vscode';
import { Unreadable } from '../../image/unreadable.ts';
import { fileOfPage } from '../../ui/fileOfPage.ts';
import type { InspectedFile } from '../../ui/pictureFile.ts';
import { inspectBytes, inspectFile } from '../../ui/pictureFile.ts';

/** Something that was dropped, and isn't read yet. */
export interface DroppedFile {
  readonly name: string;
  inspect(): Promise<InspectedFile>;
}

/** What was dropped: files, or an address on the web, or neither. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: readonly DroppedFile[] }
  | { readonly kind: 'url' }
  | { readonly kind: 'nothing' };

/** What comes from the explorer has a place. What comes from the desktop may only have bytes. */
export async function droppedIn(dropped: DataTransfer): Promise<Dropped> {
  const uris = await urisIn(dropped);
  const inMemory = [...dropped].flatMap(([, item]) => item.asFile() ?? []).map(fileInMemory);
  const placed = uris.flatMap((text) => {
    const uri = /^(?:https?|data):/i.test(text) ? undefined : fileOfPage(text);
    if (uri === undefined) {
      return [];
    }
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const copy = inMemory.find((file) => file.name === name);
    return [{ name, inspect: async () => orItsCopy(await inspectFile(uri), copy) }];
  });
  const files = placed.length > 0 ? placed : inMemory;
  if (files.length > 0) {
    return { kind: 'files', files };
  }
  return { kind: uris.some((uri) => /^https?:/i.test(uri)) ? 'url' : 'nothing' };
}

/** Lines that start with # are comments. */
async function urisIn(dropped: DataTransfer): Promise<string[]> {
  const text = (await dropped.get('text/uri-list')?.asString()) ?? '';
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** If the workspace is on another machine, a file of this one isn't found by its place. */
async function orItsCopy(
  file: InspectedFile,
  copy: DroppedFile | undefined,
): Promise<InspectedFile> {
  const { inspected } = file;
  const isMissing =
    'refusal' in inspected &&
    inspected.refusal.kind === 'unreadable' &&
    inspected.refusal.reason === 'missing';
  return isMissing && copy !== undefined ? copy.inspect() : file;
}

function fileInMemory(file: DataTransferFile): DroppedFile {
  const { name } = file;
  return {
    name,
    inspect: async () => {
      // A folder, for example, has a name but can't be read.
      const bytes = await Promise.resolve(file.data()).catch(() => undefined);
      return bytes === undefined
        ? { name, inspected: { refusal: new Unreadable('other').refusal } }
        : inspectBytes(name, bytes);
    },
  };
}
