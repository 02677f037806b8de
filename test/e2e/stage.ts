import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packagedExtension } from '../../scripts/package.ts';
import { removeFolder } from '../../src/storage/busyFile.ts';
import { EmulatorControl } from '../emulator/control.ts';
import { zohoHostRules } from '../emulator/hostRules.ts';
import type { EmulatorProcess, EmulatorProcessOptions } from '../emulator/process.ts';
import { startEmulatorProcess } from '../emulator/process.ts';
import { chair, lamp, mug, portrait } from '../drawings.ts';
import { proxyEnvironment } from '../vscode/proxyEnvironment.ts';
import type { WindowOptions } from '../vscode/window.ts';
import { openWindow, VSCodeWindow } from '../vscode/window.ts';
import { kept, leaks } from '../canary.ts';
import { Person } from './person.ts';
import { reportFailures, watch, watchNoMore } from './screen.ts';

const SCREENSHOTS = path.resolve(import.meta.dirname, '..', '..', '.cache', 'screenshots');

reportFailures(SCREENSHOTS);

export interface StageOptions extends Partial<Omit<WindowOptions, 'folder'>> {
  /** More files of the workspace, by name. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  /** Without the sample pictures, which `addSamples` adds later. */
  readonly withoutPictures?: boolean;
  readonly emulator?: EmulatorProcessOptions;
  /** A running emulator to use instead of a new one. The stage stops it. */
  readonly running?: EmulatorProcess;
}

/** A Zoho CRM, a workspace with pictures, and a real VS Code with the packaged extension. */
export class Stage {
  readonly emulator: EmulatorProcess;
  readonly crm: EmulatorControl;
  readonly folder: string;
  readonly window: VSCodeWindow;
  readonly person: Person;
  /** The secrets that the CRM had issued when it was stopped. */
  #secrets: readonly string[] | undefined;

  constructor(emulator: EmulatorProcess, folder: string, window: VSCodeWindow) {
    this.emulator = emulator;
    this.crm = new EmulatorControl(emulator.control);
    this.folder = folder;
    this.window = window;
    this.person = new Person(window, emulator, this.crm);
  }

  /** Resets the CRM, keeps the sign-in, and clears earlier notifications. */
  async reset(): Promise<void> {
    await this.crm.reset({ keepTokens: true });
    await this.window.notifications.clear();
  }

  /** Adds the sample pictures to a workspace without pictures. */
  async addSamples(): Promise<void> {
    await write(this.folder, await samples());
  }

  /** Stops only the CRM. */
  async stopCrm(): Promise<void> {
    this.#secrets = await this.crm.secrets();
    await this.emulator.stop();
  }

  /** @throws Error when a secret was written anywhere in the meantime */
  async close(): Promise<void> {
    const leaks = await this.#leaks().catch((error: unknown) => [String(error)]);
    await watchNoMore(this.window);
    await this.window.close();
    await this.emulator.stop();
    await removeWorkspace(this.folder);
    if (leaks.length > 0) {
      throw new Error(`a secret was written to ${leaks.join(', ')}`);
    }
  }

  async #leaks(): Promise<string[]> {
    const { folder, window } = this;
    return leaks(this.#secrets ?? (await this.crm.secrets()), {
      folders: [folder, window.userDataDir],
      texts: { 'the output of server and page': window.logs(), ...(await kept(window.page)) },
    });
  }
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { files, withoutPictures = false, emulator: wanted, running, ...window } = options;
  await mkdir(SCREENSHOTS, { recursive: true });
  const emulator = running ?? (await startEmulatorProcess(wanted));
  const folder = await workspace(files, withoutPictures);
  try {
    const opened = await openWindow({
      channel: 'newest',
      vsix: packagedExtension(),
      folder,
      screenshots: SCREENSHOTS,
      hosts: emulator.tlsPorts === undefined ? {} : zohoHostRules(emulator.tlsPorts),
      ...window,
      env: { ...proxyEnvironment(emulator), ...window.env },
      settings: { 'zohoCrmPhotos.customServer': emulator.servers, ...window.settings },
    });
    watch(opened);
    return new Stage(emulator, folder, opened);
  } catch (error) {
    await emulator.stop();
    await removeWorkspace(folder);
    throw error;
  }
}

/** A stage where the person is signed in. */
export async function openSignedInStage(options?: StageOptions): Promise<Stage> {
  const stage = await openStage(options);
  await stage.person.signIn();
  return stage;
}

/** A new folder with the sample pictures, unless it is to have none, and more files. */
export async function workspace(
  files: StageOptions['files'] = {},
  withoutPictures = false,
): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), 'photos-'));
  const folder = path.join(parent, 'catalog');
  const pictures = withoutPictures ? {} : await samples();
  await write(folder, { ...pictures, 'notes.txt': 'Pictures for the CRM.\n', ...files });
  return folder;
}

async function samples(): Promise<Record<string, Uint8Array>> {
  return {
    'portrait.jpg': await portrait(),
    'chair.png': await chair(),
    'lamp.jpg': await lamp(),
    'mug.jpg': await mug(),
  };
}

async function write(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Also removes its parent folder, which was created for it. */
export async function removeWorkspace(folder: string): Promise<void> {
  await removeFolder(path.dirname(folder));
}
