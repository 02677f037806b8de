import { opendir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Memory } from '../storage/memory.ts';
import type { Milestone } from '../ui/milestones.ts';
import { hasMappingsFile } from './mappingsFile.ts';
import { MILESTONES, reach, reached } from '../ui/milestones.ts';
import { findPicture, onNewPicture } from '../ui/workspacePictures.ts';
import type { LastChanges } from '../upload/change.ts';
import { canBeUndone } from '../upload/change.ts';
import type { RecentRecords } from '../upload/recent.ts';

export interface MenuStateOptions {
  readonly memory: Memory;
  /** The IDs of the accounts as far as known without asking the secret storage. */
  readonly accountIds: () => readonly string[];
  readonly lastChanges: LastChanges;
  readonly recent: RecentRecords;
  readonly runsFolder: string;
  readonly backupsFolder: string;
  /** Offers once to compare by the workspace's mappings. */
  readonly offerCompare: () => Promise<void>;
  readonly onBug: (error: unknown) => void;
}

type Key = 'accounts' | 'changes' | 'runs' | 'backups' | 'pictures' | 'hasMappingFile';

/**
 * The context keys of menus. `none` hides a command that couldn't do anything. A key that isn't set
 * yet hides nothing: better a command that can't work than a hidden one that could. No secret is
 * read for them.
 */
export class MenuState implements vscode.Disposable {
  readonly #options: MenuStateOptions;
  readonly #set = new Map<Key, boolean | 'none' | 'some'>();
  /** The milestones whose keys were set here: each look finds them again. */
  readonly #reached = new Set<Milestone>();
  #turn: Promise<void> = Promise.resolve();
  #isQueued = false;
  #pictures: vscode.Disposable | undefined;
  #offer: Promise<void> | undefined;
  #isOver = false;

  constructor(options: MenuStateOptions) {
    this.#options = options;
  }

  /** Looks at what there is now. Calls while it looks make it look once more. */
  refresh(): void {
    if (this.#isQueued) {
      return;
    }
    this.#isQueued = true;
    this.#turn = this.#turn.then(() => {
      this.#isQueued = false;
      return this.#look().catch(this.#options.onBug);
    });
  }

  /** A look that is under way listens to nothing anymore. */
  dispose(): void {
    this.#isOver = true;
    this.#pictures?.dispose();
  }

  async #look(): Promise<void> {
    const { memory, lastChanges, recent } = this.#options;
    const accounts = this.#options.accountIds();
    const hasChanges = lastChanges.get().some(canBeUndone);
    const hasRuns = await hasFiles(this.#options.runsFolder);
    await this.#tell('accounts', accounts.length > 0);
    await this.#tell('changes', hasChanges);
    await this.#tell('runs', hasRuns);
    await this.#tell('backups', await hasFiles(this.#options.backupsFolder));
    await this.#lookForMappings();
    // What was done before milestones were remembered shows in what it left.
    const left = {
      hasSignedIn: accounts.length > 0,
      hasUploaded: hasChanges || accounts.some((id) => recent.of(id).length > 0),
      hasMatched: hasRuns,
    };
    for (const milestone of MILESTONES.filter((one) => left[one] && !this.#reached.has(one))) {
      await reach(memory, milestone);
      this.#reached.add(milestone);
    }
    if (reached(memory).includes('hasSignedIn')) {
      this.#pictures?.dispose();
      this.#pictures = undefined;
    } else {
      await this.#lookForPictures();
    }
  }

  /** Once: from then on, new pictures are noticed. */
  async #lookForPictures(): Promise<void> {
    if (this.#pictures !== undefined || this.#isOver) {
      return;
    }
    const found = (): void => {
      this.#tell('pictures', true).then(undefined, this.#options.onBug);
    };
    const look = async (): Promise<void> => {
      if (await findPicture()) {
        found();
      } else if (!this.#set.has('pictures')) {
        await this.#tell('pictures', false);
      }
    };
    this.#pictures = vscode.Disposable.from(
      onNewPicture(found),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        look().catch(this.#options.onBug);
      }),
    );
    await look();
  }

  /** Whoever opens a workspace with mappings is offered once to compare. */
  async #lookForMappings(): Promise<void> {
    const isThere = await hasMappingsFile();
    await this.#tell('hasMappingFile', isThere);
    if (isThere && vscode.workspace.isTrusted) {
      this.#offer ??= this.#options.offerCompare().catch(this.#options.onBug);
    }
  }

  async #tell(key: Key, isSome: boolean): Promise<void> {
    const value = key === 'hasMappingFile' ? isSome : isSome ? 'some' : 'none';
    if (this.#set.get(key) !== value) {
      this.#set.set(key, value);
      await vscode.commands.executeCommand('setContext', `zohoCrmPhotos.${key}`, value);
    }
  }
}

/** Whether a folder has a file, at any depth. One that can't be read may have some. */
async function hasFiles(folder: string): Promise<boolean> {
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      if (entry.isFile()) {
        return true;
      }
    }
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
