import * as vscode from 'vscode';
import { safeName } from '../../download/pictureName.ts';
import { endingOf, hasPictureEnding } from '../../image/ending.ts';
import type { Inspected, Refused } from '../../image/inspect.ts';
import { isThere } from '../../ui/isThere.ts';
import * as words from '../words/compare.ts';

/** The folder for dropped pictures, once the person has chosen it. */
export class DroppedFolder {
  readonly #beside: vscode.Uri | undefined;
  #folder: vscode.Uri | undefined;

  /** @param beside where the dialog starts */
  constructor(beside: vscode.Uri | undefined) {
    this.#beside = beside;
  }

  /**
   * Saves a picture that another program dropped, so that its upload can be resumed or retried later.
   *
   * @returns where it is; undefined when the person cancels
   * @throws VS Code's error, if it couldn't be written
   */
  async save(
    name: string,
    bytes: Uint8Array,
    inspected: Inspected | Refused,
  ): Promise<vscode.Uri | undefined> {
    this.#folder ??= await this.#ask();
    if (this.#folder === undefined) {
      return undefined;
    }
    const uri = await freeIn(this.#folder, nameFor(name, inspected));
    await vscode.workspace.fs.writeFile(uri, bytes);
    return uri;
  }

  async #ask(): Promise<vscode.Uri | undefined> {
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: words.droppedFolderTitle(),
        openLabel: words.saveDroppedHere(),
        canSelectFolders: true,
        canSelectFiles: false,
        ...(this.#beside === undefined ? {} : { defaultUri: this.#beside }),
      })) ?? [];
    return folder;
  }
}

function nameFor(name: string, inspected: Inspected | Refused): string {
  const picture = 'refusal' in inspected ? inspected.fittable : inspected;
  const safe = safeName(name) || 'photo';
  // Without the ending of a picture, it wouldn't be found in its folder later.
  return hasPictureEnding(safe) ? safe : `${safe}.${endingOf(picture?.format)}`;
}

/** `mug (2).jpg` if there is a `mug.jpg` already. */
async function freeIn(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  let uri = vscode.Uri.joinPath(folder, name);
  for (let number = 2; await isThere(uri); number += 1) {
    const other = name.replace(/(\.[^.]*)?$/, (ending) => ` (${number})${ending}`);
    uri = vscode.Uri.joinPath(folder, other);
  }
  return uri;
}
