// A person's VS Code in a browser, and ways to use and inspect it.
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { launchProfile, type BrowserOptions } from './browser.ts';
import { serveWindow, type ServedWindow, type ServeOptions } from './servedWindow.ts';
import { changeUserSettings, type Settings } from './settings.ts';
import { AccountsMenu } from './workbench/accountsMenu.ts';
import { CommandPalette } from './workbench/commandPalette.ts';
import { Dialog } from './workbench/dialog.ts';
import { Editors } from './workbench/editors.ts';
import { Explorer } from './workbench/explorer.ts';
import { Notifications } from './workbench/notifications.ts';
import { OpenedPages } from './workbench/openedPages.ts';
import { Output } from './workbench/output.ts';
import { QuickInput } from './workbench/quickInput.ts';
import { StatusBar } from './workbench/statusBar.ts';
import { TreeView } from './workbench/treeView.ts';
import { Walkthrough } from './workbench/walkthrough.ts';

export interface WindowOptions extends ServeOptions, BrowserOptions {
  /** Window size in pixels; 1280 x 800 by default. */
  size?: { width: number; height: number };
  /** Where `screenshot` puts its files; the working directory by default. */
  screenshots?: string;
}

export class VSCodeWindow {
  readonly page: Page;
  readonly url: string;
  readonly explorer: Explorer;
  readonly commandPalette: CommandPalette;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly output: Output;
  readonly accountsMenu: AccountsMenu;
  readonly statusBar: StatusBar;
  readonly editors: Editors;
  readonly walkthrough: Walkthrough;
  readonly openedPages: OpenedPages;
  /** The extension's view below the file explorer. */
  readonly photosView: TreeView;
  readonly #served: ServedWindow;
  readonly #context: BrowserContext;
  readonly #screenshots: string;
  readonly #console: string[] = [];

  constructor(served: ServedWindow, context: BrowserContext, page: Page, screenshots: string) {
    this.page = page;
    this.url = served.url;
    this.explorer = new Explorer(page);
    this.commandPalette = new CommandPalette(page);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.output = new Output(page);
    this.accountsMenu = new AccountsMenu(page);
    this.statusBar = new StatusBar(page);
    this.editors = new Editors(page);
    this.walkthrough = new Walkthrough(page);
    this.openedPages = new OpenedPages(context, page);
    this.photosView = new TreeView(page, 'Zoho CRM Photos');
    this.#served = served;
    this.#context = context;
    this.#screenshots = screenshots;
    page.on('console', (message) => this.#console.push(`${message.type()}: ${message.text()}`));
  }

  /** Reloads the page: the extension host restarts; secrets and settings stay. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.explorer.shown();
  }

  /** Changes user settings and reloads, because not every machine reports changed files. */
  async change(settings: Settings): Promise<void> {
    changeUserSettings(this.userDataDir, settings);
    await this.reload();
  }

  /** A second window of the same VS Code, sharing settings, extensions, and secrets. */
  async another(): Promise<VSCodeWindow> {
    return show(this.#served, this.#context, await this.#context.newPage(), this.#screenshots);
  }

  /** Saves a screenshot as NAME.png and returns the file's path. */
  async screenshot(name: string): Promise<string> {
    const file = path.resolve(this.#screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** The output of the server and the page's console, for failure reports. */
  logs(): string {
    return `${this.#served.logs()}\n${this.#console.join('\n')}`;
  }

  /** Where the server stores settings, extensions, logs, and state. */
  get userDataDir(): string {
    return this.#served.userDataDir;
  }

  /** Ends all processes of the browser and server and removes temporary folders. */
  async close(): Promise<void> {
    await this.#context.close().catch(() => undefined);
    await this.#served.close();
  }
}

export async function openWindow(options: WindowOptions): Promise<VSCodeWindow> {
  const served = await serveWindow(options);
  try {
    const context = await launchProfile(served.profile, {
      ...options,
      size: options.size ?? { width: 1280, height: 800 },
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = context.pages()[0] ?? (await context.newPage());
    return await show(served, context, page, options.screenshots ?? '.');
  } catch (error) {
    await served.close();
    throw error;
  }
}

async function show(
  served: ServedWindow,
  context: BrowserContext,
  page: Page,
  screenshots: string,
): Promise<VSCodeWindow> {
  const window = new VSCodeWindow(served, context, page, screenshots);
  await page.goto(served.url);
  await window.explorer.shown();
  return window;
}
